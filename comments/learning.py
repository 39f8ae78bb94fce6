"""Learns every night from what moderators decided, and keeps at hand what was learnt."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db.models import QuerySet

from articles import body
from comments import likeness
from comments.models import Comment, Decision, Learnt
from comments.models.decision import WITH_PARENT

MOST = 10_000  # decisions, the newest
AT_A_TIME = 500
KEPT = 3  # rows: what somebody erased must not be remembered for long
Verb = Decision.Verb
REFUSING = {Verb.REJECT, Verb.SPAM}


class Decided(NamedTuple):
    comment: Comment
    is_refused: bool
    at: datetime


def learn() -> Learnt | None:
    """From people's decisions. None while there are too few."""
    texts: dict[bool, list[str]] = {True: [], False: []}
    for decided in decisions(most=MOST):
        texts[decided.is_refused].append(body.plain_text(decided.comment.body))
    if min(map(len, texts.values())) < likeness.ENOUGH:
        return None
    made = Learnt.objects.create(weights=likeness.learn(texts[True], texts[False]).as_json())
    kept = list(Learnt.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT])
    Learnt.objects.exclude(pk__in=kept).delete()
    return made


def newest() -> likeness.Learnt | None:
    """What counts. Read once by each process, not once a comment: it is as long as a book."""
    row = Learnt.objects.order_by("-pk").values_list("pk", "made_at").first()
    return _read(*row) if row else None


def decisions(*, most: int, since: datetime | None = None) -> Iterator[Decided]:
    """What people decided, newest first: of each comment the last, and what nobody took back. Not of empty ones."""
    found = Decision.objects.filter(
        by_id__isnull=False, comment_id__isnull=False, undone_by=None, verb__in=[Verb.APPROVE, *REFUSING]
    ).exclude(rule=WITH_PARENT)
    if since:
        found = found.filter(at__gt=since)
    seen: dict[int, tuple[str, datetime]] = {}
    for number, verb, at in found.order_by("-pk").values_list("comment_id", "verb", "at")[:most]:
        seen.setdefault(number or 0, (verb, at))
    numbers = list(seen)
    for start in range(0, len(numbers), AT_A_TIME):
        comments = _with_text(numbers[start : start + AT_A_TIME])
        for comment in sorted(comments, key=lambda each: numbers.index(each.pk, start)):
            verb, at = seen[comment.pk]
            yield Decided(comment, verb in REFUSING, at)


def _with_text(numbers: list[int]) -> "QuerySet[Comment]":
    found = Comment.objects.filter(pk__in=numbers).exclude(body="").select_related("user").order_by()
    return found.only("article_id", "body", "created_at", "user__date_joined")


@lru_cache(maxsize=2)
def _read(pk: int, made_at: datetime) -> likeness.Learnt:
    return likeness.Learnt.from_json(Learnt.objects.values_list("weights", flat=True).get(pk=pk))
