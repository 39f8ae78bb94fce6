"""Earlier texts of articles, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from accounts.admin.paginator import CappedPaginator
from articles import permissions
from articles.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    list_display = ["article", "number", "verb", "created_by", "created_at", "note"]
    list_select_related = ["article", "created_by"]
    list_filter = ["verb"]
    search_fields = ["article__headline", "note"]
    ordering = ["-pk"]
    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    fields = ("article", "number", "verb", "note", "created_by", "created_at", "what_it_said")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request).filter(article__in=permissions.workable(request.user))
        return found.defer("content", "article__body", "article__notes")

    @admin.display(description=_("content"))
    def what_it_said(self, revision: Revision) -> str:
        rows = ((name, value) for name, value in revision.content.items() if value not in ("", None, [], False))
        return format_html('<dl class="desk-revision">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_change_permission

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever sees an article sees how it came about."""
        return request.user.has_perm("articles.view_article") or request.user.has_perm("articles.change_article")
