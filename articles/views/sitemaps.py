"""The files that the sitemap leads to; its index, which names standing pages too, is newsroom's."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles import sitemap_xml, sitemaps
from articles.archive import Period
from articles.views.archive import LAST_YEAR

MOST_PARTS = 10_000


@require_safe
def month(request: HttpRequest, year: int, month: int, part: int) -> HttpResponse:
    if year > LAST_YEAR:
        raise Http404
    return _part(part, sitemaps.of_month(Period(year, month), part) if 0 < part <= MOST_PARTS else [])


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    publication = request.publication  # type: ignore[attr-defined]  # set by newsroom.middleware.site
    return send(sitemap_xml.urlset(sitemaps.of_news(publication.name)))


@require_safe
def categories(request: HttpRequest) -> HttpResponse:
    return send(sitemap_xml.urlset(sitemaps.of_categories()))


@require_safe
def authors(request: HttpRequest, part: int) -> HttpResponse:
    return _part(part, sitemaps.of_authors(part) if 0 < part <= MOST_PARTS else [])


def send(xml: str) -> HttpResponse:
    return HttpResponse(xml, content_type="application/xml; charset=utf-8", headers={"X-Robots-Tag": "noindex"})


def _part(part: int, entries: Iterable[sitemap_xml.Entry]) -> HttpResponse:
    """The first part may be empty, once all that stood in it is gone; a further one would never have been named."""
    if part != 1 and not entries:
        raise Http404
    return send(sitemap_xml.urlset(entries))
