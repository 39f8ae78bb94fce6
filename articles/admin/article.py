"""The article editor."""

import logging
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import DateTimeField, ForeignKey, URLField
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media as MediaWithNonce

from accounts import audit
from articles import permissions, shown, standing, working_copies
from articles.admin import checklist, clashes, editor_urls, panels, remarks, resent, status, unanswered, urgent
from articles.admin.article_list import ArticleList
from articles.admin.deleting import DeletesWhatWasSeen
from articles.admin.inlines import BylineInline, RelatedPinInline
from articles.admin.lean import WithoutSlugScripts, without_stock
from articles.admin.lookup import LooksUp
from articles.admin.unseen import OthersUnseen, of_the_desk
from articles.forms.article import LONGEST_NUMBER, ArticleForm
from articles.forms.rows import Rows
from articles.forms.times import PublicationTimeField
from articles.models import Article
from articles.publishing import Clash, Refused, set_aside
from articles.revisions import label

WRITING = ["headline", "standfirst", "body"]
PANELS = [
    (gettext_lazy("Publish"), ["appear_at", "unpublish_at", "embargo_until", "updated_at", "is_pinned"]),
    (gettext_lazy("Category and tags"), ["category", "tags", "article_type", "kicker", "slug"]),
    (gettext_lazy("Lead picture"), ["lead_picture"]),
    (gettext_lazy("Video"), ["video_address", "video_file", "video_seconds"]),
    (gettext_lazy("Source"), ["source_name", "source_url", "source_licence", "is_sponsored"]),
    (
        gettext_lazy("SEO and sharing"),
        [
            *["seo_title", "seo_description", "canonical_url", "is_hidden_from_search"],
            *["social_title", "social_description", "social_picture"],
        ],
    ),
    (gettext_lazy("Notes"), ["notes", "note", "is_substantive", "public_note", "comments_policy"]),
]
OPEN_PANELS = 3

KEPT = "kept"  # static/js/desk/autosave_local.js: with such a message, what was sent is saved
NOT_SAVED = gettext_lazy("What is typed below is not saved.")
SAME_MOMENT = gettext_lazy(
    "Somebody else saved something at the same moment that does not go with this, such as the same address. "
    "Nothing is lost: save again."
)
logger = logging.getLogger(__name__)
MOST_SECONDS = 2**31 - 1  # of the column, in PostgreSQL
NOT_STORED = {"appear_at", "video_address", "note", "is_substantive", "public_note", "tags"}


@admin.register(Article)
class ArticleAdmin(WithoutSlugScripts, OthersUnseen, DeletesWhatWasSeen, LooksUp, ArticleList):
    form = ArticleForm
    inlines = [BylineInline, RelatedPinInline]
    autocomplete_fields = ["lead_picture", "social_picture", "video_file"]
    formfield_overrides = {
        DateTimeField: {"form_class": PublicationTimeField},
        URLField: {"assume_scheme": "https"},
    }

    class Media:
        css = {
            "all": [
                "css/desk_article.css",
                "css/desk_autosave.css",
                "css/desk_preview_pane.css",
                "css/desk_check.css",
                "css/desk_remarks.css",
            ]
        }
        js = [Script("js/desk/editor.js", type="module")]

    def get_urls(self) -> list[URLPattern]:
        return [*editor_urls.addresses(self.admin_site), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        may_write = self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)
        hidden = set() if may_write else NOT_STORED | of_the_desk(request, obj)
        if may_write and not status.may_schedule(_as_it_is(obj), request.user):
            hidden.add("appear_at")
        if may_write and not status.may_update(obj, request.user):
            hidden |= {"is_substantive", "public_note"}
        sets = [(None, WRITING), *PANELS]
        return [
            (name, {"fields": [field for field in fields if field not in hidden], "classes": _classes(number)})
            for number, (name, fields) in enumerate(sets)
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """With the newest text on it, or the one that a form was opened with; what may only be seen, as readers do."""
        article = super().get_object(request, object_id, from_field)
        if article and permissions.may_work_on(request.user, article):
            article.opened = working_copies.open_in(article, _started_from(request, article))
        return article

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")  # type: ignore[attr-defined]  # an ArticleForm
        form.sees_others = request.user.has_perm(permissions.OTHERS)  # type: ignore[attr-defined]  # an ArticleForm
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice stand “add” and “change”; the rest is done where those things have their own place."""
        if db_field.name == "video_seconds":
            kwargs["max_value"] = MOST_SECONDS
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, ForeignKey) and field is not None:
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A verb that refuses undoes everything; then the same form is shown again with its reason and every word."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        object_id = object_id or resent.made_before(request)
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        done, article = "", None
        try:
            article = self.get_object(request, unquote(object_id)) if object_id else None
            done = urgent.carry_out(request, article) if article else ""
            may_write = self.has_change_permission(request, article) if done else True
            response = show() if may_write or not article else self._stay(request, article)
        except (Refused, PermissionDenied) as refused:
            if isinstance(refused, Clash) and article:
                set_aside(refused, article, by=request.user)  # type: ignore[arg-type]  # staff
            return self._show_again(request, show, refused, done)
        except IntegrityError:
            if not object_id and resent.made_before(request):
                return self.changeform_view(request, None, form_url, extra_context)  # its twin was a moment faster
            logger.exception("An article did not fit beside what others saved")
            return self._show_again(request, show, Refused(SAME_MOMENT), done)
        if done and response.status_code == 200:
            messages.error(request, f"{done} {NOT_SAVED}")
            response.status_code = 409
        return response

    def _show_again(self, request: HttpRequest, show: Any, refused: Exception, done: str) -> HttpResponse:
        is_permission = isinstance(refused, PermissionDenied)
        why = _("You may not do this with this article.") if is_permission else str(refused)
        request.findings = getattr(refused, "findings", None)  # type: ignore[attr-defined]  # ours, on the request
        request.clash = refused if isinstance(refused, Clash) else None  # type: ignore[attr-defined]  # ours, on the request
        is_lost = done and request.clash is None  # type: ignore[attr-defined]  # ours, on the request
        request.refusal = " ".join(str(part) for part in (done, is_lost and NOT_SAVED, why) if part)  # type: ignore[attr-defined]  # ours, on the request
        response = show()
        response.status_code = 403 if is_permission and not done else 409
        return response

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Article:
        return form.save(commit=False)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Nothing is written here: `save_related`, which knows the bylines too, goes through the verbs."""

    def save_related(self, request: HttpRequest, form: Any, formsets: list[Any], change: bool) -> None:
        rows = Rows.of(formsets)
        if getattr(request, "is_resent", False) and form.says_what_is_saved(rows):
            return
        is_changed = not change or form.says_something_new() or any(formset.has_changed() for formset in formsets)
        with audit.at_the_end():
            form.carry_out(rows, by=request.user, is_changed=is_changed)
            if change:
                remarks.say_typed(request, form.instance)
        request.merged, request.held_back = form.merged, form.held_back  # type: ignore[attr-defined]  # ours, on the request

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return super().construct_change_message(request, form, [], add)  # formsets know only what they saved

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._stay(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._stay(request, obj)

    def _stay(self, request: HttpRequest, article: Article) -> HttpResponse:
        word, now = status.status_word(article), timezone.now()
        if getattr(request, "is_resent", False):
            says = _("This form was sent before, and made this article. Nothing was done twice.")
            messages.warning(request, says, extra_tags=KEPT)
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        merged = ", ".join(label(name) for name in getattr(request, "merged", ()))
        if getattr(request, "held_back", False):
            says = _(
                "Readers do not have it yet: someone else changed %s meanwhile. It is in the text now. Look at it."
            )
            messages.warning(request, says % merged, extra_tags=KEPT)
        else:
            if merged:
                messages.info(request, _("Someone else changed %s meanwhile. Both are in the text now.") % merged)
            says = _("Saved %(time)s · %(status)s") % {"time": status.clock(now), "status": word}
            messages.success(request, says, extra_tags=KEPT)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        user, article = request.user, _as_it_is(context.get("original"))
        context["media"] = MediaWithNonce.from_media(without_stock(context["media"]), nonce=request.csp_nonce)  # type: ignore[attr-defined]  # ours, on the request
        context |= {
            "bar": status.buttons(article, user),
            "status_word": status.status_word(article) if article else _("New"),
            "status_key": status.status_key(article) if article else "draft",
            "may_schedule": status.may_schedule(article, user),
            "may_take_down": status.may_take_down(article, user),
            "row": article,
            "with_shortcuts": True,  # among the scripts of the page
            "standing": standing.as_shown(article),
            "clash": clashes.shown(getattr(request, "clash", None)),
            "is_pending": bool(article and article.working_copy_id and permissions.may_work_on(user, article)),
            **panels.context(request, article),
            **checklist.panel(request, context.get("original")),
        }
        response = super().render_change_form(request, context, *args, **kwargs)
        response._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined]  # of csp; the preview is framed
        return response

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers have seen is taken down, never deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (permissions.may_work_on(request.user, obj) and not shown.is_known(_as_it_is(obj) or obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or permissions.may_work_on(request.user, obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A draft takes its history with it, which nobody may delete by itself."""
        shown, counts, _missing, protected = super().get_deleted_objects(objs, request)
        return shown, counts, set(), protected


def _as_it_is(article: Article | None) -> Article | None:
    """Not as the text that is edited would have it."""
    return article.opened.row if article and article.opened else article


def _started_from(request: HttpRequest, article: Article) -> int | None:
    """What a form that is sent was opened with: only against that can be seen what was typed. None is the newest."""
    number = request.POST.get("started_from", "")
    if not number.isdecimal() or len(number) >= LONGEST_NUMBER:
        return None
    if newest := unanswered.catch_up(request, article, int(number)):
        sent: Any = request.POST.copy()  # as it was sent it cannot be changed
        sent["started_from"] = str(newest)
        request.POST = sent
    return newest or int(number)


def _classes(number: int) -> list[str]:
    return ["desk-writing"] if number == 0 else ["desk-panel"] if number <= OPEN_PANELS else ["desk-panel", "collapse"]
