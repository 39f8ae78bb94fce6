"""What whoever looks after the comments may do with them, and who did it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.models import User
from comments.models import Comment

Status = Comment.Status
VERBS = {
    Status.APPROVED: "approve_comment",
    Status.REJECTED: "reject_comment",
    Status.SPAM: "mark_comment_as_spam",
    Status.PENDING: "hold_comment",
}


def decide(comments: "QuerySet[Comment]", status: Comment.Status, *, by: User | None) -> int:
    """Gives them a status. Returns how many had another one."""
    with transaction.atomic():
        changing = list(comments.exclude(status=status).order_by("pk").select_for_update(of=("self",)))
        Comment.objects.filter(pk__in=[comment.pk for comment in changing]).update(status=status)
        for comment in changing:
            audit.record(VERBS[status], by=by, subject=comment, article=comment.article_id)
    return len(changing)


def edited(comment: Comment, changed: Iterable[str], *, by: User | None) -> None:
    """Notes that the desk changed one by hand. What it said before is not kept: it may be why it was changed."""
    changed = sorted(changed)
    if "status" in changed:
        audit.record(VERBS[Status(comment.status)], by=by, subject=comment, article=comment.article_id)
    if rest := [name for name in changed if name != "status"]:
        audit.record("edit_comment", by=by, subject=comment, article=comment.article_id, changed=rest)


def delete(comments: Iterable[Comment], *, by: User | None) -> None:
    with transaction.atomic():
        going = list(comments)
        Comment.objects.filter(pk__in=[comment.pk for comment in going]).delete()
        for comment in going:
            audit.record("delete_comment", by=by, subject=comment, article=comment.article_id)
