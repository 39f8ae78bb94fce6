"""Whom a comment concerned while its discussion was withheld, or what it answers was gone, is told once it is back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import decisions, moderation, notices, steering
from comments.decisions import Act
from comments.models import Appeared, Comment, Notice
from tests.comments.noticed import HOUR, MINUTE, hear, member
from tests.comments.ruled import posted, ruled
from tests.comments.said import say
from tests.comments.test_notices import NOON
from tests.conftest import account

Status = Comment.Status


@pytest.fixture(autouse=True)
def clock(time_machine: Any) -> Any:
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def said(published: Callable[..., Article]) -> Comment:
    ruled(per_reader=1000, per_article=1000)
    return say(published(), user=member("Ann"))


@pytest.fixture
def moderator(db: None) -> User:
    return account("mo@example.org", "comments.change_comment", display_name="Mo", is_staff=True)


@pytest.fixture
def reply(said: Comment) -> Comment:
    return posted(said.article, "Not so.", member("Ben"), reply_to=said)


def restored(reply: Comment, by: User) -> Callable[[], Any]:
    steering.withhold(reply.article_id, "", act=steering.Act(by))
    return lambda: steering.restore(reply.article_id, act=steering.Act(by))


def withholding_undone(reply: Comment, by: User) -> Callable[[], Any]:
    made = steering.withhold(reply.article_id, "", act=steering.Act(by))
    assert made
    return lambda: decisions.undo(made.bulk, by=by)


def answered_again(reply: Comment, by: User) -> Callable[[], Any]:
    moderation.put([reply.parent_id or 0], Status.PENDING, Act(by=by))
    return lambda: moderation.put([reply.parent_id or 0], Status.APPROVED, Act(by=by))


def holding_undone(reply: Comment, by: User) -> Callable[[], Any]:
    (made,) = moderation.put([reply.parent_id or 0], Status.PENDING, Act(by=by))
    return lambda: decisions.undo(made.bulk, by=by)


@pytest.mark.parametrize("was_told", [True, False])
@pytest.mark.parametrize("go", [restored, withholding_undone, answered_again, holding_undone])
def test_it_is_mailed_once_when_it_is_back(reply: Comment, moderator: User, clock: Any, go: Any, was_told: bool):
    if was_told:
        assert hear(clock, MINUTE) == []
    back = go(reply, moderator)
    assert hear(clock, HOUR) == []
    assert Notice.objects.get().dropped_for in ("discussion", "changed")
    back()
    (sent,) = hear(clock)
    assert "> Not so." in sent.body
    assert hear(clock, 2 * HOUR) == []
    back = go(reply, moderator)
    hear(clock)
    back()
    assert hear(clock, 2 * HOUR) == []  # it was mailed already


def test_what_is_old_by_then_is_told_to_nobody(reply: Comment, moderator: User, clock: Any):
    back = restored(reply, moderator)
    hear(clock)
    clock.shift(timedelta(days=15))
    back()
    assert not Appeared.objects.exists()
    assert hear(clock) == []


def test_a_hundred_cost_as_many_statements_as_one(said: Comment, moderator: User, clock: Any):
    ben, counts = member("Ben"), []
    for many in (1, 100):
        for _each in range(many):
            made = say(said.article, "Not so.", said, user=ben, created_at=timezone.now())
            notices.appear([made.pk])
        back = restored(made, moderator)
        hear(clock)
        with CaptureQueriesContext(connection) as asked:
            back()
        counts.append(len(asked))
        assert Appeared.objects.count() >= many
        Appeared.objects.all().delete()
    assert counts[0] == counts[1]
