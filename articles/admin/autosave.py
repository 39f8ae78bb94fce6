"""Keeps what somebody is typing, every few seconds: as the newest text of the article, never before readers."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from articles import presence, revisions
from articles.admin import clashes, typed, unanswered
from articles.admin.status import clock
from articles.models import Article, Revision
from articles.publishing import Clash, Refused, set_aside
from articles.writing import AUTOSAVE

STALE = "admin/articles/article/_stale.html"
WHOLE = {"headline", "body", "started_from"}  # a form that lost these on the way would empty the article
WITHIN = timedelta(minutes=1)
KEPT_SO = (AUTOSAVE, "set_aside")
MOST = 60  # in that time, by one person: ten times what the editor itself sends


@cache_control(private=True, no_store=True)
@require_POST
def autosave(request: HttpRequest, article_id: int | None = None) -> JsonResponse:
    try:
        return _answer(request, article_id)
    except IntegrityError:
        if article_id:
            raise
        return _answer(request, None)  # its twin was a moment faster, and has made the article


def _answer(request: HttpRequest, article_id: int | None) -> JsonResponse:
    article = typed.found(request, article_id)
    if not request.POST.keys() >= WHOLE:
        return JsonResponse({}, status=400)
    if _is_too_often(request):
        return JsonResponse({"says": _("Too much was saved in a minute. It is tried again.")}, status=429)
    form = typed.Typed(request, article)
    try:
        revision = form.save()
    except Clash as clash:
        return _clashing(request, clash, form.form.instance)
    except Refused as refused:
        return JsonResponse({"says": str(refused)}, status=422)
    unanswered.remember(request, revision)
    presence.beat(form.form.instance, request.user, has_typed=True)  # type: ignore[arg-type]  # staff
    return JsonResponse(_saved(form, revision))


def _saved(form: typed.Typed, revision: Revision) -> dict[str, Any]:
    """`theirs` are the fields of the form that have another text now than was sent."""
    article, settled = form.form.instance, form.form.settled
    says = _("Saved %s") % clock(timezone.now())
    wrong = ", ".join(form.label(name) for name in form.wrong)
    merged = ", ".join(revisions.label(name) for name in revision.merged)
    return {
        "number": revision.number,
        "says": says,
        "wrong": _("Kept on this device until it is right: %s.") % wrong if wrong else "",
        "wrong_fields": list(form.wrong),
        "theirs": typed.in_form([*revision.merged, *settled.keeps_theirs] if settled else revision.merged),
        "taken": _("Someone else changed %s meanwhile. Both are in the text now.") % merged if merged else "",
        "article": article.pk,
        "address": reverse("admin:articles_article_change", args=[article.pk]),
    }


def _clashing(request: HttpRequest, clash: Clash, article: Article) -> JsonResponse:
    aside = set_aside(clash, article, by=request.user)  # type: ignore[arg-type]  # staff
    shown = clashes.shown(clash)
    html = render_to_string(STALE, {"clash": shown, "is_live": True}, request)
    return JsonResponse({"says": str(clash), "clash": html, "aside": aside.number}, status=409)


def _is_too_often(request: HttpRequest) -> bool:
    since = timezone.now() - WITHIN
    found = Revision.objects.filter(verb__in=KEPT_SO, created_at__gt=since, created_by=request.user.pk)
    return found.order_by()[:MOST].count() >= MOST
