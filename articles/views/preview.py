"""What somebody outside gets by a preview link: one revision as readers would get it, remarks, and an Approve button.

Nothing on the way may keep it, no other site learns the address, and a link that is dead, for whatever reason,
answers as one that never was.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.requests import either
from articles import preview_links, previewing, working_copies
from articles.models import Article, PreviewLink
from articles.publishing import Refused
from articles.views import media

Shows = Callable[..., HttpResponseBase]

# As they stand in attributes; in whatever way a text names a file of the house, its public address would answer 404.
FILE = re.compile(r'(?<=["\s])/media/(?=(?:pictures|files)/)')


def kept_secret(view: Shows) -> Shows:
    """Called with the link, if that is open."""

    @wraps(view)
    def shown(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        link = preview_links.find(token)
        response = view(request, link, token, *args, **kwargs) if link else _gone(request)
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        # Not "no-referrer": the forms of the page would come from nowhere, and be refused.
        response.headers["Referrer-Policy"] = "same-origin"
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django's: the address is no business of the log
        return response

    return cache_control(private=True, no_store=True)(shown)


@either
@kept_secret
def preview(request: HttpRequest, link: PreviewLink, token: str) -> HttpResponse:
    if request.method != "POST":
        preview_links.open_once(link)
        return _page(request, link, token)
    if limited := ratelimit.consume_or_429(request, action="preview_remark"):
        return limited
    try:
        if "approve" in request.POST:
            preview_links.approve(link)
        else:
            preview_links.remark(link, request.POST.get("text", ""), request.POST.get("quote", ""))
    except Refused as refused:
        return _page(request, link, token, problem=str(refused)) if preview_links.find(token) else _gone(request)
    response = HttpResponseRedirect(f"{_address(token)}#said")
    response.status_code = 303
    return response


@require_safe
@kept_secret
def picture_file(
    request: HttpRequest, link: PreviewLink, token: str, picture_id: int, version: str, name: str
) -> HttpResponseBase:
    also = [preview_links.pictures_of(link)]
    return _private(media.picture_file(request, picture_id, version, name, also_public=also), token)


@require_safe
@kept_secret
def media_file(
    request: HttpRequest, link: PreviewLink, token: str, media_file_id: int, version: str
) -> HttpResponseBase:
    return _private(
        media.media_file(request, media_file_id, version, also_public=[preview_links.files_of(link)]), token
    )


def _page(request: HttpRequest, link: PreviewLink, token: str, problem: str = "") -> HttpResponse:
    article = Article.objects.for_page().get(pk=link.article_id)
    opened = working_copies.open_in(article, link.revision.number)
    context = {
        **previewing.page(article, previewing.Rows.of(opened)),
        "is_outside": True,
        "latest": [],
        "related": [],
        "link": link,
        "remarks": link.remarks.all(),
        "problem": problem,
        "longest": preview_links.LONGEST,
        "longest_quote": preview_links.LONGEST_QUOTE,
    }
    status = 422 if problem else 200
    response = render(request, "articles/preview_link.html", context, status=status)
    response.content = FILE.sub(f"{_address(token)}media/", response.text).encode()
    return response


def _private(response: HttpResponseBase, token: str) -> HttpResponseBase:
    """What is public may be kept by everyone; not under this address."""
    response.headers["Cache-Control"] = media.PRIVATE
    if location := response.headers.get("Location"):
        response.headers["Location"] = FILE.sub(f"{_address(token)}media/", f" {location}").strip()
    return response


def _address(token: str) -> str:
    return reverse("articles:preview", args=[token])


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/preview_gone.html", status=404)
