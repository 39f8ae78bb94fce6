"""The article as the desk writes it, and the verb that the pressed button stands for."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import body, embeds, publishing
from articles.addresses import free_slug
from articles.forms.body_editor import BodyField
from articles.forms.rows import Rows
from articles.forms.tags import TagsField
from articles.forms.times import PublicationTimeField, zone_name
from articles.models import Article
from articles.revisions import snapshot

VERBS = ("save", "submit", "ready", "publish", "publish_today", "schedule", "unpublish", "take_down")
# These are done before the form is read (articles/admin/urgent.py); what was typed is still saved after them.
URGENT = ("unpublish", "take_down")
PLAIN_VERBS = {"submit": publishing.submit, "ready": publishing.mark_ready, "publish": publishing.publish}
NO_CONTENT = {"started_from", "save_over", "creation_token", "appear_at", "reason", "note"}


class ArticleForm(forms.ModelForm):
    """`refusal` is what a verb said to the same input a moment ago; it is shown, and everything typed is kept."""

    refusal: str = ""

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
    save_over = forms.IntegerField(required=False, widget=forms.HiddenInput)
    creation_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ()  # the panels of the editor name them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = self.instance
        if "slug" in self.fields:
            self.fields["slug"].required = False
        self.fields["appear_at"].label = _("Appear at (%s)") % zone_name()
        self.initial.update(started_from=0, tags=[], creation_token=None if article.pk else uuid.uuid4())
        if "standfirst" in self.fields:
            self.fields["standfirst"].widget.attrs.update(rows=3)
            self.fields["headline"].widget = forms.Textarea({"rows": 2, "autofocus": not article.pk, "maxlength": 300})
        if article.pk:
            number = publishing.latest_revision(article)
            self.initial.update(started_from=number, tags=list(article.tags.names()))
            if article.is_scheduled:
                self.initial["appear_at"] = article.published_at
        if article.video_id:
            self.initial["video_address"] = article.video_url
        for name, field in self.fields.items():
            if isinstance(field, PublicationTimeField):
                field.keep(self.initial.get(name))

    @property
    def verb(self) -> str:
        return next((verb for verb in VERBS if f"_{verb}" in self.data), "save")

    def says_something_new(self) -> bool:
        return bool(set(self.changed_data) - NO_CONTENT)

    def says_what_is_saved(self, rows: Rows) -> bool:
        """Of a form that was sent before: is all of it in the newest revision?"""
        article = self.instance
        article.body = body.clean(article.body)
        newest = article.revisions.latest("number")
        return newest.content == snapshot(article, rows.bylines or [], self.cleaned_data["tags"], rows.related or [])

    def clean_headline(self) -> str:
        """It has room for two lines in the form, and is one."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_slug(self) -> str:
        """Typed, or made from the headline."""
        slug = self.cleaned_data["slug"]
        if slug or not self.cleaned_data.get("headline"):
            return slug
        return free_slug(self.cleaned_data["headline"], Article.objects.exclude(pk=self.instance.pk))

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

    def carry_out(self, rows: Rows, *, by: User, is_changed: bool) -> None:
        """Saves and does what the button said, unless it was urgent and is done, in the caller's transaction.

        Raises Refused or PermissionDenied. A form that does not say what it started from is stale.
        """
        article, note, verb = self.instance, self.cleaned_data["note"], self.verb
        if is_changed or verb not in URGENT:
            publishing.save(
                article,
                by=by,
                bylines=rows.bylines,
                related=rows.related,
                tags=self.cleaned_data["tags"],
                note=note,
                expected_revision=self.cleaned_data["save_over"] or self.cleaned_data["started_from"] or 0,
            )
        if verb == "schedule":
            publishing.schedule(article, by=by, at=self.cleaned_data["appear_at"], note=note)
        elif verb == "publish_today":
            publishing.publish(article, by=by, at=timezone.now(), note=note)
        elif verb in PLAIN_VERBS:
            PLAIN_VERBS[verb](article, by=by, note=note)
