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
UNDO = Decision.Verb.UNDO


def settle(made: Iterable[Decision]) -> None:
    """With the decisions themselves, in their transaction. Rules settle nothing: readers reported to people.

    Nor does hiding what only answered: nobody judged it.
    """
    settled: dict[tuple[str, datetime], list[int]] = defaultdict(list)
    reopened: dict[datetime, list[int]] = defaultdict(list)
    for decision in made:
        undone = decision.undoes
        if undone and undone.verb != UNDO:
            if undone.comment_id and not {"status", "report_weight"}.isdisjoint(undone.after):
                reopened[undone.at].append(undone.comment_id)
        elif decision.comment_id and (outcome := _outcome(decision)):
            settled[(outcome, decision.at)].append(decision.comment_id)
    for at, numbers in reopened.items():
        reports = Report.objects.filter(comment__in=numbers, decided_at=at)
        reports.update(outcome=Outcome.OPEN, decided_at=None)
    for (outcome, at), numbers in settled.items():
        reports = Report.objects.filter(comment__in=numbers, outcome=Outcome.OPEN)
        reports.update(outcome=outcome, decided_at=at)


def _outcome(decision: Decision) -> str:
    """Approving what is visible changes its weight alone: the reports were looked at."""
    if not decision.by_id or decision.rule == WITH_PARENT:
        return Outcome.OPEN
    if decision.after.get("report_weight") == 0 and "status" not in decision.after:
        return Outcome.DISMISSED
    return OUTCOMES.get(decision.after.get("status", ""), "")
