"""Pages that list articles, newest first: latest, of a category, on a subject, by an author."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import listings, pagination
from articles.listings import Listing
from articles.models import Article, Author, Category
from articles.models.article import ArticleQuerySet


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    return list_page(request, listings.latest(), Article.objects.visible())


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Category.objects.select_related("parent__parent"), slug=slug)
    context = {"category": found}
    articles = listings.in_category(found)
    return list_page(request, listings.of_category(found), articles, template="articles/category.html", context=context)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Tag.objects, slug=slug)
    return list_page(request, listings.of_tag(found), Article.objects.visible().tagged(found), filled=True)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author.objects.select_related("picture"), slug=slug)
    articles = Article.objects.visible().by_author(found)
    links = [link for link in found.links if isinstance(link, str) and link.startswith(("https://", "http://"))]
    context = {"author": found, "links": links}
    return list_page(
        request, listings.of_author(found), articles, template="articles/author.html", context=context, filled=True
    )


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
    return render(request, template, {**(context or {}), "listing": listing, "page": page, "address": address})
