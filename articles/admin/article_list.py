"""The list of articles at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin.paginator import CappedPaginator
from articles import finding, permissions
from articles.admin import article_filters as filters
from articles.admin import bulk, desk_addresses, list_figures, row, saved_filters, status
from articles.admin.list_pages import KeysFirst
from articles.models import Article, commented
from articles.standing import FIELD, as_shown


class ArticleList(admin.ModelAdmin):
    list_display = ["picture", "headline", "state", "category", "by", "task", "worked_on", "read", "waiting"]
    list_display_links = ["headline"]
    list_filter = [
        filters.WorklistFilter,
        filters.StateFilter,
        "category",
        "article_type",
        filters.AuthorFilter,
        filters.PeriodFilter,
    ]
    list_select_related = ["category", "lead_picture", "assigned_to"]
    list_per_page = 50
    paginator = KeysFirst
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["headline", "slug", "standfirst"]  # that it can be searched; how, says `get_search_results`
    search_help_text = _("Words of the headline, the standfirst or the address; authors; tags.")
    ordering = ["-worked_on_at"]
    actions = ["bulk_selected", "publish_selected", "submit_selected"]

    def get_urls(self) -> list[URLPattern]:
        return [*desk_addresses.addresses(self.admin_site), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request) & permissions.seen(request.user)
        resolved = request.resolver_match
        if resolved and resolved.url_name == "articles_article_changelist":
            found = found.with_bylines().defer("body", "notes")  # type: ignore[attr-defined]  # of Article
        return found

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return finding.narrowed(queryset, search_term), False

    def get_ordering(self, request: HttpRequest) -> Any:
        """What is scheduled or due, by the clock; a period of publication in the order of its index."""
        chosen = filters.worklist(request.GET.get("desk"))
        if chosen:
            return chosen.order
        if filters.bounds(request.GET.get("on", "")):
            return ["-published_at", "-pk"]
        return super().get_ordering(request) if request.user.has_perm(permissions.OTHERS) else ["-modified_at"]

    def get_paginator(self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any) -> Any:
        """Who chooses an article elsewhere leafs through articles, not through keys."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return CappedPaginator(queryset, *args, **kwargs)
        return super().get_paginator(request, queryset, *args, **kwargs)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[list_figures.ArticleChangeList]:
        return list_figures.ArticleChangeList

    def get_list_display(self, request: HttpRequest) -> Any:
        """That somebody works on what others have live is not told to everybody, not even by the order of the list."""
        shown = list(super().get_list_display(request))
        if not request.user.has_perm(permissions.OTHERS):
            shown[shown.index("worked_on")] = "saved"
        return shown if commented.is_decided_by(request.user) else [name for name in shown if name != "waiting"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), **saved_filters.context(request)})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def action_checkbox(self, obj: Article) -> SafeString:
        """The stock one takes a template for each: a sixth of the time of the page."""
        label = _("Select this article for an action: %s") % obj
        return format_html(
            '<input type="checkbox" name="_selected_action" value="{}" class="action-select" aria-label="{}">',
            *(obj.pk, label),
        )

    @admin.display(description=_("picture"))
    def picture(self, article: Article) -> str:
        return row.thumbnail(article)

    @admin.display(description=_("status"), ordering="status")
    def state(self, article: Article) -> str:
        key, word = status.status_key(article), status.status_word(article)
        changes = row.changes_mark(article) if list_figures.is_own(article) else ""
        shown = format_html('<input type="hidden" name="{}-{}" value="{}">', FIELD, article.pk, as_shown(article))
        return format_html('<span class="desk-status" data-status="{}">{}</span>{}{}', key, word, changes, shown)

    @admin.display(description=_("assigned to"))
    def task(self, article: Article) -> str:
        return row.task(article) if list_figures.is_own(article) else ""

    @admin.display(description=_("last worked on"), ordering="worked_on_at")
    def worked_on(self, article: Article) -> str:
        return status.clock(article.worked_on_at)

    @admin.display(description=_("last saved"), ordering="modified_at")
    def saved(self, article: Article) -> str:
        return status.clock(article.worked_on_at if list_figures.is_own(article) else article.modified_at)

    @admin.display(description=_("by"))
    def by(self, article: Article) -> str:
        return article.byline_text

    @admin.display(description=_("read"))
    def read(self, article: Article) -> str:
        return list_figures.read(article)

    @admin.display(description=_("to decide"))
    def waiting(self, article: Article) -> str:
        return list_figures.waiting(article)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    @admin.action(description=_("Change category or tags, or unpublish…"), permissions=["change"])
    def bulk_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.ask(request, queryset)

    @admin.action(description=_("Publish now, or under the date it had…"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.look(request, queryset, "publish")

    @admin.action(description=_("Submit for review…"), permissions=["change"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return bulk.look(request, queryset, "submit")
