"""What readers say, for whoever looks after it."""

from hashlib import sha256
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db import transaction
from django.db.models import Field, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin.paginator import CappedPaginator
from comments import decisions, discussions, moderation
from comments.decisions import Act
from comments.models import Comment
from comments.models.comment import CommentQuerySet

Status = Comment.Status
EDITABLE = ["status", "body", "guest_name", "guest_email"]


class CommentForm(forms.ModelForm):
    """Knows what was shown, so that nobody's removal, correction or decision is overwritten by an old page."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Comment
        fields: ClassVar[list[str]] = EDITABLE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = _digest(self.instance)

    def clean(self) -> dict[str, Any]:
        """Called in the transaction in which it is saved: the discussion is locked until then."""
        sent = super().clean() or self.cleaned_data
        found = decisions.locked([self.instance.pk])
        if not found or found[0].status == Status.WITHDRAWN:
            raise forms.ValidationError(_("This comment has been removed. Nothing was saved."))
        if discussions.is_withheld(found[0].article_id):
            raise forms.ValidationError(discussions.WITHHELD)
        if sent.get("seen") != _digest(found[0]):
            raise forms.ValidationError(
                _("Somebody changed or decided this since it was shown here. Nothing was saved: open it again.")
            )
        return sent


def _rests(comment: Comment) -> bool:
    """Asked once for a page."""
    discussion = getattr(comment.article, "discussion", None)
    return bool(discussion and discussion.withheld_at)


def _digest(comment: Comment) -> str:
    return sha256(f"{comment.status} {comment.body}".encode()).hexdigest()


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    form = CommentForm
    list_display = ["excerpt", "author_name", "article", "status", "kind", "created_at"]
    list_select_related = ["article", "user"]
    list_filter = ["status", "kind", ("created_at", admin.DateFieldListFilter)]
    search_fields = ["body", "guest_name", "guest_email", "user__email", "user__display_name"]
    search_help_text = _("Words, a name or an e-mail address.")
    readonly_fields = ["article", "parent", "user", "kind", "guest_url", "ip_address", "created_at"]
    fields = ["status", "body", "article", "parent", "user", "guest_name", "guest_email", *readonly_fields[3:]]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    list_per_page = 50
    actions = ["approve", "reject", "mark_as_spam", "delete_selected"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return super().get_queryset(request).defer("article__body", "article__notes")

    @admin.display(description=_("text"))
    def excerpt(self, comment: Comment) -> str:
        return Truncator(strip_tags(comment.body)).chars(90) or "–"

    @admin.display(description=_("by"))
    def author_name(self, comment: Comment) -> str:
        return format_html("<bdi>{}</bdi>", comment.author_name)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description=_("Approve"), permissions=["change"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        self._set(request, queryset, Status.APPROVED)

    @admin.action(description=_("Reject"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        self._set(request, queryset, Status.REJECTED)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_as_spam(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        self._set(request, queryset, Status.SPAM)

    def get_fields(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        return [*self.fields, *(["seen"] if self.has_change_permission(request, obj) else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Comment | None = None) -> list[str]:
        """Of what its author removed, all; and while the discussion is withheld."""
        is_fixed = obj is not None and (obj.status == Status.WITHDRAWN or _rests(obj))
        return [*self.readonly_fields, *(EDITABLE if is_fixed else [])]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        obj = context.get("original")
        if obj and _rests(obj) and request.method != "POST":
            self.message_user(request, discussions.WITHHELD, messages.WARNING)
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What was withheld in the meantime stays too, and nothing says that it was deleted."""
        try:
            obj = self.get_object(request, object_id)
            if obj and _rests(obj):
                raise discussions.Withheld
            return super().delete_view(request, object_id, extra_context)
        except discussions.Withheld as withheld:
            self.message_user(request, str(withheld), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:comments_comment_change", args=[object_id]))

    @admin.action(description=_("Delete selected %(verbose_name_plural)s"), permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Comment]) -> Any:
        """Those of withheld discussions stay."""
        going, resting = discussions.apart(cast(CommentQuerySet, queryset))
        self._say_left(request, resting)
        try:
            with transaction.atomic():
                return delete_selected(self, request, going) if going.exists() else None
        except discussions.Withheld as withheld:
            self.message_user(request, str(withheld), messages.ERROR)
            return None

    def formfield_for_choice_field(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "status":  # only authors remove
            kwargs["choices"] = [(status.value, status.label) for status in moderation.VERBS]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Comment, form: forms.ModelForm, change: bool) -> None:
        """The verb changes the status, and says so in the log."""
        changed = {*form.changed_data} - {"status"}
        if changed:
            obj.save(update_fields=changed)
        if "status" in form.changed_data:  # who corrects a word has not looked at what was reported
            moderation.put([obj.pk], Status(obj.status), Act(by=request.user))  # type: ignore[arg-type]  # staff
        moderation.edited(obj, changed, by=request.user)  # type: ignore[arg-type]  # staff

    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        moderation.delete([obj], by=request.user)  # type: ignore[arg-type]  # staff

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        moderation.delete(queryset, by=request.user)  # type: ignore[arg-type]  # staff

    def _set(self, request: HttpRequest, queryset: QuerySet[Comment], status: Any) -> None:
        count = moderation.decide(queryset, status, by=request.user)  # type: ignore[arg-type]  # staff
        said = ngettext("%(count)s comment: %(status)s", "%(count)s comments: %(status)s", count)
        self.message_user(request, said % {"count": count, "status": status.label})
        self._say_left(request, discussions.apart(cast(CommentQuerySet, queryset))[1])

    def _say_left(self, request: HttpRequest, resting: QuerySet[Comment]) -> None:
        if count := resting.count():
            left = _("Left alone, as their discussion is withheld until somebody restores it: %(count)s.")
            self.message_user(request, left % {"count": count}, messages.WARNING)
