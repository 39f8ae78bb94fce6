"""Two accounts become one: what moderators know of either holds for the one that stays."""

from collections.abc import Callable

import pytest

from accounts import merging
from accounts.models import User
from articles.models import Article
from comments import history, moderation
from comments import merging as moving
from comments.decisions import Act
from comments.models import Comment, MailChoice, ReaderMode
from tests.comments.said import say
from tests.conftest import account


@pytest.fixture
def away(db: None) -> User:
    return account("other@example.org", display_name="Other")


def merge(away: User, into: User) -> None:
    planned = merging.planned(away, into)
    for mover in moving.MOVERS:
        mover.move(planned)


def test_a_bad_history_stays_with_the_person(published: Callable[..., Article], away: User, reader: User, editor: User):
    article = published()
    for number in range(4):
        moderation.put([say(article, str(number), user=away).pk], Comment.Status.REJECTED, Act(by=editor))
    moderation.put([say(article, user=reader, status="pending").pk], Comment.Status.APPROVED, Act(by=editor))
    assert (history.of(away), history.of(reader)) == ((0, 4), (1, 0))
    merge(away, reader)
    assert (history.of(away), history.of(reader)) == ((0, 0), (1, 4))
    assert history.of(reader).is_bad


@pytest.mark.parametrize(
    ("theirs", "mine", "kept"),
    [
        ("before", "first", "before theirs"),
        ("first", "before", "before mine"),
        ("before", "before", "before mine"),
        ("first", "", "first theirs"),
        ("", "after", "after mine"),
        ("", "", ""),
    ],
)
def test_the_stricter_mode_is_kept(away: User, reader: User, theirs: str, mine: str, kept: str):
    for user, mode, note in ((away, theirs, "theirs"), (reader, mine, "mine")):
        if mode:
            ReaderMode.objects.create(user=user, mode=mode, note=note)
    merge(away, reader)
    assert [f"{row.mode} {row.note}" for row in ReaderMode.objects.filter(user=reader)] == ([kept] if kept else [])
    assert not ReaderMode.objects.filter(user=away).exists()


@pytest.mark.parametrize(
    ("theirs", "mine", "kept"), [("never", "digest", "digest"), ("never", "", "never"), ("", "", "")]
)
def test_the_choice_of_mail_is_that_of_the_account_that_stays(
    away: User, reader: User, theirs: str, mine: str, kept: str
):
    for user, replies in ((away, theirs), (reader, mine)):
        if replies:
            MailChoice.objects.create(user=user, replies=replies)
    merge(away, reader)
    assert [row.replies for row in MailChoice.objects.filter(user=reader)] == ([kept] if kept else [])
