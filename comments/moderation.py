"""What whoever looks after the comments may do with them."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from comments import decisions, discussions, second_reviews
from comments.decisions import Act, Values
from comments.models import Comment, Decision, FormerText

Status = Comment.Status
Verb = Decision.Verb
VERBS = {
    Status.APPROVED: Verb.APPROVE,
    Status.REJECTED: Verb.REJECT,
    Status.SPAM: Verb.SPAM,
    Status.PENDING: Verb.HOLD,
    Status.RETURNED: Verb.RETURN,
}
QUEUED = {Status.PENDING}


def decide(comments: "QuerySet[Comment]", status: Comment.Status, *, by: User | None) -> int:
    """Gives them a status. Returns how many had another one. Those of withheld discussions are left alone."""
    return len(put(comments.values_list("pk", flat=True), status, Act(by=by)))


def put(numbers: Iterable[int], status: Comment.Status, act: Act) -> list[Decision]:
    """Those that their authors removed stay so, and those of withheld discussions as they are."""
    with transaction.atomic():
        there = discussions.changeable(decisions.locked(numbers))
        found = [comment for comment in there if comment.status != Status.WITHDRAWN]
        changing = [comment for comment in found if comment.status != status or comment.report_weight]
        return decisions.change(((comment, _values(comment, status)) for comment in changing), VERBS[status], act)


def _values(comment: Comment, status: Comment.Status) -> Values:
    """Whoever decides has seen what it was held and reported for."""
    waits = status in QUEUED
    values: Values = {"status": status, "queued_at": comment.queued_at or timezone.now() if waits else None}
    return values if waits else {**values, "report_weight": 0.0}


def edited(comment: Comment, changed: Iterable[str], *, by: User | None) -> None:
    """Notes that the desk changed one by hand. What it said before is not kept: it may be why it was changed.

    In the transaction in which it was changed, with the discussion locked. Raises Withheld.
    """
    if rest := sorted(changed):
        discussions.check([comment.article_id])
        audit.record("edit_comment", by=by, subject=comment, article=comment.article_id, changed=rest)
        if "body" in rest:  # what was taken out is nowhere else
            Comment.objects.filter(pk=comment.pk).update(source="")
            FormerText.objects.filter(comment=comment).delete()
            second_reviews.drop_about(comment)
        discussions.bump([comment.article_id])


def delete(comments: Iterable[Comment], *, by: User | None) -> None:
    """All of them, or none. Raises Withheld."""
    with transaction.atomic():
        going = list(comments)
        discussions.lock(comment.article_id for comment in going)
        discussions.check(comment.article_id for comment in going)
        Comment.objects.filter(pk__in=[comment.pk for comment in going]).delete()
        for comment in going:
            audit.record("delete_comment", by=by, subject=comment, article=comment.article_id)
