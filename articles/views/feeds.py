"""The feed of every page that lists articles, with the articles of that page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import feeds, listings
from articles.listings import Listing
from articles.models import Article, Author, Category
from articles.models.article import ArticleQuerySet


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    return _send(request, Listing("", reverse("articles:home"), feed=request.path), Article.objects.visible())


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    return _send(request, listings.latest(), Article.objects.visible())


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Category.objects, slug=slug)
    return _send(request, listings.of_category(found), listings.in_category(found))


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Tag.objects, slug=slug)
    return _send(request, listings.of_tag(found), Article.objects.visible().tagged(found), filled=True)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author.objects, slug=slug)
    return _send(request, listings.of_author(found), Article.objects.visible().by_author(found), filled=True)


def _send(request: HttpRequest, listing: Listing, articles: ArticleQuerySet, *, filled: bool = False) -> HttpResponse:
    """`filled` as in `lists.list_page`: an empty one would tell that the tag or the author exists."""
    publication = request.publication  # type: ignore[attr-defined]  # set by newsroom.middleware.site
    feed = feeds.rss(listing, articles, site_name=publication.name, fallback=publication.description)
    if filled and not feed.num_items():
        raise Http404
    # With an ETag alone: the newest date goes back when an article is taken down, and readers' copies would stay.
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
