"""The corrections of all articles, newest first, on pages and in feeds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import corrections
from articles.feeds import corrections as feeds
from articles.pagination import BadCursor
from articles.views.feeds import FORMS


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    try:
        found = corrections.page(request.GET.get("before", ""))
    except BadCursor as error:
        raise Http404 from error
    if found.before and not found.corrections:
        raise Http404
    start = reverse("articles:corrections")
    address = f"{start}?before={found.before}" if found.before else start
    return render(request, "articles/corrections.html", {"page": found, "start": start, "address": address})


@require_safe
def feed(request: HttpRequest, form: str = "rss") -> HttpResponse:
    publication = request.publication  # type: ignore[attr-defined]  # set by newsroom.middleware.site
    write, kind = FORMS[form]
    address = reverse("articles:corrections_feed") + ("" if form == "rss" else f"{form}/")
    written = write(feeds.gather(address=address, site_name=publication.name))
    return HttpResponse(written, content_type=f"{kind}; charset=utf-8", headers={"X-Robots-Tag": "noindex"})
