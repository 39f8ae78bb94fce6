"""The one reaction there is: each reader recommends a comment once, and can take it back. The database counts."""

from django.db import transaction

from accounts.models import User
from comments import decisions, discussions
from comments.models import Comment, Recommendation


class NotPossible(Exception):
    """It is one's own, or nobody sees it, or its discussion is withheld."""


def may_recommend(comment: Comment, user: User) -> bool:
    return comment.is_visible and comment.user_id != user.pk


def recommend(comment_id: int, *, by: User) -> Comment:
    """As it is then, with the new count. Raises NotPossible."""
    with transaction.atomic():
        User.objects.locked(by)
        found = decisions.locked([comment_id])
        if not found or not may_recommend(found[0], by) or discussions.is_withheld(found[0].article_id):
            raise NotPossible
        Recommendation.objects.get_or_create(comment=found[0], user=by)
        found[0].refresh_from_db(fields=["recommendations"])
        return found[0]


def take_back(comment_id: int, *, by: User) -> None:
    """Also of what nobody sees any more. Raises NotPossible while the discussion is withheld."""
    with transaction.atomic():
        User.objects.locked(by)
        if any(discussions.is_withheld(comment.article_id) for comment in decisions.locked([comment_id])):
            raise NotPossible
        Recommendation.objects.filter(comment=comment_id, user=by).delete()
