"""How often moderators decide the same, and what so small numbers are worth."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import agreement, decisions
from comments.models import Comment, Decision, Reason, SecondReview
from tests.comments.said import say
from tests.conftest import account

NOW = timezone.now()


@pytest.fixture
def comment(published: Callable[..., Article]) -> Comment:
    return say(published())


def judged(comment: Comment, by: User, verb: str, verdict: str, rules: tuple[str, ...] = (), **fields: Any) -> Any:
    reason = fields.pop("reason", None)
    about = {"comment_id": comment.pk, "article_id": comment.article_id, "bulk": uuid4(), "after": {}}
    decision = Decision.objects.create(verb=verb, by_id=by.pk, reason_id=reason, **about)
    at = fields.pop("at", NOW)
    return SecondReview.objects.create(decision=decision, comment=comment, verdict=verdict, at=at, rules=list(rules))


def lines(rows: list[agreement.Agreement]) -> list[tuple[str, int, int]]:
    return [(str(each.name), each.same, each.count) for each in rows]


def test_by_moderator_decision_rule_and_reason(comment: Comment, editor: User, reader: User):
    insulting = Reason.objects.get(name="Insulting")
    for verdict in ("reject", "reject", "approve"):
        judged(comment, editor, "reject", verdict, ("links", "suspect_words"), reason=insulting.pk)
    judged(comment, reader, "approve", "approve")
    judged(comment, reader, "approve", "spam", at=NOW - agreement.LAST)
    judged(comment, reader, "approve", "")
    SecondReview.objects.filter(verdict="").update(at=None)
    found = agreement.figures()
    assert (found.total.same, found.total.count, found.is_capped) == (3, 4, False)
    assert lines(found.moderators) == [(editor.public_name, 2, 3), (reader.public_name, 1, 1)]
    assert lines(found.verbs) == [("rejected", 2, 3), ("approved", 1, 1)]
    assert lines(found.rules) == [("Many links", 2, 3), ("Suspect words", 2, 3), ("Not held", 1, 1)]
    assert lines(found.reasons) == [("Insulting", 2, 3)]
    assert lines(agreement.figures(reader).moderators) == [(reader.public_name, 1, 1)]
    assert [each.verdict for each in agreement.disagreements()] == ["approve"]


def test_what_was_undone_counts_not_and_redone_it_counts_again(comment: Comment, editor: User):
    review = judged(comment, editor, "spam", "spam")
    undone = decisions.undo(review.decision.bulk, by=editor)
    assert agreement.figures().total.count == 0
    decisions.undo(undone[0].bulk, by=editor)
    assert agreement.figures().total.count == 1


def test_small_numbers_say_nothing():
    assert not agreement.Agreement("", 19, 19).says_enough
    assert agreement.Agreement("", 18, 20).says_enough
    assert agreement.Agreement("", 0, 0).range == (0, 100)


@pytest.mark.parametrize(
    ("same", "count", "low", "high"),
    # By the formula of the score interval at 95 %.
    [(18, 20, 0.6990, 0.9721), (20, 20, 0.8389, 1.0), (0, 20, 0.0, 0.1611), (950, 1000, 0.9347, 0.9619)],
)
def test_the_range_is_wilsons(same: int, count: int, low: float, high: float):
    assert agreement.wilson(same, count) == pytest.approx((low, high), abs=0.0001)


def test_the_same_number_of_queries_however_many_there_are(comment: Comment, editor: User):
    counts = []
    for many in (1, 30):
        for number in range(many):
            person = account(f"{many}_{number}@example.org")
            judged(comment, person, "spam", "approve", at=NOW - timedelta(minutes=number))
        with CaptureQueriesContext(connection) as asked:
            agreement.figures()
        counts.append(len(asked))
    assert counts == [3, 3]
