"""Errors that readers found, for whoever may save the article: each in its paragraph, with what that says now."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import either
from articles import permissions, publishing
from articles.pagination import BadCursor, Cursor
from comments import article_errors, error_in_context
from comments.models import ArticleError

SHOWN = 25
State = ArticleError.State


class AnswerForm(forms.Form):
    state = forms.ChoiceField(choices=[(each.value, each.label) for each in (State.CORRECTED, State.DISMISSED)])
    answer = forms.CharField(max_length=article_errors.LONGEST, required=False)
    seen = forms.CharField(max_length=60, required=False)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    by = _editor(request)
    state, is_mine = request.GET.get("state", State.OPEN), "mine" in request.GET
    if state not in State.values:
        raise Http404
    found = _of(by, ArticleError.objects.filter(state=state), is_mine)
    try:
        cursor = Cursor.parse(request.GET.get("after", ""))
    except BadCursor as error:
        raise Http404 from error
    if cursor:
        found = found.filter(Q(at__gt=cursor.published_at) | Q(pk__gt=cursor.pk), at__gte=cursor.published_at)
    rows = list(found.order_by("at", "pk")[: SHOWN + 1])
    last, mine = rows[SHOWN - 1] if len(rows) > SHOWN else None, {"mine": "1"} if is_mine else {}
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Errors that readers found"),
        "errors": rows[:SHOWN],
        "states": State.choices,
        "state": state,
        "is_mine": is_mine,
        "next": urlencode({"state": state, **mine, "after": str(Cursor(last.at, last.pk))}) if last else "",
    }
    return render(request, "admin/comments/errors/waiting.html", context)


@either
def one(request: HttpRequest, error_id: int) -> HttpResponse:
    by = _editor(request)
    related = ("article__category", "revision", "user", "handled_by")
    error = get_object_or_404(ArticleError.objects.select_related(*related), pk=error_id)
    if not article_errors.may_handle(by, error.article):
        raise PermissionDenied
    problem, form = "", AnswerForm(request.POST)
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise article_errors.Refused(_("Choose what became of it."))
            sent = form.cleaned_data
            article_errors.handle(error, sent["state"], sent["answer"], sent["seen"], by=by)
        except article_errors.Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, _("Saved, and the reader can read it."))
            return HttpResponseRedirect(reverse("errors:waiting"), status=303)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("An error that a reader found"),
        "error": error,
        "context": error_in_context.of(error),
        "seen": article_errors.stamp(error),
        "problem": problem,
        "answer": request.POST.get("answer", error.answer),
        "longest": article_errors.LONGEST,
    }
    return render(request, "admin/comments/errors/one.html", context, status=409 if problem else 200)


def _editor(request: HttpRequest) -> User:
    """Raises PermissionDenied."""
    if not request.user.has_perm("comments.change_articleerror"):
        raise PermissionDenied
    return cast(User, request.user)


def _of(by: User, errors: "QuerySet[ArticleError]", is_mine: bool) -> "QuerySet[ArticleError]":
    """In articles that they may save; if asked for, only in those that they wrote or began."""
    related = errors.select_related("article__category", "user", "handled_by")
    found = related.defer("article__body", "article__notes")
    if not by.has_perm("articles.publish_article"):
        found = found.exclude(article__status__in=publishing.PUBLIC)
    if not by.has_perm("articles.change_article"):
        found = found.filter(article__status__in=publishing.PUBLIC)
    if not by.has_perm(permissions.OTHERS):
        found = found.filter(article__in=permissions.workable(by))
    if is_mine:
        found = found.filter(Q(article__created_by=by) | Q(article__authors__user=by)).distinct()
    return found
