"""Warnings, suspensions, bans and appeals: who is told, who decides, and that all of it can be taken back exactly."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import appeals, decisions, moderation, sanctions
from comments.decisions import Act, Changed
from comments.models import Appeal, Comment, Decision, Sanction
from comments.sanctions import Kind, Refused
from tests.comments.said import say

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def rows() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in (Sanction, Appeal, Comment)]


def undo_last(by: User) -> list[Decision]:
    return decisions.undo(Decision.objects.latest("pk").bulk, by=by)


def test_a_ban_is_told_and_taken_back_exactly(reader: User, editor: User):
    reader.confirm_email()
    before = rows()
    made = sanctions.impose(reader, Kind.BAN, "Three times in a week.", by=editor)
    after = rows()
    assert "Three times in a week." in mail.outbox[-1].body
    reader.refresh_from_db()
    assert reader.is_active
    undo_last(editor)
    assert rows() == before
    undo_last(editor)
    assert rows() == after
    assert Sanction.objects.get() == made


def test_lifting_is_taken_back_exactly(reader: User, editor: User):
    until = timezone.now() + timedelta(days=3)
    made = sanctions.impose(reader, Kind.SUSPENSION, "Cool down.", by=editor, until=until)
    before = rows()
    sanctions.lift(made.pk, by=editor)
    with pytest.raises(Refused):
        sanctions.lift(made.pk, by=editor)
    undo_last(editor)
    assert rows() == before


def test_nobody_is_told_at_an_address_that_may_not_be_theirs(reader: User, editor: User):
    sanctions.impose(reader, Kind.WARNING, "Please.", by=editor)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("kind", "words", "days"), [(Kind.SUSPENSION, "Why.", None), (Kind.SUSPENSION, "Why.", -1), (Kind.BAN, " ", None)]
)
def test_what_makes_no_sense_is_refused(reader: User, editor: User, kind: Kind, words: str, days: int | None):
    until = timezone.now() + timedelta(days=days) if days else None
    with pytest.raises(Refused):
        sanctions.impose(reader, kind, words, by=editor, until=until)
    with pytest.raises(Refused):
        sanctions.impose(editor, Kind.BAN, "Why.", by=editor)
    assert not Decision.objects.exists()


def test_another_moderator_decides_an_appeal(article: Article, reader: User, editor: User, administrator: User):
    said = say(article, status=Status.PENDING, user=reader)
    moderation.put([said.pk], Status.REJECTED, Act(by=editor))
    appeal = appeals.against_comment(said, "It is true.", by=reader)
    with pytest.raises(Refused):
        appeals.against_comment(said, "Again.", by=reader)
    with pytest.raises(Refused, match="You decided first"):
        appeals.decide(appeal.pk, Appeal.Outcome.REVERSED, "Right.", by=editor)
    before = rows()
    appeals.decide(appeal.pk, Appeal.Outcome.REVERSED, "You are right.", by=administrator)
    assert Comment.objects.get().status == "approved"
    with pytest.raises(Refused):
        appeals.decide(appeal.pk, Appeal.Outcome.UPHELD, "No.", by=administrator)
    undo_last(administrator)
    assert rows() == before


def test_an_appeal_lifts_a_sanction(reader: User, editor: User, administrator: User):
    made = sanctions.impose(reader, Kind.BAN, "Why.", by=editor)
    act = Decision.objects.get().bulk
    appeal = appeals.against_sanction(made, "It was somebody else.", by=reader)
    with pytest.raises(Changed):  # the appeal would go with it
        decisions.undo(act, by=editor)
    appeals.decide(appeal.pk, Appeal.Outcome.REVERSED, "It was.", by=administrator)
    made.refresh_from_db()
    assert made.lifted_at


def test_nobody_appeals_for_others(article: Article, reader: User, editor: User):
    said = say(article, status=Status.REJECTED, user=reader)
    with pytest.raises(Refused):
        appeals.against_comment(said, "I disagree.", by=editor)
    Comment.objects.update(status=Status.APPROVED)
    with pytest.raises(Refused):
        appeals.against_comment(said, "I disagree.", by=reader)


def test_a_ban_is_done_again_after_its_comment_was_deleted(article: Article, reader: User, editor: User):
    said = say(article, user=reader)
    given = sanctions.impose(reader, Kind.BAN, "Enough.", by=editor, comment=said.pk)
    (undone,) = decisions.undo(Decision.objects.get(verb="ban").bulk, by=editor)
    moderation.delete([said], by=editor)
    decisions.undo(undone.bulk, by=editor)
    assert Sanction.objects.get(pk=given.pk).comment_id is None


def test_nobody_is_banned_again_who_is_gone(reader: User, editor: User):
    sanctions.impose(reader, Kind.BAN, "Enough.", by=editor)
    (undone,) = decisions.undo(Decision.objects.get(verb="ban").bulk, by=editor)
    reader.delete()
    with pytest.raises(Changed):
        decisions.undo(undone.bulk, by=editor)
    assert not Sanction.objects.exists()
