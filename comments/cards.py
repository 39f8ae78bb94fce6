"""A comment as moderators need it: what it answers, why it was held, and what its author did here before."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import User
from articles import body
from comments import held
from comments.models import Comment, Decision, FormerText, Note, Report, Sanction
from comments.models.comment import CommentQuerySet
from comments.models.decision import WITH_PARENT
from comments.queues import Queue

Status = Comment.Status
Verb = Decision.Verb
REFUSED = (Status.REJECTED, Status.SPAM)
IN_FORCE = Q(undone_by=None) | Q(undone_by__undone_by__isnull=False)
DECIDING = Decision.objects.filter(IN_FORCE, comment_id=OuterRef("pk"), verb__in=(Verb.REJECT, Verb.SPAM))
LAST_RULE = DECIDING.order_by("-pk").values("rule")[:1]
Row = TypeVar("Row")


@dataclass
class History:
    """Of one reader. Whoever has none was never here before."""

    approved: int = 0
    refused: int = 0
    notes: list[Note] = field(default_factory=list)
    sanctions: list[Sanction] = field(default_factory=list)  # in force


@dataclass
class Card:
    comment: Comment
    history: History
    notes: list[Note]
    reports: list[Report]
    looked_at_by: User | None
    cursor: str
    former: list[FormerText]  # what it said before, which readers may have seen

    @property
    def text(self) -> SafeString:
        return body.render_remark(self.comment.body)

    @property
    def above(self) -> SafeString | None:
        return body.render_remark(self.comment.parent.body) if self.comment.parent else None

    @property
    def waits_since(self) -> datetime:
        return self.comment.queued_at or self.comment.created_at

    @property
    def why(self) -> list[str]:
        """Held for, in words."""
        return held.explained(self.comment.held_for)


def of(comments: list[Comment], queue: Queue, *, by: User) -> list[Card]:
    """With the same number of queries for one and for all."""
    histories = histories_of({comment.user_id for comment in comments if comment.user_id})
    numbers = [comment.pk for comment in comments]
    notes = _by("comment_id", Note.objects.filter(comment__in=numbers).select_related("by").order_by("pk"))
    open_reports = Report.objects.filter(comment__in=numbers, outcome="").select_related("user").order_by("pk")
    reports = _by("comment_id", open_reports)
    former = _by("comment_id", FormerText.objects.filter(comment__in=numbers).order_by("-until"))
    now = timezone.now()
    return [
        Card(
            comment,
            histories.get(comment.user_id or 0, History()),
            notes[comment.pk],
            reports[comment.pk],
            _looks(comment, by, now),
            queue.cursor(comment),
            former[comment.pk],
        )
        for comment in comments
    ]


def _looks(comment: Comment, by: User, now: datetime) -> User | None:
    """Another moderator, who was faster."""
    is_claimed = comment.claimed_until is not None and comment.claimed_until > now
    return comment.claimed_by if is_claimed and comment.claimed_by_id != by.pk else None


def histories_of(users: Iterable[int]) -> dict[int, History]:
    users = list(users)
    theirs = Comment.objects.filter(user__in=users).order_by()
    approved = _counted(theirs.filter(status=Status.APPROVED))
    refused = _counted(theirs.filter(status__in=REFUSED))
    # Those hidden with what they answered were refused by nobody.
    hidden = _counted(theirs.filter(status__in=REFUSED).alias(rule=Subquery(LAST_RULE)).filter(rule=WITH_PARENT))
    found = {user: History(approved[user], refused[user] - hidden[user]) for user in users}
    notes = _by("user_id", Note.objects.filter(user__in=users).select_related("by").order_by("pk"))
    in_force = Sanction.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), user__in=users, lifted_at=None)
    sanctions = _by("user_id", in_force.order_by("pk"))
    for user, history in found.items():
        history.notes, history.sanctions = notes[user], sanctions[user]
    return found


def _counted(comments: CommentQuerySet) -> Counter[int]:
    """How many each of them wrote."""
    rows = comments.values_list("user").annotate(count=Count("pk"))
    return Counter(dict(rows))


def _by(name: str, rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
