"""What readers say, for whoever looks after it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin.paginator import CappedPaginator
from comments import moderation
from comments.decisions import Act
from comments.models import Comment

Status = Comment.Status


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
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
    actions = ["approve", "reject", "mark_as_spam"]

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

    def save_model(self, request: HttpRequest, obj: Comment, form: forms.ModelForm, change: bool) -> None:
        status, by = Status(obj.status), request.user
        obj.status = form.initial["status"]  # the verb changes it, and says so in the log
        super().save_model(request, obj, form, change)
        moderation.put([obj.pk], status, Act(by=by))  # type: ignore[arg-type]  # staff
        moderation.edited(obj, {*form.changed_data} - {"status"}, by=by)  # type: ignore[arg-type]  # staff

    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        moderation.delete([obj], by=request.user)  # type: ignore[arg-type]  # staff

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        moderation.delete(queryset, by=request.user)  # type: ignore[arg-type]  # staff

    def _set(self, request: HttpRequest, queryset: QuerySet[Comment], status: Any) -> None:
        count = moderation.decide(queryset, status, by=request.user)  # type: ignore[arg-type]  # staff
        said = ngettext("%(count)s comment: %(status)s", "%(count)s comments: %(status)s", count)
        self.message_user(request, said % {"count": count, "status": status.label})
