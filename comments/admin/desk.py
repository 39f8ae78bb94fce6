"""The moderators' desk: what waits, with all one needs to know of it, and what they do about it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import is_script
from articles.pagination import BadCursor
from comments import appeals, cards, claims, deciding, decisions, discussions, posting, queues
from comments.admin.answers import moderator, problems
from comments.forms import DecideForm, as_shown, numbers
from comments.models import Comment, Decision, Reason
from comments.models.comment import CommentQuerySet
from comments.removing import Replies

FILTERS = ("article", "reader")


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    by = moderator(request)
    shown = queues.named(request.GET.get("queue", ""))
    comments, filters = _filtered(shown, request.GET)
    try:
        page = queues.page(shown, comments, request.GET.get("after", ""))
    except BadCursor as error:
        raise Http404 from error
    found = cards.of(page.comments, shown, by=by)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Moderation"),
        "queue": shown,
        "tabs": queues.tabs(by),
        "filters": filters,
        "cards": found,
        "matching": queues.counted(comments),
        "resting": queues.rest(shown.resting.filter(**_columns(filters))),
        "most": queues.MOST,
        "last": Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0,
        "next": urlencode({"queue": shown.key, **filters, "after": page.next}) if page.next else "",
        "here": request.get_full_path(),
        "last_act": deciding.last_of(by),
        **_choices(),
    }
    return render(request, "admin/comments/moderation/queue.html", context)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    by, form = moderator(request), DecideForm(request.POST)
    if not form.is_valid():
        return _refused(request, problems(form))
    sent = form.cleaned_data
    ticked = as_shown(request.POST.getlist("number"))
    if sent["everything"]:
        comments, _filters = _filtered(queues.named(request.POST.get("queue", "")), request.POST)
        ticked = dict.fromkeys(deciding.matching(comments, sent["last"] or 0), "")
    if not ticked:
        return _refused(request, _("Nothing was chosen."))
    seen = {number: status for number, status in ticked.items() if status}
    outcome = deciding.carry_out(ticked, form.wish, form.act(by), seen)
    return _done(request, outcome)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    by = moderator(request)
    try:
        act = UUID(request.POST.get("act", ""))
        moderator(request, *decisions.permissions_to_undo(act))
        appeals.check_undo(act, by=by)
        made = decisions.undo(act, by=by)
    except ValueError:
        return _refused(request, _("There is nothing to undo."))
    except (appeals.Refused, discussions.Withheld) as refused:
        return _refused(request, str(refused))
    except decisions.Changed as changed:
        return _refused(request, _changed(changed))
    if not made:
        return _refused(request, _("There is nothing to undo."))
    count = len({decision.comment_id for decision in made if decision.comment_id})
    said = ngettext("Undone: %(count)s comment.", "Undone: %(count)s comments.", count) % {"count": count}
    said = said if count else _("Undone.")
    if is_script(request):
        return JsonResponse({"said": said, "cards": _cards(request, [each.comment_id for each in made], by)})
    return _back(request, said)


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Says who else is looking at it."""
    by, (number, *_rest) = moderator(request), [*as_shown([request.POST.get("number", "")]), 0]
    other = claims.take(number, by=by)
    said = _("%(name)s is looking at this.") % {"name": other.public_name} if other else ""
    return JsonResponse({"said": said})


def _filtered(shown: queues.Queue, sent: Any) -> tuple[CommentQuerySet, dict[str, int]]:
    filters = {name: number for name in FILTERS for number in numbers([sent.get(name, "")])}
    return shown.comments.filter(**_columns(filters)), filters


def _columns(filters: dict[str, int]) -> dict[str, int]:
    columns = {"article": "article", "reader": "user"}
    return {columns[name]: number for name, number in filters.items()}


def _choices() -> dict[str, Any]:
    offered = list(Reason.objects.filter(is_offered=True))
    return {"reasons": offered, "replies": Replies.choices, "longest": posting.LONGEST}


def _cards(request: HttpRequest, wanted: list[int | None], by: User) -> list[str]:
    """Those that an undoing put back, to be shown again."""
    shown = queues.named(request.POST.get("queue", ""))
    found = queues.page(shown, shown.comments.filter(pk__in=[number for number in wanted if number])).comments
    return [_card(request, card, shown) for card in cards.of(found, shown, by=by)]


def _card(request: HttpRequest, card: cards.Card, shown: queues.Queue) -> str:
    context = {"card": card, "queue": shown, "here": _address(request), **_choices()}
    return render_to_string("admin/comments/moderation/_card.html", context, request)


def _done(request: HttpRequest, outcome: deciding.Outcome) -> HttpResponse:
    said = _said(outcome)
    if is_script(request):
        act = str(outcome.made[0].bulk) if outcome.made else ""
        skipped = [*outcome.skipped, *outcome.withheld]
        return JsonResponse({"said": said, "act": act, "skipped": skipped}, status=200 if act else 409)
    return _back(request, said, messages.SUCCESS if outcome.made else messages.WARNING)


def _said(outcome: deciding.Outcome) -> str:
    said = ""
    if count := len(outcome.comments):
        verb = Decision.Verb(outcome.made[0].verb).label
        said = ngettext("%(count)s comment %(verb)s.", "%(count)s comments %(verb)s.", count)
        said %= {"count": count, "verb": verb}
    if count := len(outcome.skipped):
        left = _("Left alone, as somebody else decided them or is looking at them: %(count)s.")
        said = f"{said} {left % {'count': count}}".strip()
    if count := len(outcome.withheld):
        left = _("Left alone, as their discussion is withheld until somebody restores it: %(count)s.")
        alone = count == 1 and not said
        said = f"{said} {discussions.WITHHELD if alone else left % {'count': count}}".strip()
    return said or _("Nothing had to be changed.")


def _changed(changed: decisions.Changed) -> str:
    found = Comment.objects.filter(pk__in=changed.numbers[:3]).select_related("user")
    if changed.articles and not changed.numbers:
        return _("Nothing was undone: somebody changed this discussion since.")
    if not changed.numbers:
        return _("Nothing was undone: it was decided otherwise since, or appealed against.")
    names = ", ".join(comment.author_name for comment in found)
    said = _("Nothing was undone: it was decided otherwise since about %(count)s of them (%(names)s).")
    return said % {"count": len(changed.numbers), "names": names}


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    if is_script(request):
        return JsonResponse({"said": why}, status=409)
    return _back(request, why, messages.ERROR)


def _back(request: HttpRequest, said: str, level: int = messages.SUCCESS) -> HttpResponse:
    messages.add_message(request, level, said)
    return HttpResponseRedirect(_address(request), status=303)


def _address(request: HttpRequest) -> str:
    """Where they were; never an address that somebody else sent along."""
    if request.POST.get("log"):
        return reverse("moderation:log")
    if article := numbers([request.POST.get("discussion", "")]):
        return reverse("moderation:discussion", args=article)
    _comments, filters = _filtered(queues.PENDING, request.POST)
    wanted = {"queue": queues.named(request.POST.get("queue", "")).key, **filters}
    return f"{reverse('moderation:queue')}?{urlencode(wanted)}"
