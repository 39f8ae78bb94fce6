"""Second reviews at the desk: the cards that say nothing of the decision, how often moderators agree, and where not."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import is_script
from comments import agreement, blind, queues, second_reviews
from comments.admin.answers import back, moderator, problems
from comments.forms import numbers
from comments.models import Decision, Reason
from comments.models.decision import SecondReview

JUDGES = "comments.change_secondreview"
LEADS = "comments.add_rules"  # whoever may change the rules sees how each moderator applies them
SHOWN = 25


class VerdictForm(forms.Form):
    verb = forms.ChoiceField(choices=[(verb.value, verb.label) for verb in second_reviews.VERDICTS])
    reason = forms.ModelChoiceField(Reason.objects.filter(is_offered=True), required=False)


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    by = moderator(request, JUDGES)
    wanted = second_reviews.offered(by)
    if after := numbers([request.GET.get("after", "")]):
        wanted = wanted.filter(pk__gt=after[0])
    found = blind.cards(wanted, SHOWN + 1)
    context: dict[str, Any] = {
        **_page(request, _("Second reviews"), "reviews"),
        "cards": found[:SHOWN],
        "next": urlencode({"after": found[SHOWN - 1].number}) if len(found) > SHOWN else "",
        "reasons": list(Reason.objects.filter(is_offered=True)),
        "last": second_reviews.last_of(by),
    }
    return render(request, "admin/comments/moderation/reviews.html", context)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    by, form = moderator(request, JUDGES), VerdictForm(request.POST)
    wanted = numbers(request.POST.getlist("number"))
    if not form.is_valid() or not wanted:
        return _answer(request, problems(form) or _("Nothing was chosen."), status=409)
    verdict, reason = Decision.Verb(form.cleaned_data["verb"]), form.cleaned_data["reason"]
    given = second_reviews.give(wanted, verdict, reason, by=by)
    skipped = [each for each in wanted if each not in given]
    said = ngettext("Noted: %(count)s comment.", "Noted: %(count)s comments.", len(given)) % {"count": len(given)}
    if skipped:
        said = f"{said if given else ''} {_('Left alone: nobody needs to judge it any more.')}".strip()
    act = "-".join(map(str, given))
    return _answer(request, said, status=200 if given else 409, act=act, skipped=skipped)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    by = moderator(request, JUDGES)
    taken = second_reviews.take_back(numbers(request.POST.get("act", "").split("-")), by=by)
    if not taken:
        return _answer(request, _("There is nothing to undo."), status=409)
    shown = blind.cards(second_reviews.offered(by).filter(pk__in=taken), SHOWN)
    return _answer(request, _("Undone."), cards=[_card(request, card) for card in shown])


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    by, (number, *_rest) = moderator(request, JUDGES), [*numbers([request.POST.get("number", "")]), 0]
    other = second_reviews.claim(number, by=by)
    return JsonResponse({"said": _("%(name)s is looking at this.") % {"name": other.public_name} if other else ""})


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Moderators see how they do themselves, and how all do together."""
    by = moderator(request, JUDGES)
    is_lead = by.has_perm(LEADS)
    context: dict[str, Any] = {
        **_page(request, _("How moderators agree"), "agreement", by),
        "figures": agreement.figures(None if is_lead else by),
        "is_lead": is_lead,
        "fewest": agreement.FEWEST,
    }
    return render(request, "admin/comments/moderation/agreement.html", context)


@require_safe
def disagreements(request: HttpRequest) -> HttpResponse:
    by = moderator(request, JUDGES, LEADS)
    found = agreement.disagreements()
    if before := numbers([request.GET.get("before", "")]):
        last = get_object_or_404(SecondReview, pk=before[0], at__isnull=False)
        found = found.filter(Q(at__lt=last.at) | Q(pk__lt=last.pk), at__lte=last.at)
    shown = list(found[: SHOWN + 1])
    context: dict[str, Any] = {
        **_page(request, _("Where moderators disagree"), "disagreements", by),
        "rows": _rows(shown[:SHOWN]),
        "older": urlencode({"before": shown[SHOWN - 1].pk}) if len(shown) > SHOWN else "",
    }
    return render(request, "admin/comments/moderation/disagreements.html", context)


def _rows(reviews: list[SecondReview]) -> list[dict[str, Any]]:
    people = User.objects.in_bulk({each.decision.by_id for each in reviews if each.decision.by_id})
    reasons = Reason.objects.in_bulk({each.decision.reason_id for each in reviews if each.decision.reason_id})
    verdicts = dict(Decision.Verb.choices)
    return [
        {
            "review": each,
            "first": people.get(each.decision.by_id or 0),
            "reason": reasons.get(each.decision.reason_id or 0),
            "verdict": verdicts.get(each.verdict, each.verdict),
        }
        for each in reviews
    ]


def _page(request: HttpRequest, title: str, current: str, by: User | None = None) -> dict[str, Any]:
    """Without `by`, the tabs say no numbers: of how many were returned, one could be the one that is judged here."""
    return {
        **admin.site.each_context(request),
        "title": title,
        "tabs": queues.tabs(by),
        "current": current,
        "is_blind": by is None,
        "may_lead": request.user.has_perm(LEADS),
    }


def _card(request: HttpRequest, card: blind.BlindCard) -> str:
    reasons = list(Reason.objects.filter(is_offered=True))
    return render_to_string("admin/comments/moderation/_blind.html", {"card": card, "reasons": reasons}, request)


def _answer(request: HttpRequest, said: str, status: int = 200, **more: Any) -> HttpResponse:
    if is_script(request):
        return JsonResponse({"said": said, **more}, status=status)
    return back(request, said, "reviews", level=messages.SUCCESS if status == 200 else messages.WARNING)
