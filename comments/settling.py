"""What becomes of readers' reports when a person decides about the comment: they were right, or they were not."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from comments.models import Comment, Decision, Report
from comments.models.decision import WITH_PARENT

Status = Comment.Status
Outcome = Report.Outcome
OUTCOMES = {
    Status.APPROVED.value: Outcome.DISMISSED,
    Status.REJECTED.value: Outcome.UPHELD,
    Status.SPAM.value: Outcome.UPHELD,
    Status.RETURNED.value: Outcome.UPHELD,
}


def settle(made: Iterable[Decision]) -> None:
    """With the decisions themselves, in their transaction. Rules settle nothing: readers reported to people.

    Nor does hiding what only answered: nobody judged it.
    """
    settled: dict[tuple[str, datetime], list[int]] = defaultdict(list)
    reopened: dict[datetime, list[int]] = defaultdict(list)
    for decision, first, is_taken_back in _traced(list(made)):
        undone, number = decision.undoes, decision.comment_id
        if number and undone and is_taken_back:
            if not {"status", "report_weight"}.isdisjoint(undone.after):
                reopened[undone.at].append(number)
        elif number and (outcome := _outcome(first)):
            settled[(outcome, decision.at)].append(number)
    for at, numbers in reopened.items():
        reports = Report.objects.filter(comment__in=numbers, decided_at=at)
        reports.update(outcome=Outcome.OPEN, decided_at=None)
    for (outcome, at), numbers in settled.items():
        reports = Report.objects.filter(comment__in=numbers, outcome=Outcome.OPEN)
        reports.update(outcome=outcome, decided_at=at)


def _traced(made: list[Decision]) -> list[tuple[Decision, Decision, bool]]:
    """Each with the first decision that it takes back, or does again where an undoing is undone.

    A question for each time that was done, and not for each decision.
    """
    firsts, steps = list(made), 0
    taken_back = [False] * len(made)
    while wanted := {each.undoes_id for each in firsts if each.undoes_id}:
        found = Decision.objects.in_bulk(wanted) if steps else {each.undoes_id: each.undoes for each in made}
        for place, each in enumerate(firsts):
            if each.undoes_id and (before := found[each.undoes_id]):
                firsts[place], taken_back[place] = before, not taken_back[place]
        steps += 1
    return list(zip(made, firsts, taken_back, strict=True))


def _outcome(decision: Decision) -> str:
    """Approving what is visible changes its weight alone: the reports were looked at."""
    if not decision.by_id or decision.rule == WITH_PARENT:
        return Outcome.OPEN
    if decision.after.get("report_weight") == 0 and "status" not in decision.after:
        return Outcome.DISMISSED
    return OUTCOMES.get(decision.after.get("status", ""), "")
