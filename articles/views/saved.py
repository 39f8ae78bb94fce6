"""A reader's saved articles: as a page, for scripts, and the forms that change them."""

import json
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from articles import saving
from articles.models import Article, SavedArticle
from articles.views.members import KEY, for_members, key_of

LIST = "account_saved"
ON_A_PAGE = 50
MOST_SENT = 100_000  # bytes; the longest list that our own script sends has 40,000
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@require_safe
@for_members(LIST)
def page(request: HttpRequest, user: User) -> HttpResponse:
    found = Paginator(saving.saved(user).for_links(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/saved.html", {"page": found, "count": found.paginator.count})


@require_http_methods(["GET", "POST"])
@for_members(LIST)
def add(request: HttpRequest, user: User) -> HttpResponse:
    """For readers without scripts: public pages have no form, so their link leads to one."""
    article = get_object_or_404(Article.objects.visible().for_links(), pk=key_of(request.GET.get("article")))
    if request.method != "POST":
        is_saved = SavedArticle.objects.of(user).filter(article=article).exists()
        return render(request, "articles/save.html", {"article": article, "is_saved": is_saved})
    try:
        saving.save(article, by=user)
    except saving.ListIsFull:
        messages.warning(request, _("Your list is full. Remove a story, then save this one."))
    else:
        messages.success(request, _("Story saved: %(headline)s") % {"headline": article.headline})
    return redirect(LIST)


@require_POST
@for_members(LIST)
def remove(request: HttpRequest, user: User) -> HttpResponse:
    if saving.remove(key_of(request.GET.get("article")), by=user):
        messages.success(request, _("Story removed from your list."))
    return redirect(LIST)


@require_http_methods(["GET", "POST"])
@for_members(LIST)
def for_scripts(request: HttpRequest, user: User) -> HttpResponse:
    """The whole list; by POST, after what a browser `added` to it and `removed`."""
    if request.method == "POST":
        sent = _sent(request)
        wanted = {int(each["id"]): _time(each.get("savedAt")) for each in _entries(sent, "added")}
        for each in _entries(sent, "removed"):
            saving.remove(int(each["id"]), by=user)
        saving.merge(wanted, by=user)
    return JsonResponse({"stories": [_story(each) for each in saving.saved(user).for_links()[: saving.MOST]]})


def _story(saved: SavedArticle) -> dict[str, str]:
    """As static/js/reader/save.js keeps it."""
    article = saved.article
    return {
        "id": str(article.pk),
        "headline": article.headline,
        "address": article.get_absolute_url(),
        "category": article.category.name,
        "savedAt": saved.saved_at.isoformat(),
    }


def _sent(request: HttpRequest) -> dict[str, Any]:
    """Raises BadRequest for what our script never sends."""
    if len(request.body) > MOST_SENT:
        raise BadRequest("Too long.")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadRequest("No JSON.") from error
    if not isinstance(sent, dict):
        raise BadRequest("No list.")
    return sent


def _entries(sent: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """At most as many as an account keeps; what is no entry is left out: storage of browsers holds anything."""
    found = sent.get(name, [])
    if not isinstance(found, list):
        raise BadRequest("No list.")
    entries = [each for each in found[: saving.MOST] if isinstance(each, dict)]
    return [each for each in entries if isinstance(each.get("id"), str) and KEY.fullmatch(each["id"])]


def _time(text: Any) -> datetime | None:
    try:
        time = parse_datetime(text)
    except (TypeError, ValueError):
        return None
    return time if time and time.tzinfo and time > EARLIEST else None
