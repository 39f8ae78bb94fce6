"""Pages that list articles, newest first: latest, of a category, on a subject, by an author."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import listings, pagination, related
from articles.listings import Listing
from articles.models import Article, Author, Category
from articles.models.article import ArticleQuerySet
from articles.pagination import ListPage

LATEST, CATEGORY = "articles/latest.html", "articles/category.html"
LARGE, ENOUGH = 3, 6  # how many lead a category, if there are so many


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    return list_page(request, listings.latest(), Article.objects.visible(), template=LATEST)


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Category.objects.select_related("parent__parent"), slug=slug)
    template = "articles/videos.html" if found.slug == listings.VIDEO_LIST else CATEGORY
    context = {"category": found}
    return list_page(
        request, listings.of_category(found), listings.in_category(found), template=template, context=context
    )


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Tag.objects, slug=slug)
    return list_page(request, listings.of_tag(found), Article.objects.visible().tagged(found), filled=True)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author.objects.with_visible_articles().select_related("picture"), slug=slug)
    articles = Article.objects.visible().by_author(found)
    context = {"author": found, "links": _links(found)}
    return list_page(
        request, listings.of_author(found), articles, template="articles/author.html", context=context, filled=True
    )


def _links(author: Author) -> list[dict[str, str]]:
    """Each under the name of its place: example.org/dana."""
    return [{"address": link, "place": link.partition("://")[2].rstrip("/")} for link in author.web_links]


def list_page(
    request: HttpRequest,
    listing: Listing,
    articles: ArticleQuerySet,
    *,
    template: str = "articles/list.html",
    context: dict[str, Any] | None = None,
    filled: bool = False,
) -> HttpResponse:
    """One page of a list. Not found are cursors we never gave out, and pages with nothing on them.

    A list that must be `filled` is not found even while its first page is empty: the name of a tag or an author
    can tell what is in preparation.
    """
    try:
        page = pagination.cut(articles.for_cards(), request.GET.get("before", ""))
    except pagination.BadCursor as error:
        raise Http404 from error
    if not page.articles and (page.before or filled):
        raise Http404
    address = f"{listing.address}?before={page.before}" if page.before else listing.address
    found = {"listing": listing, "page": page, "address": address, **_arranged(page, template)}
    return render(request, template, {**(context or {}), **found})


def _arranged(page: ListPage, template: str) -> dict[str, Any]:
    """The articles by day, or after a few large ones, or in one list; and what to read instead of none."""
    if template == LATEST:
        return {"groups": listings.by_day(page.articles)}
    if not page.articles:
        return {"latest": related.latest()}
    large = LARGE if template == CATEGORY and not page.before and len(page.articles) >= ENOUGH else 0
    return {"large": page.articles[:large], "groups": listings.in_one(page.articles[large:])}
