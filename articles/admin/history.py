"""The history of an article at the desk: what changed, what any two texts have different, and the way back to one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.requests import either
from articles import changes, differences, history, permissions, publishing, revisions, working_copies
from articles.admin.status import status_key, status_word
from articles.models import Article, Revision
from articles.publishing import Refused
from articles.writing import allowed

private = cache_control(private=True, no_store=True)


@private
@require_safe
def list_(request: HttpRequest, article_id: int) -> HttpResponse:
    article = _workable(request, article_id)
    (before,) = history.numbers([request.GET.get("before", "")])
    found = history.page(article, before)
    context = {
        "entries": found.entries,
        "older": found.older,
        "is_first": before is None,
        "live": history.live(article),
        "newest": history.newest(article),
        "may_take_back": allowed(request.user, "publish"),  # type: ignore[arg-type]  # staff
    }
    return _page(request, article, "history", _("History of “%s”") % article, context)


@private
@require_safe
def one(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    """A text as it was, whole."""
    article = _workable(request, article_id)
    revision = _revision(article, number)
    fields = [
        (revisions.label(name), revisions.in_words(name, revision.content.get(name)))
        for name in revisions.WRITTEN
        if name != "body" and revision.content.get(name) not in ("", None, [], False)
    ]
    context = {
        "revision": revision,
        "did": history.did(revision),
        "fields": fields,
        "blocks": differences.as_it_is(revision.content.get("body") or ""),
        "newest": history.newest(article),
    }
    return _page(request, article, "revision", _("Revision %s") % number, context)


@private
@require_safe
def compare(request: HttpRequest, article_id: int) -> HttpResponse:
    """Of ?from= and ?to=, which are numbers of revisions; without the first, the text before the other."""
    article = _workable(request, article_id)
    first, second = history.numbers([request.GET.get("from", ""), request.GET.get("to", "")])
    new = _revision(article, second)
    old = _revision(article, first) if request.GET.get("from") else history.before(new)
    if old and old.number > new.number:
        old, new = new, old
    context = {
        "old": old,
        "new": new,
        "did_old": history.did(old) if old else "",
        "did_new": history.did(new),
        "differences": differences.between(old.content if old else {}, new.content),
        "newest": history.newest(article),
    }
    return _page(request, article, "compare", _("What changed"), context)


@private
@either
def restore(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    """Shows first what would change. What somebody saved while it was looked at is looked at, too."""
    article = _workable(request, article_id)
    if not permissions.may_write(request.user, article):
        raise PermissionDenied
    revision, head = _revision(article, number), working_copies.head(article)
    problem = ""
    if request.method == "POST":
        (seen,) = history.numbers([request.POST.get("seen", "")])
        try:
            return _restored(request, article, number, seen or 0)
        except Refused as refused:
            problem, head = str(refused), working_copies.head(_workable(request, article_id))
    context = {
        "problem": problem,
        "revision": revision,
        "did": history.did(revision),
        "differences": differences.between(head.content, revisions.restored(revision.content, head.content)),
        "left_out": history.left_out(revision.content),
        "seen": head.number,
        "is_live": article.status in publishing.PUBLIC,
    }
    return _page(request, article, "restore", _("Restore revision %s") % number, context, 409 if problem else 200)


@private
@either
def take_back(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    """Readers are no longer shown what that update changed."""
    article = _workable(request, article_id)
    if not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied
    revision = _revision(article, number)
    if request.method == "POST":
        try:
            changes.take_back(article, number, by=request.user)  # type: ignore[arg-type]  # staff
            messages.success(request, _("Readers are no longer shown what revision %s changed.") % number)
        except Refused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:articles_article_history", args=[article.pk]), status=303)
    context = {"revision": revision, "did": history.did(revision)}
    return _page(request, article, "take_back", _("No longer tell readers of revision %s") % number, context)


def _workable(request: HttpRequest, article_id: int) -> Article:
    if not permissions.sees_unpublished(request.user):
        raise PermissionDenied
    found = permissions.workable(request.user).select_related("category", "working_copy")
    return get_object_or_404(found, pk=article_id)


def _revision(article: Article, number: int | None) -> Revision:
    revision = history.find(article, number) if number is not None else None
    if revision is None:
        raise Http404
    return revision


def _restored(request: HttpRequest, article: Article, number: int, seen: int) -> HttpResponse:
    publishing.restore(article, number, by=request.user, expected=seen)  # type: ignore[arg-type]  # staff
    says = _("Revision %s is the newest text again.") % number
    if article.status in publishing.PUBLIC:
        says += " " + _("Readers do not have it yet.")
    messages.success(request, says)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]), status=303)


def _page(
    request: HttpRequest, article: Article, name: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    told = {
        **admin.site.each_context(request),
        "title": title,
        "article": article,
        "status_word": status_word(article),
        "status_key": status_key(article),
        "may_write": permissions.may_write(request.user, article),
        **context,
    }
    return render(request, f"admin/articles/article/history/{name}.html", told, status=status)
