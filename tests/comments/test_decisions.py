"""What was decided can be taken back exactly, and is never without a row that says who and why."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import decisions, moderation
from comments.decisions import Act, Changed
from comments.models import Comment, Decision, Discussion, Reason
from tests.comments.said import say

Status = Comment.Status
Verb = Decision.Verb


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def state() -> list[Any]:
    """Everything but the versions, which only grow, and the rows of discussions that nobody sees anything of."""
    return [
        list(Comment.objects.order_by("pk").values()),
        list(Discussion.objects.filter(visible__gt=0).order_by("pk").values("article", "visible")),
    ]


def test_a_decision_says_what_why_and_by_which_rule(article: Article, editor: User, reader: User):
    said = say(article, status=Status.PENDING, user=reader, queued_at=timezone.now())
    reason = Reason.objects.get(name="Insulting")
    (made,) = moderation.put(
        [said.pk], Status.REJECTED, Act(by=editor, reason=reason, rule="word:fool", rules_version=3)
    )
    made.refresh_from_db()
    assert (made.verb, made.by_id, made.user_id, made.comment_id) == ("reject", editor.pk, reader.pk, said.pk)
    assert (made.words, made.rule, made.rules_version) == (reason.words, "word:fool", 3)
    assert (made.before["status"], made.after["status"]) == ("pending", "rejected")


def test_undone_it_is_as_it_was_to_the_microsecond(article: Article, editor: User):
    said = [say(article, status=Status.PENDING, queued_at=timezone.now(), report_weight=1.5) for _ in range(3)]
    before = state()
    act = Act(by=editor)
    moderation.put([each.pk for each in said], Status.SPAM, act)
    assert state() != before
    decisions.undo(act.bulk, by=editor)
    assert state() == before
    assert Decision.objects.filter(verb=Verb.UNDO, undoes__bulk=act.bulk).count() == 3
    assert decisions.undo(act.bulk, by=editor) == []


def test_an_undoing_can_be_undone(article: Article, editor: User):
    say(article)
    act = Act(by=editor)
    moderation.put(Comment.objects.values_list("pk", flat=True), Status.REJECTED, act)
    after = state()
    (undone,) = decisions.undo(act.bulk, by=editor)
    decisions.undo(undone.bulk, by=editor)
    assert state() == after


def test_a_later_decision_is_not_overwritten(article: Article, editor: User):
    one, two = say(article), say(article)
    act = Act(by=editor)
    moderation.put([one.pk, two.pk], Status.REJECTED, act)
    moderation.put([two.pk], Status.APPROVED, Act(by=editor))
    before = state()
    with pytest.raises(Changed) as raised:
        decisions.undo(act.bulk, by=editor)
    assert raised.value.numbers == [two.pk]
    assert state() == before


def test_what_its_author_removed_stays_removed(article: Article, editor: User):
    said = say(article, status=Status.WITHDRAWN)
    assert moderation.put([said.pk], Status.APPROVED, Act(by=editor)) == []


def test_columns_that_no_decision_changes(article: Article):
    with pytest.raises(ValueError, match="body"):
        decisions.change([(say(article), {"body": ""})], Verb.APPROVE, Act(by=None))


@pytest.mark.parametrize("statement", ["UPDATE comments_decision SET words = 'x'", "DELETE FROM comments_decision"])
def test_the_log_only_grows(article: Article, editor: User, statement: str):
    say(article)
    moderation.decide(Comment.objects.all(), Status.SPAM, by=editor)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Decision.objects.filter(words="").count() == 1


@pytest.mark.parametrize("seed", range(20))
def test_random_acts_undone_leave_no_trace(article: Article, editor: User, seed: int):
    rng = Random(seed)  # noqa: S311  # the same every time
    said: list[Comment] = []
    for _ in range(8):
        said.append(say(article, parent=rng.choice([None, *said]), status=rng.choice(Status.values)))
    before, acts = state(), []
    for _ in range(10):
        acts.append(Act(by=editor))
        some = [each.pk for each in rng.sample(said, rng.randint(1, 5))]
        moderation.put(some, rng.choice(list(moderation.VERBS)), acts[-1])
    for act in reversed(acts):
        decisions.undo(act.bulk, by=editor)
    assert state() == before
