"""Appeals that wait for another moderator than the one who decided first."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comments import appeals, queues
from comments.admin.answers import back, moderator, problems
from comments.forms import AppealForm
from comments.models import Appeal, Decision

SHOWN = 25  # the oldest; further ones follow once these are decided
AGAINST = [Decision.Verb.REJECT, Decision.Verb.SPAM]


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    by = moderator(request, "comments.change_appeal")
    related = ("user", "against", "comment__article__category", "comment__user", "comment__parent__user", "sanction")
    open_ones, resting = queues.appeals()
    found = open_ones.select_related(*related).defer("comment__article__body")
    shown = list(found.exclude(against=by).order_by("at", "pk")[:SHOWN])
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Appeals"),
        "tabs": queues.tabs(by),
        "appeals": [(appeal, why.get(appeal.comment_id or 0)) for why in [_why(shown)] for appeal in shown],
        "others": queues.counted(found.filter(against=by)),
        "resting": queues.rest(resting),
        "outcomes": Appeal.Outcome.choices,
    }
    return render(request, "admin/comments/moderation/appeals.html", context)


def _why(appeals: list[Appeal]) -> dict[int, Decision]:
    """What was decided about the comment, and what its author was told; the last of it."""
    numbers = [appeal.comment_id for appeal in appeals if appeal.comment_id]
    found = Decision.objects.filter(comment_id__in=numbers, verb__in=AGAINST, undone_by=None).order_by("pk")
    return {decision.comment_id: decision for decision in found if decision.comment_id}


@require_POST
def decide(request: HttpRequest, appeal_id: int) -> HttpResponse:
    by, form = moderator(request, "comments.change_appeal"), AppealForm(request.POST)
    appeal = get_object_or_404(Appeal, pk=appeal_id)
    if not form.is_valid():
        return back(request, problems(form), "appeals", level=messages.ERROR)
    sent = form.cleaned_data
    try:
        appeals.decide(appeal.pk, Appeal.Outcome(sent["outcome"]), sent["answer"], by=by)
    except appeals.Refused as refused:
        return back(request, str(refused), "appeals", level=messages.ERROR)
    return back(request, _("Decided, and the reader is told."), "appeals")
