"""Telling readers that an article was wrong: what was said so far, and a form to say more."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from accounts.models import User
from accounts.requests import either
from articles import corrections, permissions
from articles.admin.status import clock, may_correct, may_reinstate, may_update, status_key, status_word
from articles.forms.correction import CorrectionForm, WithdrawalForm
from articles.models import Article
from articles.writing import Refused


@cache_control(private=True, no_store=True)
@either
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    workable = permissions.workable(request.user).select_related("category", "working_copy__created_by")
    article = get_object_or_404(workable, pk=article_id)
    if not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    is_withdrawal = sent is not None and "_withdraw" in sent
    form = CorrectionForm(article, None if is_withdrawal else sent)
    withdrawal = WithdrawalForm(sent if is_withdrawal else None)
    if sent is not None:
        done = _withdrawn(request, article, withdrawal) if is_withdrawal else _corrected(request, article, form)
        if done:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("admin:articles_article_corrections", args=[article.pk]), status=303)
    status = 200 if sent is None else 409
    return render(
        request, "admin/articles/article/corrections.html", _context(request, article, form, withdrawal), status=status
    )


def panel(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """What the editor offers, and what the clock holds it to."""
    until = article.embargo_until if article else None
    return {
        "may_correct": may_correct(article, request.user),
        "may_reinstate": may_reinstate(article, request.user),
        "embargo": clock(until) if until and until > timezone.now() else "",
        "is_for_readers": may_update(article, request.user),
    }


def _context(
    request: HttpRequest, article: Article, form: CorrectionForm, withdrawal: WithdrawalForm
) -> dict[str, Any]:
    corrections.tell(article)
    return {
        **admin.site.each_context(request),
        "title": _("Corrections of “%s”") % article,
        "article": article,
        "status_word": status_word(article),
        "status_key": status_key(article),
        "form": form,
        "withdrawal": withdrawal,
        "withdrawing": str(withdrawal.data.get("correction", "")),
    }


def _corrected(request: HttpRequest, article: Article, form: CorrectionForm) -> str:
    """What was done, in a sentence; empty if nothing was, and then the form says why."""
    if not form.is_valid():
        return ""
    sent = form.cleaned_data
    try:
        corrections.correct(
            article,
            by=cast(User, request.user),
            kind=sent["kind"],
            place=sent["place"],
            text=sent["text"],
            updates_from=sent.get("updates_from"),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return ""
    return _("Readers are told.")


def _withdrawn(request: HttpRequest, article: Article, form: WithdrawalForm) -> str:
    if not form.is_valid():
        return ""
    correction = get_object_or_404(article.corrections, pk=form.cleaned_data["correction"])
    try:
        corrections.withdraw_correction(correction, by=cast(User, request.user), reason=form.cleaned_data["reason"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return ""
    return _("It is withdrawn, and readers see why.")
