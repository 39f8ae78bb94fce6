"""Who is to hear of a comment that appeared: whoever it answers, and whom it mentions.

Whoever lets a comment appear holds the discussion and their own row, and must not wait for anybody else's. So they only
note that it appeared; the worker finds out whom it concerns, within a minute.
"""

import logging
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from comments import discussions, mail_choices, mentions, reaching
from comments.models import Appeared, Comment, Decision, Notice
from comments.models.comment import STEP

logger = logging.getLogger(__name__)

AT_A_TIME = 200
AGAIN_AFTER = timedelta(minutes=10)
# Old comments are approved in heaps, after an import or a long weekend: nobody waits for those answers any more.
FRESH = timedelta(days=14)
KEPT = timedelta(days=60)  # much longer than FRESH, or what was approved anew would be told anew


def appear(numbers: Iterable[int]) -> None:
    """With the change itself, in its transaction; also when an edited text may mention somebody else."""
    now = timezone.now()
    rows = [Appeared(comment_id=number, at=now) for number in sorted(set(numbers))]
    anew = ["at", "again_at"]
    Appeared.objects.bulk_create(rows, update_conflicts=True, update_fields=anew, unique_fields=["comment"])


def appear_by(decisions: Iterable[Decision]) -> None:
    """Those that were approved, or are again, and the answers to them that were kept back meanwhile.

    What guests wrote was imported, and is no news.
    """
    approved = Comment.Status.APPROVED
    numbers = {each.comment_id for each in decisions if each.comment_id and each.user_id and _status(each) == approved}
    if numbers:
        appear(numbers | _kept_back(reaching.CHANGED, comment__parent__in=numbers))


def appear_in(article_id: int, values: discussions.Values) -> None:
    """What was kept back while the discussion was withheld, once it no longer is: what was decided about it."""
    if "withheld_at" in values and values["withheld_at"] is None:
        appear(_kept_back(reaching.DISCUSSION, comment__article=article_id))


def _kept_back(why: str, **where: Any) -> set[int]:
    found = Notice.objects.filter(
        **where, dropped_for=why, sent_at=None, comment__created_at__gt=timezone.now() - FRESH
    )
    return set(found.values_list("comment", flat=True))


def _status(decision: Decision) -> str:
    return str(decision.after.get("status", ""))


def tell() -> None:
    """Of all that appeared. Done twice, it is there once."""
    is_time = Q(again_at=None) | Q(again_at__lte=timezone.now())
    while appeared := dict(Appeared.objects.filter(is_time).order_by("pk").values_list("pk", "at")[:AT_A_TIME]):
        try:
            _tell_of(appeared)
        except Exception as error:  # of one of them; its traceback may tell texts
            logger.warning("%s comments cannot be told of together (%s).", len(appeared), type(error).__name__)
            _tell_one_by_one(appeared)


def _tell_one_by_one(appeared: dict[int, datetime]) -> None:
    """What fails is set aside for a while: nobody else's news must wait for it."""
    for number, at in appeared.items():
        try:
            _tell_of({number: at})
        except Exception as error:  # as above
            logger.error("Nobody can be told of comment %s now (%s).", number, type(error).__name__)
            Appeared.objects.filter(pk=number, at=at).update(again_at=timezone.now() + AGAIN_AFTER)


def _tell_of(appeared: dict[int, datetime]) -> None:
    """People first, then discussions, as everyone locks them. What appeared anew meanwhile is for the next time."""
    planned = list(_planned(appeared))
    with transaction.atomic():
        there = _locked({notice.user_id for notice in planned})
        discussions.lock(Comment.objects.filter(pk__in=appeared).order_by().values_list("article", flat=True))
        rows = dict(Appeared.objects.filter(pk__in=appeared).values_list("pk", "at"))
        same = {number for number, at in rows.items() if at == appeared[number]}
        _make([notice for notice in planned if notice.user_id in there and notice.comment_id in same])
        Appeared.objects.filter(pk__in=same).delete()


def _locked(people: Collection[int]) -> set[int]:
    """In the order in which all lock who lock several. Whoever posts meanwhile waits, and holds no discussion yet."""
    found = User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    return set(found.values_list("pk", flat=True))


def _make(notices: list[Notice]) -> None:
    """What was dropped because a comment was gone is due again when it is back.

    What cannot be read for the time being is noted as dropped, to be found again when it can.
    """
    known = reaching.known(notices, timezone.now())
    for notice in notices:
        notice.dropped_for = reaching.refusal(notice, known)
    wanted = [notice for notice in notices if not notice.dropped_for]
    Notice.objects.bulk_create(
        [notice for notice in notices if notice.dropped_for in reaching.FOR_NOW], ignore_conflicts=True
    )
    Notice.objects.bulk_create(
        wanted, update_conflicts=True, update_fields=["due_at", "dropped_for"], unique_fields=["user", "comment"]
    )


def _planned(appeared: dict[int, datetime]) -> Iterator[Notice]:
    fresh = Comment.objects.visible().filter(user__isnull=False, created_at__gt=timezone.now() - FRESH)
    comments = list(fresh.filter(pk__in=appeared, kind=Comment.Kind.COMMENT).order_by("pk").select_related("parent"))
    mentioned = mentions.mentioned_in(comments)
    called = {comment.pk: _called(comment, mentioned[comment.pk]) for comment in comments}
    choices = mail_choices.of(number for kinds in called.values() for number in kinds)
    threads = _threads(comments)
    for comment in comments:
        for number, kind in called[comment.pk].items():
            due = mail_choices.due(choices[number], kind, appeared[comment.pk])
            thread = threads[comment.article_id, comment.path[:STEP]]
            yield Notice(user_id=number, comment=comment, thread_id=thread, kind=kind, due_at=due)


def _called(comment: Comment, mentioned: set[int]) -> dict[int, Notice.Kind]:
    """Whom it answers is told of an answer, also when they are mentioned. Nobody is told of what they wrote."""
    called = dict.fromkeys(mentioned, Notice.Kind.MENTION)
    if comment.parent and comment.parent.user_id:
        called[comment.parent.user_id] = Notice.Kind.REPLY
    return {number: kind for number, kind in called.items() if number != comment.user_id}


def _threads(comments: Collection[Comment]) -> dict[tuple[int, str], int]:
    """The numbers of the comments that they stand below, at the very top, by article and path."""
    articles, paths = {each.article_id for each in comments}, {each.path[:STEP] for each in comments}
    found = Comment.objects.filter(article__in=articles, path__in=paths, depth=0).order_by()
    return {(article, path): pk for article, path, pk in found.values_list("article", "path", "pk")}


def forget_old() -> None:
    """The job that runs each night."""
    Appeared.objects.filter(at__lt=timezone.now() - FRESH).delete()
    Notice.objects.filter(due_at__lt=timezone.now() - KEPT).delete()
