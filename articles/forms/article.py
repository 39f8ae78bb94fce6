"""The article as the desk writes it, and the verb that the pressed button stands for."""

import uuid
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import body, embeds, publishing, standing, workflow, working_copies
from articles.addresses import free_slug, slug_from, why_not
from articles.descriptions import LONGEST, SHORTEST
from articles.forms.body_editor import BodyField
from articles.forms.rows import Rows
from articles.forms.tags import TagsField
from articles.forms.times import PublicationTimeField, zone_label
from articles.models import Article
from articles.preflight import SHORTEST_REASON, wording
from articles.revisions import WRITTEN, differing, snapshot
from articles.working_copies import Opened
from articles.writing import Settled

VERBS = (
    *("save", "update", "submit", "ready", "publish", "publish_today", "schedule"),
    *("unschedule", "unpublish", "take_down", "reinstate"),
)
# What these do, readers see: nothing may be missing then, and nothing in it that nobody looked at.
FOR_READERS = ("update", "publish", "publish_today", "schedule")
NEEDED = ("headline", "category")
# These are done before the form is read (articles/admin/urgent.py); what was typed is still saved after them.
URGENT = ("unschedule", "unpublish", "take_down", "reinstate")
LONGEST_NUMBER = 10  # digits, that every database can count
PLAIN_VERBS = {"submit": workflow.submit, "ready": workflow.mark_ready}
NO_CONTENT = {"started_from", "creation_token", "appear_at", "reason", "note", "public_note", "is_substantive"}
NO_CONTENT |= {"override"}
TAKEN = _("It is taken.")
MEASURED = {  # the least and most characters, and from where on it is cut off
    "headline": (wording.HEADLINE_SHORTEST, wording.HEADLINE_LONGEST, wording.HEADLINE_CUT),
    "seo_description": (SHORTEST, LONGEST, 320),
    "social_description": (SHORTEST, LONGEST, 320),
}


class ArticleForm(forms.ModelForm):
    """`refusal` is what a verb said to the same input a moment ago; it is shown, and everything typed is kept."""

    refusal: str = ""
    sees_others = False  # whether the articles of others are no secret to whoever writes
    merged: Sequence[str] = ()  # names of what was taken over from others when it was saved
    held_back = False  # readers do not get it yet, because of that

    body = BodyField(label=_("Text"))
    tags = TagsField(
        label=_("Tags"), required=False, help_text=_("Subjects, parted by commas: gun control, Supreme Court.")
    )
    video_address = forms.CharField(
        label=_("Video address"), required=False, max_length=500, help_text=_("A YouTube or Vimeo address.")
    )
    appear_at = PublicationTimeField(label=_("Appear at"), required=False)
    reason = forms.CharField(
        label=_("Why it is taken down"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers who follow an old link see this notice."),
    )
    note = forms.CharField(
        label=_("Note on this change"), required=False, max_length=500, help_text=_("Kept in the history.")
    )
    started_from = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_substantive = forms.BooleanField(
        label=_("Tell readers what changed"), required=False, help_text=_("Shown as updated, with what is new.")
    )
    public_note = forms.CharField(
        label=_("What readers are told"), required=False, max_length=500, help_text=_("What is new, in a sentence.")
    )
    override = forms.CharField(
        label=_("Publish anyway: why"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("At least ten characters. Kept in the history, with your name."),
    )
    creation_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ()  # the panels of the editor name them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = self.instance
        for name in {"slug", *(() if self.verb in FOR_READERS else NEEDED)} & set(self.fields):
            self.fields[name].required = False
        self.initial.update(started_from=0, tags=[], creation_token=None if article.pk else uuid.uuid4())
        if "standfirst" in self.fields:
            self.fields["standfirst"].widget.attrs.update(rows=3)
            self.fields["headline"].widget = forms.Textarea({"rows": 2, "autofocus": not article.pk, "maxlength": 300})
        self._own_slugs = {article.slug}
        self._open(article)
        self._leave_address_open()
        self._measure()
        for name, field in self.fields.items():
            if isinstance(field, PublicationTimeField):
                field.keep(self.initial.get(name))
        self.fields["appear_at"].label = _("Appear at (%s)") % zone_label(self._appears_at())

    def _open(self, article: Article) -> None:
        """What has no category or address in the text yet is kept somewhere that nobody chose, and need not see."""
        opened: Opened | None = article.opened
        if opened:
            self.initial.update(started_from=opened.number, tags=opened.tags, slug=opened.content.get("slug", ""))
            if opened.content.get("category_id") is None:
                self.initial["category"] = None
            self._own_slugs |= {opened.row.slug, opened.content.get("slug")}
        if article.pk and article.is_scheduled:
            self.initial["appear_at"] = article.published_at
        if article.video_id:
            self.initial["video_address"] = article.video_url

    def _leave_address_open(self) -> None:
        """A script writes what it makes of the headline, free or not; as long as nobody knows it, it is made here."""
        slug, headline = (self.data.get(self.add_prefix(name), "").strip() for name in ("slug", "headline"))
        if slug in self._own_slugs or self.instance.published_at or slug != slug_from(headline):
            return
        data: Any = copy(self.data)  # as it was sent it cannot be changed
        data[self.add_prefix("slug")] = ""
        self.data = data

    def _appears_at(self) -> datetime | None:
        """As typed; None where that is no time."""
        if not self.is_bound:
            return self.initial.get("appear_at")
        try:
            return self.fields["appear_at"].to_python(self.data.get(self.add_prefix("appear_at")))
        except ValidationError:
            return None

    def _measure(self) -> None:
        """What the scripts of the page count against, and where they ask."""
        for name, marks in MEASURED.items():
            if name in self.fields:
                named = zip(("data-least", "data-most", "data-cut"), marks, strict=True)
                self.fields[name].widget.attrs.update(named)
        if "slug" in self.fields:
            key = [self.instance.pk] if self.instance.pk else []
            where = f"admin:articles_{'article' if key else 'new'}_address"
            self.fields["slug"].widget.attrs["data-address"] = reverse(where, args=key)

    @property
    def verb(self) -> str:
        return next((verb for verb in VERBS if f"_{verb}" in self.data), "save")

    def says_something_new(self) -> bool:
        return bool(set(self.changed_data) - NO_CONTENT)

    def says_what_is_saved(self, rows: Rows) -> bool:
        """Of a form that was sent before: is all of it in the newest text?"""
        article = self.instance
        article.body = body.clean(article.body)
        newest = working_copies.head(Article.objects.get(pk=article.pk))
        said = snapshot(article, rows.bylines or [], self.cleaned_data["tags"], rows.related or [])
        return not differing(newest.content, said)

    def clean_headline(self) -> str:
        """It has room for two lines in the form, and is one."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_slug(self) -> str:
        """Typed, or made from the headline."""
        slug, others = str(self.cleaned_data["slug"]), Article.objects.exclude(pk=self.instance.pk)
        if slug and slug not in self._own_slugs:
            if problem := why_not(slug, self.instance if self.instance.pk else None):
                if not self.sees_others:  # by a draft that they may not see, or an address that it had
                    problem = str(TAKEN)
                free = _("“%s” is free.") % free_slug(slug, others)
                raise ValidationError(f"{problem} {free}")
        if slug or not self.cleaned_data.get("headline"):
            return slug
        return free_slug(self.cleaned_data["headline"], others)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            self.add_error(None, self.refusal)
        if not self.instance.pk:
            self.instance.creation_token = cleaned.get("creation_token")
        if self.verb == "schedule" and not cleaned.get("appear_at") and "appear_at" not in self.errors:
            self.add_error("appear_at", _("Say when it shall appear."))
        if self.verb == "take_down" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why: readers who follow an old link will see it."))
        if self.verb in FOR_READERS and 0 < len(cleaned.get("override", "").strip()) < SHORTEST_REASON:
            self.add_error("override", _("Say it in at least ten characters."))
        self._clean_end(cleaned)
        if {"video_address", "video_file"} <= set(self.fields):
            self._clean_video(cleaned)
        return cleaned

    def _clean_end(self, cleaned: dict[str, Any]) -> None:
        begins, ends = self.instance.published_at, cleaned.get("unpublish_at")
        if begins and ends and ends <= begins:
            self.add_error("unpublish_at", _("It would leave the site before it appears."))

    def _clean_video(self, cleaned: dict[str, Any]) -> None:
        address, file = cleaned.get("video_address"), cleaned.get("video_file")
        embed = embeds.parse(address) if address else None
        if address and file:
            self.add_error("video_file", _("Give an address or choose a file, not both."))
        elif address and not embed:
            self.add_error("video_address", _("This is not the address of a YouTube or Vimeo video."))
        else:
            article = self.instance
            article.video_provider = embed.provider if embed else article.VideoProvider.FILE if file else ""
            article.video_id = embed.video_id if embed else ""

    @property
    def settled(self) -> Settled | None:
        """What was decided of both texts, field by field; `seen_revision` is theirs."""
        seen = self.data.get("seen_revision", "")
        if not (seen.isdecimal() and len(seen) < LONGEST_NUMBER):
            return None
        said = {name: self.data.get(f"decided-{name}") for name in WRITTEN}
        return Settled(int(seen), {name: whose for name, whose in said.items() if whose in ("mine", "theirs")})

    def carry_out(self, rows: Rows, *, by: User, is_changed: bool) -> None:
        """Saves and does what the button said, unless it was urgent and is done, in the caller's transaction.

        Raises Refused, Clash or PermissionDenied. A form that does not say what it started from is stale. What others
        changed meanwhile is merged; then readers get nothing yet (`held_back`), for nobody has seen both together.
        """
        article, note, verb = self.instance, self.cleaned_data["note"], self.verb
        if article.pk and verb not in ("save", *URGENT):
            standing.check(article, self.data.get(standing.FIELD))
        if is_changed or verb not in URGENT:
            saved = publishing.save(
                article,
                by=by,
                bylines=rows.bylines,
                related=rows.related,
                tags=self.cleaned_data["tags"],
                note=note,
                expected_revision=self.cleaned_data["started_from"] or 0,
                settled=self.settled,
            )
            self.merged = saved.merged
        self.held_back = bool(self.merged) and verb in FOR_READERS
        if not self.held_back:
            self._do(verb, by, note)

    def _do(self, verb: str, by: User, note: str) -> None:
        article, override = self.instance, self.cleaned_data["override"]
        if verb == "update" or (verb in FOR_READERS and article.status == Article.Status.PUBLISHED):
            self._update(by, note)  # of what is scheduled, too: what goes out is what they had before them
        if verb == "schedule":
            publishing.schedule(article, by=by, at=self.cleaned_data["appear_at"], note=note, override=override)
        elif verb in ("publish", "publish_today"):
            at = timezone.now() if verb == "publish_today" else None
            publishing.publish(article, by=by, at=at, note=note, override=override)
        elif verb in PLAIN_VERBS:
            PLAIN_VERBS[verb](article, by=by, note=note)

    def _update(self, by: User, note: str) -> None:
        if not self.instance.working_copy_id:
            return  # readers have it already, word for word
        typed = self.cleaned_data
        publishing.update(
            self.instance,
            by=by,
            note=note,
            is_substantive=typed["is_substantive"],
            public_note=typed["public_note"],
            override=typed["override"],
        )
