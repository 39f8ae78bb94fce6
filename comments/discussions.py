"""One after the other in a discussion: whoever changes it holds its row first, so that nobody waits for each other."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models import Article
from comments.models import Comment, Decision, Discussion
from comments.models.comment import CommentQuerySet

WITHHELD = _("This discussion is withheld. Restore it first.")
Values = dict[str, Any]
# What is decided about a discussion itself, by the name of the column.
COLUMNS = [
    *("mode", "mode_note", "closes_at", "closed_note", "slow_seconds", "slow_until"),
    *("withheld_at", "withheld_by_id", "withheld_note"),
]


class Withheld(Exception):
    """Nothing in it changes until it is restored, and nobody may do as if it had. Says so to a moderator."""

    def __init__(self) -> None:
        super().__init__(WITHHELD)


def lock(article_ids: Iterable[int]) -> None:
    """Until the transaction ends. To be called before any comment of those articles is locked or changed."""
    numbers = sorted(set(article_ids))
    Discussion.objects.bulk_create([Discussion(article_id=number) for number in numbers], ignore_conflicts=True)
    list(Discussion.objects.select_for_update().filter(article__in=numbers).order_by("article").values_list("pk"))


def is_withheld(article_id: int) -> bool:
    """Nothing of it is shown then, and nothing of it changes. To rely on while it is locked."""
    return Discussion.objects.filter(article=article_id, withheld_at__isnull=False).exists()


def withheld(article_ids: Iterable[int]) -> set[int]:
    """Which of them are. To rely on while they are locked."""
    found = Discussion.objects.filter(article__in=set(article_ids), withheld_at__isnull=False)
    return set(found.values_list("pk", flat=True))


def check(article_ids: Iterable[int]) -> None:
    """Raises Withheld, if one of them is. They are locked."""
    if withheld(article_ids):
        raise Withheld


def changeable(comments: Iterable[Comment]) -> list[Comment]:
    """Those of no discussion that is withheld. All are locked."""
    comments = list(comments)
    resting = withheld(comment.article_id for comment in comments)
    return [comment for comment in comments if comment.article_id not in resting]


def apart(comments: CommentQuerySet) -> tuple[CommentQuerySet, CommentQuerySet]:
    """Those one may decide about, and those that rest in discussions that are withheld."""
    resting = Q(article__in=Discussion.objects.filter(withheld_at__isnull=False).values("pk"))
    return comments.exclude(resting), comments.filter(resting)


def bump(article_ids: Iterable[int]) -> None:
    """Readers see a change that no status tells: an edited text, a comment that was chosen, that all is closed."""
    if numbers := list(article_ids):
        Discussion.objects.filter(article__in=numbers).update(version=F("version") + 1)


def of(article: Article) -> Discussion:
    """Before anybody wrote there, one in which nothing is otherwise than elsewhere."""
    unsaid = Discussion(article=article, visible=0, version=0, mode="", mode_note="", closed_note="", withheld_note="")
    return Discussion.objects.filter(article=article).first() or unsaid


def differing(now: datetime) -> "QuerySet[Discussion]":
    """Those about which something was decided that still holds."""
    slow, moded = Q(slow_until__gt=now), ~Q(mode="")
    return Discussion.objects.filter(moded | slow | Q(closes_at__isnull=False) | Q(withheld_at__isnull=False))


def is_about(decision: Decision) -> bool:
    """Of a discussion itself, and of none of its comments."""
    return decision.comment_id is None and decision.user_id is None


def named(decisions: "QuerySet[Decision]") -> list[int]:
    """The articles of those that are about discussions and still there."""
    numbers = {each.article_id for each in decisions if is_about(each)}
    return list(Article.objects.filter(pk__in=[number for number in numbers if number]).values_list("pk", flat=True))


def values(discussion: Discussion, names: Iterable[str] = COLUMNS) -> Values:
    """As the log has them."""
    found = {name: getattr(discussion, name) for name in names}
    return {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in found.items()
    }


def is_as_left(decision: Decision) -> bool:
    """Nobody changed since what was decided. Whose name stands for it may be gone or merged with another."""
    there = Discussion.objects.filter(article=decision.article_id).first()
    names = decision.after.keys() - {"withheld_by_id"}
    return there is not None and values(there, names) == {name: decision.after[name] for name in names}


def put(article_id: int, wanted: Values) -> None:
    """As the log has them. Of a discussion that is locked."""
    times = {"closes_at", "slow_until", "withheld_at"}
    read = {name: parse_datetime(value) if name in times and value else value for name, value in wanted.items()}
    if "withheld_by_id" in wanted:  # unless their account is gone
        there = User.objects.filter(pk__in=[wanted["withheld_by_id"]])
        read["withheld_by_id"] = there.values_list("pk", flat=True).first()
    Discussion.objects.filter(article=article_id).update(**read, version=F("version") + 1)
