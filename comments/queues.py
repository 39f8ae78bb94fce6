"""What waits for a moderator, oldest first, a page at a time. A page costs the same however much waits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.pagination import BadCursor, Cursor
from comments import discussions, second_reviews
from comments.models import Appeal, Comment
from comments.models.comment import CommentQuerySet

SIZE = 25
MOST = 500  # no further is counted: whoever has so many before them needs no exact number
Status = Comment.Status
DECIDED = (Status.REJECTED, Status.SPAM, Status.RETURNED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Queue:
    key: str
    name: str | Promise
    wanted: Callable[[CommentQuerySet], CommentQuerySet]
    by_weight: bool = False  # the heaviest first, instead of the oldest

    @property
    def comments(self) -> CommentQuerySet:
        """Not those of withheld discussions, about which nobody may decide: `resting`."""
        found, _resting = discussions.apart(self.wanted(Comment.objects.all()))
        return found.order_by("-report_weight", "pk") if self.by_weight else found.order_by("created_at", "pk")

    @property
    def resting(self) -> CommentQuerySet:
        return discussions.apart(self.wanted(Comment.objects.all()))[1]

    def cursor(self, comment: Comment) -> str:
        if self.by_weight:
            return f"{comment.report_weight.hex()}_{comment.pk}"
        return str(Cursor(comment.created_at, comment.pk))

    def after(self, comments: CommentQuerySet, cursor: str) -> CommentQuerySet:
        """Raises BadCursor."""
        if self.by_weight and cursor:
            weight, pk = _weight(cursor)
            return comments.filter(Q(report_weight__lt=weight) | Q(pk__gt=pk), report_weight__lte=weight)
        last = Cursor.parse(cursor)
        if not last:
            return comments
        later = Q(created_at__gt=last.published_at) | Q(pk__gt=last.pk)
        return comments.filter(later, created_at__gte=last.published_at)


def _weight(cursor: str) -> tuple[float, int]:
    weight, _underscore, pk = cursor.partition("_")
    try:
        if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
            raise ValueError
        return float.fromhex(weight), int(pk)
    except (ValueError, OverflowError) as error:
        raise BadCursor from error


# What Django makes of a plain comparison with a truth enters no index of SQLite.
PENDING = Queue("pending", _("Waiting"), lambda them: them.filter(status=Status.PENDING, is_suspect__in=[False]))
QUEUES = [
    PENDING,
    Queue("suspect", _("Suspect"), lambda them: them.filter(status=Status.PENDING, is_suspect__in=[True])),
    Queue(
        "reported",
        _("Reported"),
        # Those it is not, so that the index of weights is used and not the one of statuses, where most are approved.
        lambda them: them.filter(report_weight__gt=0).exclude(status__in=DECIDED),
        by_weight=True,
    ),
    Queue("returned", _("Returned"), lambda them: them.filter(status=Status.RETURNED)),
]
APPEALS, REVIEWS = "appeals", "reviews"


def named(key: str) -> Queue:
    """The one of all that wait, where there is none of that name."""
    return next((queue for queue in QUEUES if queue.key == key), PENDING)


@dataclass(frozen=True)
class Tab:
    key: str
    name: str | Promise
    count: int

    @property
    def is_capped(self) -> bool:
        return self.count > MOST

    @property
    def shown(self) -> int:
        return min(self.count, MOST)


def tabs(by: User | None = None) -> list[Tab]:
    """With what waits for `by` alone."""
    found = [Tab(queue.key, queue.name, counted(queue.comments)) for queue in QUEUES]
    found.append(Tab(APPEALS, _("Appeals"), counted(appeals()[0])))
    if by and not by.has_perm("comments.change_secondreview"):
        return found
    return [*found, Tab(REVIEWS, _("Second reviews"), second_reviews.offered(by)[: MOST + 1].count() if by else 0)]


def appeals() -> "tuple[QuerySet[Appeal], QuerySet[Appeal]]":
    """Those that wait, and those that rest with what they are about."""
    waiting = Appeal.objects.filter(decided_at=None)
    resting = Q(comment__article__discussion__withheld_at__isnull=False)
    return waiting.exclude(resting), waiting.filter(resting)


def counted(comments: "QuerySet[Any]") -> int:
    """One more than MOST, where there are more."""
    return comments.order_by()[: MOST + 1].count()


def rest(resting: "QuerySet[Any]") -> Tab:
    """How many of withheld discussions there are besides."""
    return Tab("", "", counted(resting))


@dataclass(frozen=True)
class QueuePage:
    comments: list[Comment]
    next: str  # the cursor of the next page; empty on the last


def page(queue: Queue, comments: CommentQuerySet, after: str = "") -> QueuePage:
    """Raises BadCursor."""
    related = ("article__category", "user", "parent__user", "claimed_by")
    wanted = queue.after(comments, after).select_related(*related).defer("article__body", "article__notes")
    found = list(wanted[: SIZE + 1])
    return QueuePage(found[:SIZE], queue.cursor(found[SIZE - 1]) if len(found) > SIZE else "")
