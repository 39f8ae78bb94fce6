"""Answering a comment at the desk, as one reader answers another, and approving it with that."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from comments import deciding, discussions, posting
from comments.decisions import Act
from comments.models import Comment, Decision
from comments.posting import Refused

PERMISSION = "comments.change_comment"


class Answered(NamedTuple):
    comment: Comment
    answer: Comment
    act: Act


def answer(
    number: int, text: str, *, by: User, ip: str | None = None, seen: str = "", approves: bool = True
) -> Answered:
    """All of it or nothing, and undone together. `seen` is the status the comment had when it was shown.

    Without approving, of what readers see already: what was reported about it stays open. Raises Refused.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    if not by.display_name:
        raise Refused(_("Choose a public name first, on the page of your account: it stands beside your answer."))
    act = Act(by=by)
    with transaction.atomic():
        User.objects.locked(by)
        comment = Comment.objects.select_related("article").filter(pk=number).first()
        if not comment:
            raise Refused(_("The comment you answer is no longer here."))
        discussions.lock([comment.article_id])
        if discussions.is_withheld(comment.article_id):
            raise Refused(str(discussions.WITHHELD))
        if approves:
            _approve(number, act, seen)
        made = posting.post(comment.article, text, by=by, reply_to=comment, ip=ip, act=act)
    return Answered(comment, made, act)


def _approve(number: int, act: Act, seen: str) -> None:
    wish = deciding.Wish(Decision.Verb.APPROVE)
    if deciding.carry_out([number], wish, act, {number: seen} if seen else {}).skipped:
        raise Refused(_("Left alone, as somebody else decided it or is looking at it."))
