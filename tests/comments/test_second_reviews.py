"""Which decisions are offered to another moderator, to whom, how often, and what drops them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import deciding, decisions, editing, moderation, removing, second_reviews
from comments.decisions import Act
from comments.models import Comment, Decision, Discussion, Reason, Report, SecondReview
from tests.comments.ruled import ruled
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
Verb = Decision.Verb


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def first(db: None) -> User:
    return account("first@example.org", display_name="First", is_staff=True)


@pytest.fixture
def second(db: None) -> User:
    return account("second@example.org", display_name="Second", is_staff=True)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reviews, "chance", lambda: 0.0)


def drawn(monkeypatch: pytest.MonkeyPatch, *numbers: float) -> None:
    found: Iterator[float] = cycle(numbers)
    monkeypatch.setattr(second_reviews, "chance", lambda: next(found))


def waiting(article: Article, count: int = 1, **fields: object) -> list[int]:
    return [say(article, f"Number {n}.", status=Status.PENDING, **fields).pk for n in range(count)]


def decided(article: Article, by: User, status: Comment.Status = Status.APPROVED, **fields: object) -> Comment:
    numbers = waiting(article, **fields)
    moderation.put(numbers, status, Act(by=by))
    return Comment.objects.get(pk=numbers[0])


def test_two_of_a_hundred_of_a_bulk_act_and_none_of_rules(
    article: Article, first: User, monkeypatch: pytest.MonkeyPatch
):
    drawn(monkeypatch, *[0.02] * 49, 0.0199)
    numbers = waiting(article, 100)
    deciding.carry_out(numbers, deciding.Wish(Verb.SPAM), Act(by=first))
    assert list(SecondReview.objects.order_by("pk").values_list("comment", flat=True)) == [numbers[49], numbers[99]]
    moderation.put(numbers, Status.APPROVED, Act(by=None, rule="x"))
    assert SecondReview.objects.count() == 2


def test_the_share_is_a_rule(article: Article, first: User, monkeypatch: pytest.MonkeyPatch):
    drawn(monkeypatch, 0.5)
    ruled(second_reviews=51)
    decided(article, first)
    ruled(second_reviews=0)
    drawn(monkeypatch, 0.0)
    decided(article, first)
    assert SecondReview.objects.count() == 1


def test_drawing_asks_once_however_many_there_are(article: Article, first: User, always: None):
    counts = []
    for many in (1, 40):
        numbers = waiting(article, many)
        with CaptureQueriesContext(connection) as asked:
            moderation.put(numbers, Status.SPAM, Act(by=first))
        counts.append(sum("secondreview" in query["sql"] for query in asked))
    assert counts == [1, 1]
    assert SecondReview.objects.count() == 41


def test_what_is_no_judgement_is_not_drawn(article: Article, first: User, always: None):
    above = say(article)
    say(article, parent=above)
    act = Act(by=first)
    removing.put([above.pk], Status.PENDING, removing.Replies.HIDE, act)
    deciding.carry_out([say(article).pk], deciding.Wish(Verb.FEATURE, "Why."), act)
    assert not SecondReview.objects.exists()
    removing.put([say(article).pk], Status.REJECTED, removing.Replies.KEEP, act)
    assert [each.decision.verb for each in SecondReview.objects.all()] == ["reject"]


def test_offered_to_another_than_decided_wrote_or_reported(
    article: Article, first: User, second: User, reader: User, always: None
):
    comment = decided(article, first, user=reader, held_for=[{"rule": "links", "words": "evil.example"}] * 2)
    review = SecondReview.objects.get()
    assert review.rules == ["links"]
    assert [list(second_reviews.offered(each)) for each in (first, reader, second)] == [[], [], [review]]
    Report.objects.create(comment=comment, user=second, reason="spam")
    assert not second_reviews.offered(second).exists()
    Report.objects.all().delete()
    moderation.put([comment.pk], Status.SPAM, Act(by=second))
    assert not second_reviews.offered(second).exists()


def test_a_verdict_changes_nothing_and_is_given_once(article: Article, first: User, second: User, always: None):
    comment = decided(article, first)
    before = Comment.objects.filter(pk=comment.pk).values().get()
    version = Discussion.objects.get().version
    (number,) = SecondReview.objects.values_list("pk", flat=True)
    third = account("third@example.org", is_staff=True)
    reason = Reason.objects.first()
    assert second_reviews.give([number, number, 0], Verb.REJECT, reason, by=first) == []
    assert second_reviews.give([number, number, 0], Verb.REJECT, reason, by=second) == [number]
    assert second_reviews.give([number], Verb.APPROVE, by=third) == []
    review = SecondReview.objects.get()
    assert (review.by, review.verdict, review.reason) == (second, "reject", reason)
    assert review.at
    assert Comment.objects.filter(pk=comment.pk).values().get() == before
    assert Discussion.objects.get().version == version
    assert Decision.objects.count() == 1


def test_two_who_look_at_once_do_not_collide(article: Article, first: User, second: User, always: None):
    decided(article, first)
    decided(article, first)
    one, two = SecondReview.objects.order_by("pk").values_list("pk", flat=True)
    third = account("third@example.org", is_staff=True)
    assert second_reviews.claim(one, by=second) is None
    assert second_reviews.claim(one, by=third) == second
    assert [each.pk for each in second_reviews.offered(third)] == [two]
    assert second_reviews.give([one], Verb.SPAM, by=third) == []
    assert second_reviews.claim(two, by=second) is None  # looks at nothing else any more
    assert second_reviews.claim(one, by=third) is None
    SecondReview.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert second_reviews.give([one], Verb.SPAM, by=second) == [one]


def test_taking_a_verdict_back_at_once_and_no_later(article: Article, first: User, second: User, always: None):
    decided(article, first)
    (number,) = SecondReview.objects.values_list("pk", flat=True)
    second_reviews.give([number], Verb.SPAM, by=second)
    assert second_reviews.last_of(second) == [number]
    assert second_reviews.take_back([number], by=first) == []
    assert second_reviews.take_back([number], by=second) == [number]
    assert SecondReview.objects.filter(verdict="", by=None, at=None, reason=None).exists()
    second_reviews.give([number], Verb.APPROVE, by=second)
    SecondReview.objects.update(at=timezone.now() - second_reviews.MISTAKEN)
    assert second_reviews.last_of(second) == second_reviews.take_back([number], by=second) == []


def test_undone_removed_changed_withheld_or_old_it_is_dropped(
    article: Article, first: User, second: User, reader: User, always: None
):
    act = Act(by=first)
    moderation.put(waiting(article), Status.SPAM, act)
    decisions.undo(act.bulk, by=first)
    assert not SecondReview.objects.exists()
    removed, edited = (decided(article, first, user=reader, created_at=timezone.now()) for _ in range(2))
    editing.remove(removed.pk, by=reader)
    ruled()
    editing.edit(edited.pk, "Something else altogether.", by=reader)
    by_hand = decided(article, first)
    moderation.edited(by_hand, ["body"], by=second)
    gone = decided(article, first)
    moderation.delete([gone], by=second)
    assert not second_reviews.offered(second).exists()
    decided(article, first)
    assert second_reviews.offered(second).exists()
    Discussion.objects.update(withheld_at=timezone.now())
    assert not second_reviews.offered(second).exists()
    Discussion.objects.update(withheld_at=None)
    SecondReview.objects.update(asked_at=timezone.now() - second_reviews.OFFERED)
    assert not second_reviews.offered(second).exists()
    second_reviews.forget_old()
    assert not SecondReview.objects.exists()


def test_a_verdict_outlives_the_undoing(article: Article, first: User, second: User, always: None):
    act = Act(by=first)
    moderation.put(waiting(article), Status.SPAM, act)
    second_reviews.give([SecondReview.objects.get().pk], Verb.SPAM, by=second)
    decisions.undo(act.bulk, by=first)
    assert SecondReview.objects.get().verdict == "spam"
