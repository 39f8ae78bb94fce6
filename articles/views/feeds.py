"""The feeds of every page that lists articles, with the articles of that page, and the page that lists the feeds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import listings
from articles.feeds import entries, json_feed, xml
from articles.listings import Listing
from articles.models import Article, Author, Category
from articles.models.article import ArticleQuerySet

FORMS = {
    "rss": (xml.rss, "application/rss+xml"),
    "atom": (xml.atom, "application/atom+xml"),
    "json": (json_feed.json_feed, "application/feed+json"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    shown = [listings.of_category(category) for category in Category.objects.in_order()]
    return render(request, "articles/feeds.html", {"listings": [listings.everything(), *shown]})


@require_safe
def everything(request: HttpRequest, form: str = "rss") -> HttpResponse:
    return _send(request, listings.everything(), Article.objects.visible(), form)


@require_safe
def latest(request: HttpRequest, form: str = "rss") -> HttpResponse:
    return _send(request, listings.latest(), Article.objects.visible(), form)


@require_safe
def category(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    found = get_object_or_404(Category.objects, slug=slug)
    return _send(request, listings.of_category(found), listings.in_category(found), form)


@require_safe
def tag(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    found = get_object_or_404(Tag.objects, slug=slug)
    return _send(request, listings.of_tag(found), Article.objects.visible().tagged(found), form, filled=True)


@require_safe
def author(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    found = get_object_or_404(Author.objects, slug=slug)
    return _send(request, listings.of_author(found), Article.objects.visible().by_author(found), form, filled=True)


def _send(
    request: HttpRequest, listing: Listing, articles: ArticleQuerySet, form: str, *, filled: bool = False
) -> HttpResponse:
    """`filled` as in `lists.list_page`: an empty one would tell that the tag or the author exists."""
    publication = request.publication  # type: ignore[attr-defined]  # set by newsroom.middleware.site
    write, kind = FORMS[form]
    address = listing.feed if form == "rss" else f"{listing.feed}{form}/"
    fallback = publication.description or publication.tagline
    feed = entries.gather(listing, articles, address=address, site_name=publication.name, fallback=fallback)
    if filled and not feed.items:
        raise Http404
    # With an ETag alone: the newest date goes back when an article is taken down, and readers' copies would stay.
    # For readers of feeds, not for lists of results: what is in it is found under its own address.
    return HttpResponse(write(feed), content_type=f"{kind}; charset=utf-8", headers={"X-Robots-Tag": "noindex"})
