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
    """In a transaction of the caller's."""
    numbers = list(numbers)
    made = moderation.put(numbers, status, act)
    if replies == Replies.KEEP or status not in HIDDEN:
        return made
    chosen = decisions.locked(numbers)
    if replies == Replies.HIDE:
        return made + _hide_below(chosen, status, act)
    for comment in chosen:  # one after the other: a reply may be one of them
        made += move_up(comment, act)
    return made


def _hide_below(chosen: list[Comment], status: Comment.Status, act: Act) -> list[Decision]:
    """Nothing is held against who only answered. Those that were chosen themselves are decided by themselves."""
    visible = {reply.pk for comment in chosen for reply in _below(comment) if reply.is_visible}
    alone = visible - {comment.pk for comment in chosen}
    return moderation.put(sorted(alone), status, replace(act, rule=WITH_PARENT, reason=None, words=""))


def move_up(comment: Comment, act: Act) -> list[Decision]:
    """All that is below it, one level up: its replies answer what it answered."""
    comment.refresh_from_db(fields=["path", "depth", "parent"])
    below = _below(comment)
    starts = _starts(comment, [reply for reply in below if reply.depth == comment.depth + 1])
    wanted: list[tuple[Comment, Values]] = []
    for reply in below:
        direct = reply.path[: len(comment.path) + STEP]
        values: Values = {"path": starts[direct] + reply.path[len(direct) :], "depth": reply.depth - 1}
        if reply.parent_id == comment.pk:
            values["parent_id"] = comment.parent_id
        wanted.append((reply, values))
    return decisions.change(wanted, Decision.Verb.MOVE, act)


def _below(comment: Comment) -> list[Comment]:
    return list(Comment.objects.filter(article=comment.article_id).below(comment.path).order_by("path"))


def _starts(comment: Comment, direct: list[Comment]) -> dict[str, str]:
    """Where each of its replies goes: its own step, by which it keeps its time, unless another has that there."""
    above = comment.path[:-STEP]
    starts = {reply.path: above + reply.path[-STEP:] for reply in direct}
    there = Comment.objects.filter(article=comment.article_id, path__in=list(starts.values()))
    taken = set(there.values_list("path", flat=True))
    for reply in direct:
        if starts[reply.path] in taken:
            starts[reply.path] = _free(reply, above, starts.values())
    return starts


def _free(reply: Comment, above: str, chosen: Iterable[str]) -> str:
    """Of another of the same millisecond."""
    path = above + path_step(reply.created_at)
    while path in chosen or Comment.objects.filter(article=reply.article_id, path=path).exists():
        path = above + path_step(reply.created_at)
    return path
