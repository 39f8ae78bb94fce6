"""Whether comments wait, who says so, and when nothing can be written."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Category
from comments import discussions, modes, posting, rules
from comments.models import CategoryMode, Comment, Decision, Discussion, Mode, ReaderMode, Report, Rules, Sanction
from tests.comments.ruled import held_for, posted, ruled
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
AFTER, FIRST, BEFORE = Mode.AFTER, Mode.FIRST, Mode.BEFORE


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published(category=Category.objects.create(name="Courts", slug="courts", parent=_news()))


def _news() -> Category:
    return Category.objects.create(name="At home", slug="at-home")


def discussed(article: Article, **fields: object) -> None:
    discussions.lock([article.pk])
    Discussion.objects.filter(pk=article.pk).update(**fields)


@pytest.mark.parametrize(
    ("site", "outer", "inner", "own", "of_reader", "mode", "whose"),
    [
        (AFTER, None, None, None, None, AFTER, "site"),
        (BEFORE, AFTER, AFTER, AFTER, AFTER, BEFORE, "site"),
        (AFTER, FIRST, None, None, None, FIRST, "category"),
        (AFTER, BEFORE, AFTER, FIRST, None, BEFORE, "category"),
        (AFTER, AFTER, AFTER, BEFORE, None, BEFORE, "article"),
        (AFTER, None, None, None, BEFORE, BEFORE, "reader"),
        (FIRST, FIRST, FIRST, FIRST, FIRST, FIRST, "reader"),
        (BEFORE, None, None, BEFORE, None, BEFORE, "article"),
    ],
)
def test_the_strictest_holds(article: Article, reader: User, site, outer, inner, own, of_reader, mode, whose):
    inmost = Category.objects.get(slug="courts")
    for category, chosen in ((inmost.parent, outer), (inmost, inner)):
        if chosen:
            CategoryMode.objects.create(category=category, mode=chosen)
    if own:
        discussed(article, mode=own)
    if of_reader:
        ReaderMode.objects.create(user=reader, mode=of_reader)
    assert modes.holding(Article.objects.get(pk=article.pk), reader, Rules(mode=site))[:2] == (mode, whose)


def test_the_author_is_told_who_says_so_and_why(article: Article, reader: User):
    ruled()
    discussed(article, mode=BEFORE, mode_note="A court case is pending.")
    told = ["Comments on this article wait for a moderator. A court case is pending."]
    assert modes.reasons_for(article, reader) == modes.Prospects("", told)
    comment = posted(article, "Hello", reader)
    assert (comment.status, comment.is_suspect) == (Status.PENDING, False)
    assert comment.held_for == [{"rule": "mode_article", "words": "A court case is pending."}]
    assert not Decision.objects.exists()  # that all wait is not news


def test_what_is_noted_about_a_reader_is_not_told(article: Article, reader: User):
    ruled()
    ReaderMode.objects.create(user=reader, mode=BEFORE, note="Sells pills")
    assert modes.reasons_for(article, reader).waits == ["Your comments wait for a moderator."]


def test_only_the_first_ones_wait(article: Article, reader: User):
    ruled(mode=FIRST, first=2, per_reader=9)
    assert posted(article, "One", reader).held_for == [{"rule": "first", "words": "1/2"}]
    Comment.objects.update(status=Status.APPROVED)
    assert held_for(posted(article, "Two", reader)) == ["first"]
    assert held_for(posted(article, "Three", reader)) == ["first"]  # two was not approved yet
    Comment.objects.update(status=Status.APPROVED)
    assert posted(article, "Four", reader).is_visible


@pytest.mark.parametrize(
    ("opens", "closes", "hour", "waits"),
    [(8, 20, 7, True), (8, 20, 8, False), (8, 20, 20, True), (20, 4, 23, False), (20, 4, 3, False), (20, 4, 4, True)],
)
def test_out_of_hours_comments_wait(settings, article: Article, reader: User, opens, closes, hour, waits):
    settings.TIME_ZONE = "America/New_York"
    row = ruled(opens=time(opens), closes=time(closes))
    now = datetime(2027, 1, 15, hour, 0, tzinfo=UTC) + timedelta(hours=5)
    assert modes.is_out_of_hours(row, now) is waits
    assert bool(modes.waiting_for(article, reader, row, now)) is waits


def test_comments_close_some_days_after_an_article_appears(article: Article, reader: User):
    ruled(closes_after=3)
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23)):
        posted(article, "In time", reader)
    with (
        time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)),
        pytest.raises(posting.Refused, match="close 3 days after"),
    ):
        posted(article, "Late", reader)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"closes_at": timezone.now() - timedelta(minutes=1)}, "closed"),
        ({"closes_at": timezone.now() - timedelta(minutes=1), "closed_note": "It got personal."}, "It got personal."),
        ({"withheld_at": timezone.now(), "withheld_note": "A court says so."}, "A court says so."),
    ],
)
def test_a_discussion_can_be_closed_with_a_word_about_it(article: Article, reader: User, fields, words: str):
    ruled()
    discussed(article, **fields)
    assert words in modes.reasons_for(Article.objects.get(pk=article.pk), reader).refused
    with pytest.raises(posting.Refused, match=words):
        posted(article, "Hello", reader)


def sanctioned(reader: User, kind: Sanction.Kind, **fields: object) -> None:
    Sanction.objects.create(user=reader, kind=kind, words="Insults.", **fields)


def test_a_ban_takes_the_voice_and_nothing_else(client, article: Article, reader: User):
    ruled()
    sanctioned(reader, Sanction.Kind.BAN)
    with pytest.raises(posting.Refused, match=r"can no longer comment here\. Insults\."):
        posted(article, "Hello", reader)
    client.force_login(reader)
    assert client.get("/comments/own/").status_code == 200


def test_a_suspension_says_until_when(article: Article, reader: User):
    ruled()
    sanctioned(reader, Sanction.Kind.SUSPENSION, until=datetime(2099, 5, 1, 12, tzinfo=UTC))
    with pytest.raises(posting.Refused, match=r"until May 1, 2099, .*Insults\."):
        posted(article, "Hello", reader)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Sanction.Kind.WARNING, {}),
        (Sanction.Kind.BAN, {"lifted_at": timezone.now()}),
        (Sanction.Kind.SUSPENSION, {"until": timezone.now() - timedelta(seconds=1)}),
    ],
)
def test_what_is_over_takes_no_voice(article: Article, reader: User, kind, fields):
    ruled()
    sanctioned(reader, kind, **fields)
    assert posted(article, "Hello", reader).is_visible


def test_slow_mode_makes_each_reader_wait(article: Article, reader: User):
    ruled()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        discussed(article, slow_seconds=120, slow_until=timezone.now() + timedelta(hours=1))
        posted(article, "One", reader)
        posted(article, "Somebody else", account("other@example.org"))
        clock.shift(timedelta(seconds=30))
        with pytest.raises(posting.Refused, match="again in 90 seconds"):
            posted(article, "Two", reader)
        clock.shift(timedelta(seconds=90))
        posted(article, "Two", reader)
        clock.shift(timedelta(hours=1))
        posted(article, "Three", reader)
        posted(article, "Four", reader)


def test_heat_slows_a_discussion_down_once(article: Article, reader: User):
    row = ruled(suspect_words="fool", heat=3, slow_seconds=60, slow_minutes=30)
    first = posted(article, "A fool", reader)
    posted(article, "What a fool", account("other@example.org"))
    assert not Discussion.objects.get().slow_until
    Report.objects.create(comment=first, user=reader, reason="insult")
    decision = modes.cool_down(article.pk, timezone.now())
    assert decision
    assert (decision.verb, decision.by_id, decision.rule, decision.rules_version) == ("slow", None, "heat", row.pk)
    assert decision.before == {"slow_seconds": None, "slow_until": None}
    discussion = Discussion.objects.get()
    assert discussion.slow_seconds == 60
    assert discussion.slow_until
    assert decision.after["slow_until"] == discussion.slow_until.isoformat()
    assert modes.cool_down(article.pk, timezone.now()) is None


def test_what_every_comment_waits_for_is_no_heat(article: Article, reader: User):
    ruled(mode=BEFORE, heat=1)
    posted(article, "Hello", reader)
    assert modes.cool_down(article.pk, timezone.now()) is None


def test_what_was_said_elsewhere_or_long_ago_is_no_heat(article: Article, published, reader: User):
    ruled(heat=1)
    say(published("Elsewhere"), is_suspect=True, created_at=timezone.now())
    say(article, is_suspect=True, created_at=timezone.now() - timedelta(minutes=11))
    discussions.lock([article.pk])
    assert modes.cool_down(article.pk, timezone.now()) is None
    assert rules.current().heat == 1
