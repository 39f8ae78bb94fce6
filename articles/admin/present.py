"""Who else is in an article, what they changed since it was opened, and taking it over."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import is_script
from articles import permissions, presence, revisions
from articles.admin import typed
from articles.admin.status import clock
from articles.forms.article import LONGEST_NUMBER, NO_CONTENT
from articles.models import Article, Presence


@cache_control(private=True, no_store=True)
@require_POST
def beat(request: HttpRequest, article_id: int) -> JsonResponse:
    """What the editor asks every few seconds."""
    article, user = _found(request, article_id), request.user
    mine = presence.beat(article, user, has_typed=request.POST.get("typed") == "1")  # type: ignore[arg-type]  # staff
    others = presence.others(article, user)  # type: ignore[arg-type]  # staff
    taker = presence.has_taken(others, mine)
    return JsonResponse(
        {
            "here": [in_words(each) for each in others],
            **_changed(article, user, request.POST.get("started_from", "")),  # type: ignore[arg-type]  # staff
            "taken": _("%s took over. What you typed is kept.") % taker if taker else "",
        }
    )


@cache_control(private=True, no_store=True)
@require_POST
def take_over(request: HttpRequest, article_id: int) -> HttpResponse:
    article = _found(request, article_id)
    opened = typed.found(request, article_id)
    if opened:
        typed.keep(request, opened)
    presence.take_over(article, by=request.user)  # type: ignore[arg-type]  # staff
    if is_script(request):
        return JsonResponse({})
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def panel(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """For the bar of a page that is only opened: scripts ask again."""
    if article is None:
        return {"keeps_typed": request.user.has_perm("articles.add_article"), "never_kept": sorted(NO_CONTENT)}
    if not permissions.may_write(request.user, article):
        return {}
    others = presence.others(article, request.user)  # type: ignore[arg-type]  # staff
    return {
        "keeps_typed": True,
        "never_kept": sorted(NO_CONTENT),
        "saved": _("Saved %s") % clock(article.worked_on_at),
        "editor_root": reverse("admin:articles_article_change", args=[article.pk]).removesuffix("change/"),
        "here": [in_words(each) for each in others],
    }


def in_words(here: Presence) -> str:
    if here.typed_at is None:
        return _("%s has it open") % here.user
    return _("%(name)s is editing · typed %(when)s") % {"name": here.user, "when": ago(here.typed_at)}


def ago(moment: Any) -> str:
    words = timesince(moment, depth=1)
    return _("just now") if words.startswith("0") else _("%s ago") % words


def _changed(article: Article, user: User, number: str) -> dict[str, str]:
    """In words, and where the words are that differ."""
    is_number = number.isdecimal() and len(number) < LONGEST_NUMBER
    found = presence.changed(article, user, int(number)) if is_number else None
    if not found:
        return {"changed": "", "compare": ""}
    names = ", ".join(revisions.label(name) for name in found.names)
    said = {"name": found.by or _("The site"), "when": ago(found.at), "fields": names}
    compare = reverse("admin:articles_article_compare", args=[article.pk])
    return {
        "changed": _("%(name)s saved %(when)s: %(fields)s") % said,
        "compare": f"{compare}?from={number}&to={found.number}" if int(number) else "",
    }


def _found(request: HttpRequest, article_id: int) -> Article:
    article = get_object_or_404(permissions.seen(request.user), pk=article_id)
    if not permissions.may_write(request.user, article):
        raise PermissionDenied
    return article
