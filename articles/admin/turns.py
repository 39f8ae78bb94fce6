"""Assigning an article and sending it back, beside its text."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from articles import permissions, standing, workflow
from articles.admin import typed
from articles.admin.status import clock
from articles.forms.assignment import AssignmentForm
from articles.models import Article
from articles.publishing import Refused


def panel(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    user = cast(User, request.user)
    if article is None or not permissions.may_work_on(user, article):
        return {}
    return {
        "turn": {
            "waits_for": workflow.waits_for(article),
            "sent_back": workflow.sent_back(article),
            "assigned_to": article.assigned_to,
            "due": clock(article.due_at) if article.due_at else "",
            "form": AssignmentForm(article) if workflow.may_assign(user, article) else None,
            "may_send_back": workflow.may_send_back(user, article),
        }
    }


@require_POST
def assign(request: HttpRequest, article_id: int) -> HttpResponseRedirect:
    article = _kept(request, article_id)
    form = AssignmentForm(article, request.POST)
    if not form.is_valid():
        return _back(
            request, article, problem=" ".join(str(each) for errors in form.errors.values() for each in errors)
        )
    sent = form.cleaned_data
    try:
        done = workflow.assign(
            article,
            to=sent["to"],
            due_at=sent["due_at"],
            note=sent["note"],
            by=cast(User, request.user),
            shown=form.shown,
        )
    except Refused as refused:
        return _back(request, article, problem=typed.with_words(refused, sent["note"]))
    said = _("Assigned to %s.") % sent["to"] if sent["to"] else _("Assigned to nobody.")
    return _back(request, article, done=said if done else _("Nothing had to be changed."))


@require_POST
def send_back(request: HttpRequest, article_id: int) -> HttpResponseRedirect:
    article = _kept(request, article_id)
    note = request.POST.get("_send_back-note", "").replace("\0", "")
    try:
        with transaction.atomic():
            standing.check(article, request.POST.get(standing.FIELD))
            workflow.send_back(article, note=note[:500], by=cast(User, request.user))
    except Refused as refused:
        return _back(request, article, problem=typed.with_words(refused, note))
    return _back(request, article, done=_("It is a draft again, and its writer is told."))


def _kept(request: HttpRequest, article_id: int) -> Article:
    """As the database has it, once what was typed beside it is kept."""
    article = typed.found(request, article_id)
    if article is None:
        raise Http404
    try:
        typed.keep(request, article)
    except Refused as refused:
        messages.error(request, str(refused))
    return Article.objects.select_related("category", "assigned_to", "created_by").get(pk=article.pk)


def _back(request: HttpRequest, article: Article, done: str = "", problem: str = "") -> HttpResponseRedirect:
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, done)
    may_stay = permissions.may_see(cast(User, request.user), article)
    address = reverse("admin:articles_article_change", args=[article.pk]) if may_stay else reverse("admin:index")
    return HttpResponseRedirect(address)
