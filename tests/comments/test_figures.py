"""What happens in the discussions is counted once, in its month, and agrees with the log."""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import erasure
from accounts.models import User
from articles.models import Article
from comments import appeals, decisions, editing, figures, moderation, removing, reporting, sanctions, second_reviews
from comments.decisions import Act
from comments.models import Appeal, Comment, Decision, MonthlyFigures, Reason, SecondReview
from tests.comments.ruled import decided, posted, ruled
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
NOON = datetime(2026, 10, 20, 16, tzinfo=UTC)


@pytest.fixture
def clock(time_machine: Any) -> Any:
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def _no_machine_is_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "time", SimpleNamespace(monotonic=itertools.count(step=0.05).__next__))


@pytest.fixture
def article(clock: Any, published: Callable[..., Article]) -> Article:
    return published()


def counted() -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in MonthlyFigures.objects.all():
        found += Counter(row.counts)
    return dict(found)


def later(clock: Any, **by: float) -> None:
    clock.move_to(timezone.now() + timedelta(**by), tick=False)


def test_a_day_at_the_desk(clock: Any, article: Article, reader: User, editor: User, monkeypatch: pytest.MonkeyPatch):
    other, third = account("other@example.org", is_staff=True), account("third@example.org")
    ruled(mode="after", suspect_words="fool")
    insulting = Reason.objects.get(name="Insulting")
    fine, gone = (posted(article, text, reader) for text in ("A fine day to vote.", "I take it back."))
    held = posted(article, "You fool.", third)
    reporting.report(fine.pk, "insult", by=third)
    editing.remove(gone.pk, by=reader)
    later(clock, minutes=50)
    monkeypatch.setattr(second_reviews, "chance", lambda: 0.0)
    moderation.put([held.pk], Status.REJECTED, Act(by=editor, reason=insulting))
    review = SecondReview.objects.get()
    monkeypatch.setattr(second_reviews, "chance", lambda: 1.0)
    second_reviews.give([review.pk], Decision.Verb.REJECT, by=other)
    mistake = Act(by=editor)
    moderation.put([fine.pk], Status.SPAM, mistake)
    decisions.undo(mistake.bulk, by=editor)
    moderation.put([fine.pk], Status.REJECTED, Act(by=editor, words="In my own words."))
    number = appeals.against_comment(fine, "No.", by=reader).pk
    appeals.decide(number, Appeal.Outcome.REVERSED, "You are right.", by=other)
    sanctions.impose(third, sanctions.Kind.WARNING, "Careful.", by=editor)
    above = say(article, created_at=NOON)
    say(article, parent=above, created_at=NOON)
    removing.put([above.pk], Status.REJECTED, removing.Replies.HIDE, Act(by=editor))
    later(clock, minutes=16)
    figures.count_up()
    assert counted() == {
        "received": 3,
        "held": 1,
        "removed": 1,
        "by_rules:hold": 1,
        "by_people:reject": 3,
        "by_people:spam": 1,
        "by_people:approve": 1,
        "with_parent": 1,
        "taken_back": 1,
        "reasons:" + str(insulting.pk): 1,
        "waits:3000": 1,
        "reports:insult": 1,
        "upheld:insult": 1,
        "report_waits:3000": 1,
        "appeals": 1,
        "appeals_decided:reversed": 1,
        "sanctions:warn": 1,
        "reviews:same": 1,
    }


def at(moment: datetime, verb: str = "spam", by: int | None = 1) -> None:
    about = {"comment_id": 1, "article_id": 1, "bulk": uuid4(), "before": {}, "after": {}}
    Decision.objects.create(at=moment, verb=verb, by_id=by, **about)


def test_each_month_by_the_publications_clock(clock: Any, db: None, settings: Any):
    settings.TIME_ZONE = "America/New_York"
    at(datetime(2026, 10, 1, 3, 59, 59, 999_999, tzinfo=UTC))
    at(datetime(2026, 10, 1, 4, tzinfo=UTC))
    at(NOON - figures.LAG)
    figures.count_up()
    rows = {row.month: row.counts for row in MonthlyFigures.objects.exclude(counts={})}
    assert rows == {date(2026, 9, 1): {"by_people:spam": 1}, date(2026, 10, 1): {"by_people:spam": 1}}
    assert MonthlyFigures.objects.order_by("month").first().month == date(2025, 10, 1)  # type: ignore[union-attr]  # made above
    later(clock, minutes=1)
    figures.count_up()
    assert counted() == {"by_people:spam": 3}


def test_however_often_it_runs_nothing_is_counted_twice_or_left_out(clock: Any, db: None):
    rng = Random(5)  # noqa: S311  # the same every time
    verbs = ["approve", "reject", "spam", "return", "hold", "warn", "ban"]
    wanted: Counter[str] = Counter()
    for _ in range(60):
        later(clock, hours=rng.choice([0.01, 0.2, 5, 30]))
        for _ in range(rng.randrange(4)):
            verb, by = rng.choice(verbs), rng.choice([None, 1])
            at(timezone.now(), verb, by)
            is_sanction = verb in {"warn", "ban"}
            wanted[f"sanctions:{verb}" if is_sanction else f"by_{'people' if by else 'rules'}:{verb}"] += 1
        for _ in range(rng.randrange(3)):
            figures.count_up()
    later(clock, minutes=16)
    figures.count_up()
    figures.count_up()
    assert counted() == dict(wanted)
    assert MonthlyFigures.objects.count() > 13


@pytest.fixture
def ends(clock: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Of the stretches that are counted, each of which takes a second."""
    ends: list[datetime] = []
    count = figures.count

    def slowly(start: datetime, end: datetime) -> figures.Counts:
        assert len(ends) < 1000
        ends.append(end)
        later(clock, seconds=1)
        return count(start, end)

    monkeypatch.setattr(figures, "count", slowly)
    return ends


YEAR = 365 + 20  # days and the rest of the last, from the beginning of October to NOON


def test_it_ends_although_time_goes_on(ends: list[datetime]):
    figures.count_up()
    assert len(ends) == YEAR
    assert ends[-1] == NOON - figures.LAG
    figures.count_up()
    assert ends[YEAR:] == [NOON - figures.LAG + timedelta(seconds=YEAR)]


def test_what_there_is_no_time_for_waits_for_the_next_time(ends: list[datetime], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(figures, "time", SimpleNamespace(monotonic=itertools.count().__next__))
    for runs in (1, 2, 3):
        figures.count_up()
        assert len(ends) == runs * figures.SLICE
    assert ends == [ends[0] + timedelta(days=day) for day in range(len(ends))]


def test_two_at_once_count_once(clock: Any, db: None, monkeypatch: pytest.MonkeyPatch):
    at(NOON - timedelta(hours=1))
    count, is_first = figures.count, [True]

    def overtaken(start: datetime, end: datetime) -> figures.Counts:
        if is_first and start < NOON - timedelta(hours=1) < end:
            is_first.clear()
            figures.count_up()
        return count(start, end)

    monkeypatch.setattr(figures, "count", overtaken)
    figures.count_up()
    assert is_first == []
    assert counted() == {"by_people:spam": 1}


def test_a_clock_that_is_set_to_another_zone(clock: Any, db: None, settings: Any):
    clock.move_to(datetime(2026, 10, 1, 1, tzinfo=UTC), tick=False)
    settings.TIME_ZONE = "UTC"
    figures.count_up()
    settings.TIME_ZONE = "America/New_York"
    for _ in range(10):
        at(timezone.now())
        later(clock, hours=1)
        figures.count_up()
    assert counted() == {"by_people:spam": 10}


def test_a_verdict_is_counted_once_it_cannot_be_taken_back(clock: Any, article: Article, editor: User):
    assert figures.LAG > second_reviews.MISTAKEN
    comment, other = say(article), account("other@example.org", is_staff=True)
    review = SecondReview.objects.create(decision=decided(comment, Decision.Verb.SPAM, editor), comment=comment)
    second_reviews.give([review.pk], Decision.Verb.SPAM, by=other)
    later(clock, seconds=second_reviews.MISTAKEN.total_seconds() - 1)
    moment = timezone.now()
    later(clock, seconds=2)  # the job began between
    figures.count_up()
    clock.move_to(moment, tick=False)
    assert second_reviews.take_back([review.pk], by=other) == [review.pk]
    second_reviews.give([review.pk], Decision.Verb.REJECT, by=other)
    later(clock, hours=1)
    figures.count_up()
    assert counted() == {"by_people:spam": 1, "reviews:differ": 1}


def test_received_is_what_was_sent_here(clock: Any, article: Article, reader: User, editor: User):
    ruled()
    posted(article, "A fine day to vote.", reader)
    say(article, created_at=NOON)
    say(article, created_at=NOON, user=reader)  # as imports leave it, and a merging of accounts then
    say(article, created_at=NOON, source="So it is.", status=Status.PENDING)
    posted(article, "From the desk.", editor, act=Act(by=editor))
    posted(article, "Of somebody who leaves.", gone := account("gone@example.org"))
    erasure.erase(gone, keeps_comments=True)
    later(clock, hours=1)
    figures.count_up()
    assert counted() == {"received": 2}


def test_a_worker_that_dies_leaves_no_half(clock: Any, db: None, monkeypatch: pytest.MonkeyPatch):
    at(NOON - timedelta(hours=1))
    monkeypatch.setattr(MonthlyFigures, "save", lambda *_given, **_named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        figures.count_up()
    monkeypatch.undo()
    figures.count_up()
    assert counted() == {"by_people:spam": 1}


def test_no_table_is_read_through(clock: Any, db: None):
    # A planner that knows of no rows takes any index, or none.
    rows = range(2000)
    about = {"verb": "spam", "by_id": 1, "article_id": 1, "bulk": uuid4(), "before": {}, "after": {}}
    Decision.objects.bulk_create(Decision(at=NOON - timedelta(hours=n), comment_id=n, **about) for n in rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        figures.count(NOON - timedelta(days=1), NOON)
        if connection.vendor == "postgresql":  # which reads small tables through
            cursor.execute("SET LOCAL enable_seqscan = off")
        how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        for query in [each["sql"] for each in asked.captured_queries if "SELECT" in each["sql"]]:
            cursor.execute(f"{how} {query[query.index('SELECT') :]}")
            plan = " ".join(str(row[-1]) for row in cursor.fetchall())
            assert ("Index Cond" if how == "EXPLAIN" else "SEARCH") in plan
            assert "SCAN" not in plan
            assert "Seq Scan" not in plan


def test_removed_by_leaving_too(clock: Any, article: Article, reader: User):
    for _ in range(3):
        say(article, user=reader)
    say(article, user=reader, status=Status.WITHDRAWN)
    erasure.erase(reader, keeps_comments=False)
    assert counted() == {"removed": 3}


def test_waits_are_kept_to_two_digits():
    assert [figures.rounded(timedelta(seconds=each)) for each in (0, 7.4, 12.6, 3601, 86_399, -5)] == [
        *[0, 7, 13, 3600, 86_000, 0]
    ]
