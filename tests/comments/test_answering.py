"""A moderator answers at the desk: with the approval, in one transaction, and undone with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import answering, claims, decisions, discussions, history, posting
from comments.models import Appeared, Comment, Decision, Discussion, Report
from tests.comments.ruled import ruled
from tests.comments.said import say
from tests.comments.test_decisions import state
from tests.conftest import account

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def moderator(db: None) -> User:
    return account("mo@example.org", "comments.change_comment", display_name="Mo", is_staff=True)


@pytest.fixture
def held(article: Article, reader: User) -> Comment:
    return say(article, "Where is the report?", status=Status.PENDING, queued_at=timezone.now(), user=reader)


def test_it_is_approved_and_answered(article: Article, held: Comment, moderator: User):
    ruled(mode="before", suspect_words="archive", most_links=0)
    made = answering.answer(held.pk, "In our *archive*: https://other.example/", by=moderator)
    held.refresh_from_db()
    assert (held.status, held.visible_replies) == ("approved", 1)
    assert (made.answer.is_visible, made.answer.parent_id, made.answer.user_id) == (True, held.pk, moderator.pk)
    assert "<em>archive</em>" in made.answer.body
    assert Discussion.objects.get().visible == 2
    rows = list(Decision.objects.order_by("pk").values_list("verb", "comment_id", "bulk"))
    assert rows == [("approve", held.pk, made.act.bulk), ("reply", made.answer.pk, made.act.bulk)]
    assert set(Appeared.objects.values_list("comment", flat=True)) == {held.pk, made.answer.pk}  # mails follow
    assert history.of(moderator) == (0, 0)  # nobody approved that


def test_both_are_undone_and_done_again(article: Article, held: Comment, moderator: User):
    ruled()
    before = state()
    made = answering.answer(held.pk, "In our archive.", by=moderator)
    after = state()
    undone = decisions.undo(made.act.bulk, by=moderator)
    rows = [row for row in state()[0] if row["id"] != made.answer.pk]
    assert rows == before[0]
    assert Comment.objects.get(pk=made.answer.pk).status == Status.WITHDRAWN
    assert Discussion.objects.get().visible == 0
    decisions.undo(undone[0].bulk, by=moderator)
    assert state() == after
    decisions.undo(Decision.objects.latest("pk").bulk, by=moderator)
    again = answering.answer(held.pk, "In our archive.", by=moderator)
    assert again.answer.is_visible
    assert again.answer.pk != made.answer.pk


def test_nothing_is_approved_where_the_answer_is_refused(article: Article, held: Comment, moderator: User):
    ruled(banned_words="idiot")
    before = state()
    discussions.lock([article.pk])
    for fields in ({"closes_at": timezone.now()}, {"withheld_at": timezone.now()}):
        Discussion.objects.update(**fields)
        with pytest.raises(posting.Refused):
            answering.answer(held.pk, "Here.", by=moderator)
        Discussion.objects.update(**dict.fromkeys(fields))
    for text in ("", "x" * (posting.LONGEST + 1), "Ask the idiot."):
        with pytest.raises(posting.Refused):
            answering.answer(held.pk, text, by=moderator)
    assert (state(), Decision.objects.count()) == (before, 0)


def test_a_slow_discussion_slows_no_moderator(article: Article, held: Comment, moderator: User):
    ruled()
    discussions.lock([article.pk])
    Discussion.objects.update(slow_seconds=600, slow_until=timezone.now() + timedelta(hours=1))
    for words in ("One.", "Two."):
        assert answering.answer(held.pk, words, by=moderator).answer.is_visible


def test_who_was_faster_is_left_alone(article: Article, held: Comment, moderator: User, editor: User):
    ruled()
    claims.take(held.pk, by=editor)
    with pytest.raises(posting.Refused, match="Left alone"):
        answering.answer(held.pk, "Here.", by=moderator)
    claims.take(0, by=editor)
    with pytest.raises(posting.Refused, match="Left alone"):
        answering.answer(held.pk, "Here.", by=moderator, seen="approved")
    assert not Decision.objects.exists()
    assert Comment.objects.count() == 1


def test_what_is_reported_can_be_answered_and_stays_reported(article: Article, moderator: User, reporter: User):
    ruled()
    said = say(article, "Is it?", report_weight=1.0)
    Report.objects.create(comment=said, user=reporter, reason="false")
    assert answering.answer(said.pk, "It is.", by=moderator, approves=False).answer.is_visible
    assert (Report.objects.get().outcome, Comment.objects.get(pk=said.pk).report_weight) == ("", 1.0)
    answering.answer(said.pk, "It is indeed.", by=moderator)
    assert Report.objects.get().outcome == "dismissed"


def test_what_nobody_can_read_is_not_answered(article: Article, held: Comment, moderator: User):
    ruled()
    gone = say(article, status=Status.WITHDRAWN)
    for number, approves in ((held.pk, False), (gone.pk, True), (0, True)):
        with pytest.raises(posting.Refused, match="no longer here"):
            answering.answer(number, "Here.", by=moderator, approves=approves)
    assert not Decision.objects.exists()


def test_only_moderators_with_a_name(article: Article, held: Comment, reporter: User, moderator: User):
    ruled()
    with pytest.raises(PermissionDenied):
        answering.answer(held.pk, "Here.", by=reporter)
    moderator.display_name = ""
    with pytest.raises(posting.Refused, match="public name"):
        answering.answer(held.pk, "Here.", by=moderator)


def test_moderators_may_answer_as_quickly_as_they_can(article: Article, moderator: User, reader: User):
    ruled(per_reader=2, per_network=2)
    asked = [say(article, f"Question {number}?", user=reader) for number in range(4)]
    for number, comment in enumerate(asked):
        answering.answer(comment.pk, f"Answer {number}.", by=moderator, ip="192.0.2.7", approves=number % 2 == 0)
    assert Comment.objects.filter(user=moderator).count() == 4
