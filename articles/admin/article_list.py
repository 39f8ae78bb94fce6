"""The list of articles at the desk."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin.paginator import CappedPaginator
from articles import permissions, publishing
from articles.admin import article_filters as filters
from articles.admin import status
from articles.models import Article


class ArticleList(admin.ModelAdmin):
    list_display = ["headline", "state", "category", "by", "published", "saved", "word_count"]
    list_filter = [
        filters.StateFilter,
        "category",
        "article_type",
        filters.AuthorFilter,
        ("published_at", admin.DateFieldListFilter),
    ]
    list_select_related = ["category"]
    list_per_page = 50
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["headline", "slug", "standfirst"]
    search_help_text = _("Words of the headline, the standfirst or the address.")
    ordering = ["-modified_at"]
    actions = ["publish_selected", "submit_selected", "unpublish_selected"]

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request) & permissions.seen(request.user)
        resolved = request.resolver_match
        if resolved and resolved.url_name == "articles_article_changelist":
            found = found.with_bylines().defer("body", "notes")  # type: ignore[attr-defined]  # of Article
        return found

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description=_("status"), ordering="status")
    def state(self, article: Article) -> str:
        key, word = status.status_key(article), status.status_word(article)
        return format_html('<span class="desk-status" data-status="{}">{}</span>', key, word)

    @admin.display(description=_("published"), ordering="published_at")
    def published(self, article: Article) -> str:
        return status.clock(article.published_at) if article.published_at else ""

    @admin.display(description=_("last saved"), ordering="modified_at")
    def saved(self, article: Article) -> str:
        return status.clock(article.modified_at)

    @admin.display(description=_("by"))
    def by(self, article: Article) -> str:
        return article.byline_text

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    @admin.action(description=_("Publish now, or under the date it had"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(request, queryset, publishing.publish)

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(request, queryset, publishing.submit)

    @admin.action(description=_("Unpublish"), permissions=["publish"])
    def unpublish_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._each(request, queryset, publishing.unpublish)

    def _each(self, request: HttpRequest, queryset: QuerySet[Article], verb: Any) -> None:
        """One by one: what can be done is done, and each that refuses says why."""
        for article in queryset:
            try:
                verb(article, by=request.user)
            except publishing.Refused as refused:
                messages.error(request, f"{article}: {refused}")
            except PermissionDenied:
                messages.error(request, _("%s: you may not do this.") % article)
            else:
                messages.success(request, f"{article}: {status.status_word(article)}")
