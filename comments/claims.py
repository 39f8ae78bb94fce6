"""Who is looking at a comment, so that two moderators do not decide it at once. A claim ends by itself."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from comments.models import Comment
from comments.models.comment import CommentQuerySet

LASTS = timedelta(minutes=2)


def take(number: int, *, by: User) -> User | None:
    """For whoever looks at it now, and nothing else any more. Returns who was faster."""
    now = timezone.now()
    Comment.objects.filter(claimed_by=by).exclude(pk=number).update(claimed_by=None, claimed_until=None)
    free = Comment.objects.filter(Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until__lte=now), pk=number)
    if free.update(claimed_by=by, claimed_until=now + LASTS):
        return None
    comment = Comment.objects.select_related("claimed_by").filter(pk=number).first()
    return comment.claimed_by if comment else None


def of_others(comments: CommentQuerySet, by: User) -> CommentQuerySet:
    """Those at which others are looking."""
    return comments.filter(claimed_until__gt=timezone.now()).exclude(claimed_by=by).exclude(claimed_by=None)
