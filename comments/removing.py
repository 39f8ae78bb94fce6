"""Removing a comment that has replies: they stay below its empty place, go with it, or move up to where it stood."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments import decisions, moderation
from comments.decisions import Act, Values
from comments.models import Comment, Decision
from comments.models.comment import STEP, path_step
from comments.models.decision import WITH_PARENT

Status = Comment.Status
HIDDEN = {Status.REJECTED, Status.SPAM, Status.PENDING, Status.RETURNED}


class Replies(models.TextChoices):
    KEEP = "keep", _("Keep them below its empty place")
    HIDE = "hide", _("Hide them too")
    MOVE = "move", _("Move them up")


def put(numbers: Iterable[int], status: Comment.Status, replies: Replies, act: Act) -> list[Decision]:
    """In a transaction of the caller's. One after the other where replies go along: a reply may be one of them."""
    numbers = list(numbers)
    if replies == Replies.KEEP or status not in HIDDEN:
        return moderation.put(numbers, status, act)
    made: list[Decision] = []
    for comment in decisions.locked(numbers):
        made += moderation.put([comment.pk], status, act)
        made += _hide_below(comment, numbers, status, act) if replies == Replies.HIDE else move_up(comment, act)
    return made


def _hide_below(comment: Comment, chosen: list[int], status: Comment.Status, act: Act) -> list[Decision]:
    """Nothing is held against who only answered. Those that were chosen themselves are decided by themselves."""
    visible = [reply.pk for reply in _below(comment) if reply.is_visible and reply.pk not in chosen]
    return moderation.put(visible, status, replace(act, rule=WITH_PARENT, reason=None, words=""))


def move_up(comment: Comment, act: Act) -> list[Decision]:
    """All that is below it, one level up: its replies answer what it answered."""
    comment.refresh_from_db(fields=["path", "depth", "parent"])
    above = comment.path[:-STEP]
    starts: dict[str, str] = {}
    wanted: list[tuple[Comment, Values]] = []
    for reply in _below(comment):
        direct = reply.path[: len(comment.path) + STEP]
        if direct not in starts:
            starts[direct] = _free(reply, above, direct[-STEP:])
        values: Values = {"path": starts[direct] + reply.path[len(direct) :], "depth": reply.depth - 1}
        if reply.parent_id == comment.pk:
            values["parent_id"] = comment.parent_id
        wanted.append((reply, values))
    return decisions.change(wanted, Decision.Verb.MOVE, act)


def _below(comment: Comment) -> list[Comment]:
    return list(Comment.objects.filter(article=comment.article_id).below(comment.path).order_by("path"))


def _free(reply: Comment, above: str, step: str) -> str:
    """Its own step, by which it keeps its time, unless another of the same millisecond has it there."""
    path = above + step
    while Comment.objects.filter(article=reply.article_id, path=path).exists():
        path = above + path_step(reply.created_at)
    return path
