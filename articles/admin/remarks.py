"""Remarks beside the text of an article: saying one, answering, settling. The same panel is sent to scripts alone."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import is_script
from articles import permissions, remarks, revisions, working_copies
from articles.admin import typed
from articles.forms.article import LONGEST_NUMBER
from articles.models import Article, Remark
from articles.publishing import Refused

PANEL = "admin/articles/article/_remarks.html"
ANSWER = "_answer-"  # and the number of the remark
PARTS = {"text": "", "quote": "-quote", "field": "-field", "before": "-before", "after": "-after"}
ACTS = {"settle": remarks.settle, "reopen": remarks.reopen}


def panel(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    if article is None or not permissions.may_work_on(cast(User, request.user), article):
        return {}
    threads = remarks.threads(article, working_copies.head(article).content)
    open_count = sum(thread.remark.settled_at is None for thread in threads)
    fields = [(name, revisions.label(name)) for name in remarks.FIELDS]
    unsaid = _typed(request)
    around = [(side, unsaid[side]) for side in ("before", "after")]
    shown = {"threads": threads, "open": open_count, "article": article, "fields": fields}
    return {"remarks": {**shown, "typed": unsaid, "around": around}}


@cache_control(private=True, no_store=True)
@require_POST
def say(request: HttpRequest, article_id: int) -> HttpResponse:
    """`answers` in the query is the number of the remark that is answered."""
    article = _workable(request, article_id)
    _keep(request, article)
    number = request.GET.get("answers", "")
    parent = _remark(article, number) if number else None
    sent, prefix = request.POST, f"{ANSWER}{parent.pk}" if parent else "_remark"
    try:
        remarks.say(
            article,
            sent.get(prefix, ""),
            parent=parent,
            **({} if parent else _about(sent)),
            by=cast(User, request.user),
        )
    except Refused as refused:
        return _shown(request, article, problem=str(refused))
    return _shown(request, article)


@cache_control(private=True, no_store=True)
@require_POST
def turn(request: HttpRequest, article_id: int, remark_id: int, act: str) -> HttpResponse:
    article = _workable(request, article_id)
    remark = _remark(article, str(remark_id))
    _keep(request, article)
    ACTS[act](remark, by=cast(User, request.user))
    return _shown(request, article)


def say_typed(request: HttpRequest, article: Article) -> None:
    """With a form that saves the article; once that is done, in its transaction. Raises Refused."""
    sent, by, saved = request.POST, cast(User, request.user), Article.objects.get(pk=article.pk)
    if sent.get("_remark", "").strip():
        remarks.say(saved, sent["_remark"], by=by, **_about(sent))
    for name in sent:
        if name.startswith(ANSWER) and (text := sent.get(name, "")).strip():
            remarks.say(saved, text, parent=_remark(saved, name.removeprefix(ANSWER)), by=by)


def _about(sent: QueryDict) -> dict[str, Any]:
    quote, field, before, after = (sent.get(f"_remark-{part}", "") for part in ("quote", "field", "before", "after"))
    return {"quote": quote, "field": field, "around": (before, after)}


def _typed(request: HttpRequest) -> dict[str, str]:
    """What is not said yet, as the form it was sent with is shown again."""
    sent = {} if is_script(request) else request.POST  # a script has its own
    return {name: sent.get(f"_remark{part}", "") for name, part in PARTS.items()}


def _workable(request: HttpRequest, article_id: int) -> Article:
    found = permissions.workable(request.user).select_related("category", "working_copy")
    return get_object_or_404(found, pk=article_id)


def _remark(article: Article, number: str) -> Remark:
    is_number = number.isdecimal() and len(number) < LONGEST_NUMBER
    return get_object_or_404(article.remarks.select_related("article", "parent"), pk=number if is_number else 0)


def _keep(request: HttpRequest, article: Article) -> None:
    """Scripts send the remark alone; a page that is sent as a whole must not lose what was typed beside it."""
    if is_script(request) or not permissions.may_write(cast(User, request.user), article):
        return
    opened = typed.found(request, article.pk)
    if opened is None:
        return
    try:
        typed.keep(request, opened)
    except Refused as refused:
        messages.error(request, str(refused))
    article.refresh_from_db()


def _shown(request: HttpRequest, article: Article, problem: str = "") -> HttpResponse:
    if is_script(request):
        context = {**panel(request, article), "problem": problem}
        return render(request, PANEL, context, status=422 if problem else 200)
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("Remarks are up to date."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]) + "#remarks")
