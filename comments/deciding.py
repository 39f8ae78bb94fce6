"""What one press of a key at the moderators' desk does: a verb for one comment, for many, or for all that match."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments import claims, decisions, discussions, moderation, removing
from comments.decisions import Act
from comments.models import Comment, Decision
from comments.models.comment import CommentQuerySet

Status = Comment.Status
Verb = Decision.Verb
Replies = removing.Replies
TO = {verb: status for status, verb in moderation.VERBS.items()}
VERBS = [*TO, Verb.FEATURE, Verb.UNFEATURE]
BATCH = 100  # in one transaction, for which readers of those discussions who write wait
MOST = 1000  # with one press


class Wish(NamedTuple):
    verb: Decision.Verb
    note: str = ""  # why the desk chose it
    replies: "removing.Replies" = Replies.KEEP


@dataclass
class Outcome:
    made: list[Decision] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)  # others look at them, or decided them meanwhile
    withheld: list[int] = field(default_factory=list)  # their discussions are, and nothing in them changes

    @property
    def comments(self) -> set[int]:
        return {decision.comment_id for decision in self.made if decision.comment_id}


def carry_out(numbers: Iterable[int], wish: Wish, act: Act, seen: dict[int, str] | None = None) -> Outcome:
    """`seen` is the status each had when it was shown: whoever decided first is not overruled unawares."""
    outcome = Outcome()
    wanted = list(dict.fromkeys(numbers))[:MOST]
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        with transaction.atomic():
            found = decisions.locked(batch)
            changeable = discussions.changeable(found)
            resting = [comment.pk for comment in found if comment not in changeable]
            free = _free(changeable, act.by, seen or {})
            outcome.withheld += resting
            outcome.skipped += sorted(set(batch) - set(free) - set(resting))
            outcome.made += _do(free, wish, act)
            Comment.objects.filter(pk__in=free, claimed_by=act.by).update(claimed_by=None, claimed_until=None)
    return outcome


def matching(comments: CommentQuerySet, last: int) -> list[int]:
    """The numbers of all that match, of those there were when the page was made: `last` was the newest then."""
    return list(comments.filter(pk__lte=last).values_list("pk", flat=True)[:MOST])


def _free(found: list[Comment], by: User | None, seen: dict[int, str]) -> list[int]:
    taken: set[int] = set()
    if by:
        numbers = Comment.objects.filter(pk__in=[comment.pk for comment in found])
        taken = set(claims.of_others(numbers, by).values_list("pk", flat=True))
    return [c.pk for c in found if c.pk not in taken and seen.get(c.pk, c.status) == c.status]


def _do(numbers: list[int], wish: Wish, act: Act) -> list[Decision]:
    if wish.verb == Verb.FEATURE:
        return _feature(numbers, wish.note, act)
    if wish.verb == Verb.UNFEATURE:
        chosen = [comment for comment in decisions.locked(numbers) if comment.featured_at]
        values = {"featured_at": None, "featured_note": ""}
        return decisions.change(((comment, values) for comment in chosen), Verb.UNFEATURE, act)
    return removing.put(numbers, TO[wish.verb], wish.replies, act)


def _feature(numbers: list[int], note: str, act: Act) -> list[Decision]:
    """What waits is approved with it."""
    made = moderation.put(numbers, Status.APPROVED, act)
    visible = [comment for comment in decisions.locked(numbers) if comment.is_visible]
    values = {"featured_at": timezone.now(), "featured_note": note}
    return made + decisions.change(((comment, values) for comment in visible), Verb.FEATURE, act)


class LastAct(NamedTuple):
    decision: Decision
    size: int


def last_of(by: User) -> LastAct | None:
    """What somebody did last to comments and can take back, by what they did first with it."""
    mine = Decision.objects.filter(by_id=by.pk, comment_id__isnull=False, undone_by=None)
    newest = mine.exclude(verb__in=(Verb.UNDO, Verb.APPEAL)).first()
    if not newest:
        return None
    act = Decision.objects.filter(bulk=newest.bulk, undone_by=None).order_by("pk")
    first = act.first() or newest
    return LastAct(first, act.filter(verb=first.verb).count())
