"""An article as readers will get it, for those who write it: a page of its own, and beside the form while they type."""

from typing import Any

from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import either
from articles import body, permissions, previewing, shown_elsewhere, working_copies
from articles.admin.status import status_word
from articles.forms.article import LONGEST_NUMBER
from articles.forms.rows import Rows
from articles.models import Article, Revision
from articles.permissions import sees_unpublished

ROBOTS = "noindex, nofollow"
# The only page of the site that may be framed, by the editor alone. It runs nothing, and sends nothing anywhere.
FRAMED = {
    "frame-ancestors": ["'self'"],
    "script-src": ["'none'"],
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
    "frame-src": ["'none'"],
}


@cache_control(private=True, no_store=True)
@require_safe
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    """The newest text, or that of the `revision` in the query."""
    article = _workable(request, article_id)
    revision = _asked_for(request, article)
    word, is_pending = status_word(article), article.working_copy_id is not None
    context = _page(article, previewing.Rows.of(working_copies.open_in(article, revision.number if revision else None)))
    context |= {"status_word": word, "is_pending": is_pending, "revision": revision}
    return _private(render(request, "admin/articles/article/preview.html", context))


@csp_replace(FRAMED)
@xframe_options_sameorigin
@cache_control(private=True, no_store=True)
@either
def frame(request: HttpRequest, article_id: int | None = None) -> HttpResponse:
    """What the pane beside the form shows: the newest text, or, sent the form, what is typed in it. Saves nothing."""
    context = _typed(request, article_id) if request.method == "POST" else _saved(request, article_id)
    return _private(render(request, "admin/articles/article/preview_frame.html", context))


@cache_control(private=True, no_store=True)
@require_POST
def elsewhere(request: HttpRequest, article_id: int | None = None) -> HttpResponse:
    """How search engines, social networks and feeds would show what is typed; a part of the editor. Saves nothing."""
    shown = _typed(request, article_id)["elsewhere"]
    return _private(render(request, "admin/articles/article/_elsewhere.html", {"elsewhere": shown}))


def _workable(request: HttpRequest, article_id: int) -> Article:
    if not sees_unpublished(request.user):
        raise PermissionDenied
    return get_object_or_404(permissions.workable(request.user).for_page(), pk=article_id)


def _asked_for(request: HttpRequest, article: Article) -> Revision | None:
    number = request.GET.get("revision", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) >= LONGEST_NUMBER:
        raise Http404
    return get_object_or_404(article.revisions.select_related("created_by").defer("content"), number=number)


def _saved(request: HttpRequest, article_id: int | None) -> dict[str, Any]:
    if article_id is None:
        _check_may_add(request)
        return _page(Article(), previewing.Rows([], [], []))
    article = _workable(request, article_id)
    return _page(article, previewing.Rows.of(working_copies.open_in(article)))


def _typed(request: HttpRequest, article_id: int | None) -> dict[str, Any]:
    """What cannot be read (half a date, a tag of signs alone) stays as it was when the form was opened."""
    desk = admin.site.get_model_admin(Article)
    article = desk.get_object(request, str(article_id)) if article_id is not None else None
    if article_id is None:
        _check_may_add(request)
    elif article is None or not permissions.may_work_on(request.user, article):
        raise Http404
    elif not permissions.may_write(request.user, article):
        raise PermissionDenied
    opened = article.opened if article else None
    was = previewing.Rows.of(opened) if opened else previewing.Rows([], [], [])
    form = desk.get_form(request, article, change=article is not None)(request.POST, instance=article)
    form.full_clean()
    shown = form.instance
    shown.body = body.clean(shown.body)
    rows = _rows(desk, request, shown)
    tags = form.cleaned_data.get("tags", was.tags)
    bylines = was.credits if rows.bylines is None else rows.bylines
    return _page(shown, previewing.Rows(bylines, tags, was.related if rows.related is None else rows.related))


def _rows(desk: ModelAdmin, request: HttpRequest, article: Article) -> Rows:
    inlines = desk.get_formsets_with_inlines(request, article)
    sets = [kind(request.POST, instance=article, prefix=kind.get_default_prefix()) for kind, _inline in inlines]
    return Rows.of(each for each in sets if each.is_valid())


def _check_may_add(request: HttpRequest) -> None:
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied


def _page(article: Article, rows: previewing.Rows) -> dict[str, Any]:
    try:
        context = previewing.page(article, rows)
    except previewing.NoPlace as error:
        raise Http404 from error
    return {**context, "elsewhere": shown_elsewhere.of(article)}


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = ROBOTS
    return response
