"""What is decided about a discussion holds at once, is in the log, overwrites nobody, and is undone exactly."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.erasure import erase
from accounts.models import AuditEntry, User
from articles.models import Article
from comments import decisions, discussions, modes, steering
from comments.decisions import Changed
from comments.models import Decision, Discussion, Mode
from comments.steering import Act
from tests.comments.ruled import posted, ruled
from tests.comments.said import say
from tests.conftest import account

Verb = Decision.Verb


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    made = published()
    say(made, "What I saw.")
    return made


@pytest.fixture
def moderator(db: None) -> User:
    return account("mo@example.org", "comments.change_comment", display_name="Mo", is_staff=True)


@pytest.fixture
def colleague(db: None) -> User:
    return account("co@example.org", "comments.change_comment", display_name="Co", is_staff=True)


def state() -> list[Any]:
    """Everything but the version, which only grows."""
    return list(Discussion.objects.order_by("pk").values(*discussions.COLUMNS, "visible"))


def later(**much: float) -> datetime:
    return timezone.now() + timedelta(**much)


ACTS: dict[str, Callable[[int, Act], Decision | None]] = {
    "mode": lambda number, act: steering.set_mode(number, Mode.BEFORE, "A court case is pending.", act=act),
    "close": lambda number, act: steering.close(number, "It got personal.", act=act),
    "close later": lambda number, act: steering.close(number, "", at=later(hours=2), act=act),
    "open": lambda number, act: steering.open_again(number, act=act),
    "slow": lambda number, act: steering.slow(number, 90, later(hours=1), act=act),
    "speed": lambda number, act: steering.speed_up(number, act=act),
    "withhold": lambda number, act: steering.withhold(number, "A court decides.", act=act),
    "restore": lambda number, act: steering.restore(number, act=act),
}


@pytest.mark.parametrize(
    ("name", "verb", "recorded", "columns"),
    [
        ("mode", "mode", "set_discussion_mode", steering.MODE),
        ("close", "close", "close_discussion", steering.CLOSING),
        ("slow", "slow", "slow_discussion", steering.SLOW),
        ("withhold", "withhold", "withhold_discussion", steering.HOLD),
    ],
)
def test_each_act_is_in_the_log_and_is_undone(
    article: Article, moderator: User, editor: User, name: str, verb: str, recorded: str, columns: list[str]
):
    before, version = state(), Discussion.objects.get().version
    made = ACTS[name](article.pk, Act(moderator, why="Three complaints since noon."))
    assert made
    assert (made.verb, made.by_id, made.article_id, made.comment_id) == (verb, moderator.pk, article.pk, None)
    assert (sorted(made.before), sorted(made.after)) == (sorted(columns), sorted(columns))
    assert made.words == "Three complaints since noon."
    entry = AuditEntry.objects.order_by("number").last()
    assert entry
    assert (entry.verb, entry.actor_id, entry.subject_id) == (recorded, moderator.pk, str(article.pk))
    after = state()
    assert after != before
    assert Discussion.objects.get().version > version
    (undone,) = decisions.undo(made.bulk, by=editor)
    assert (undone.verb, undone.article_id, state()) == ("undo", article.pk, before)
    decisions.undo(undone.bulk, by=moderator)
    assert state() == after
    assert decisions.undo(made.bulk, by=editor) == []


@pytest.mark.parametrize("seed", range(20))
def test_random_acts_undone_leave_no_trace(article: Article, moderator: User, seed: int):
    rng = Random(seed)  # noqa: S311  # the same every time
    before, made = state(), []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(15):
            clock.shift(timedelta(seconds=rng.randint(1, 600)))
            wanted = rng.choice(
                [each for each in ACTS if each != "withhold" or not discussions.is_withheld(article.pk)]
            )
            if decision := ACTS[wanted](article.pk, Act(moderator)):
                made.append(decision)
    after = state()
    undone = [decisions.undo(each.bulk, by=moderator)[0] for each in reversed(made)]
    assert state() == before
    for each in reversed(undone):
        decisions.undo(each.bulk, by=moderator)
    assert state() == after


def test_what_was_changed_since_is_not_overwritten(article: Article, moderator: User, colleague: User):
    first = steering.close(article.pk, "For tonight.", act=Act(moderator))
    steering.close(article.pk, "For good.", act=Act(colleague))
    before = state()
    assert first
    with pytest.raises(Changed) as raised:
        decisions.undo(first.bulk, by=moderator)
    assert (raised.value.articles, state()) == ([article.pk], before)
    slowed = steering.slow(article.pk, 60, later(hours=1), act=Act(colleague))
    assert slowed
    decisions.undo(slowed.bulk, by=moderator)  # of what nobody touched since
    assert state() == before


def test_who_saw_it_otherwise_is_told(article: Article, moderator: User, colleague: User):
    shown = discussions.of(article)
    seen = {verb: steering.as_shown(shown, columns) for verb, columns in steering.ABOUT.items()}
    steering.close(article.pk, "", at=later(hours=1), act=Act(colleague))
    before = state()
    with pytest.raises(steering.Stale):
        steering.close(article.pk, "", act=Act(moderator, seen=seen[Verb.CLOSE]))
    assert state() == before
    assert steering.slow(article.pk, 60, later(hours=1), act=Act(moderator, seen=seen[Verb.SLOW]))


def test_what_is_so_already_is_no_decision(article: Article, moderator: User):
    for name in ("open", "speed", "restore"):
        assert ACTS[name](article.pk, Act(moderator)) is None
    assert steering.set_mode(article.pk, "", "", act=Act(moderator)) is None
    ACTS["withhold"](article.pk, Act(moderator))
    with pytest.raises(steering.Refused, match="already"):
        ACTS["withhold"](article.pk, Act(moderator))
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("name", ACTS)
def test_only_moderators(article: Article, reporter: User, name: str):
    with pytest.raises(PermissionDenied):
        ACTS[name](article.pk, Act(reporter))
    assert not Decision.objects.exists()


def test_no_time_that_is_over(article: Article, moderator: User):
    with pytest.raises(steering.Refused, match="over"):
        steering.close(article.pk, "", at=later(seconds=-1), act=Act(moderator))
    with pytest.raises(steering.Refused, match="over"):
        steering.slow(article.pk, 60, later(seconds=-1), act=Act(moderator))


def test_readers_see_it_at_once(client: Client, article: Article, moderator: User):
    ruled()
    changes = f"/discussion/{article.pk}/changes.json"
    pages = (article.get_absolute_url(), f"/discussion/{article.pk}/")
    for name, told in (("close", "It got personal."), ("withhold", "A court decides.")):
        etag = client.get(changes).headers["ETag"]
        made = ACTS[name](article.pk, Act(moderator))
        assert made
        assert all(told in client.get(page).text for page in pages)
        assert client.get(changes, headers={"If-None-Match": etag}).status_code == 200
        decisions.undo(made.bulk, by=moderator)
        assert not any(told in client.get(page).text for page in pages)
        assert all("What I saw." in client.get(page).text for page in pages)
    ACTS["withhold"](article.pk, Act(moderator))
    assert not any("What I saw." in client.get(page).text for page in pages)
    assert client.get(changes).json()["count"] == 0


def test_what_heat_slowed_down_is_undone(article: Article, reader: User, moderator: User):
    ruled(suspect_words="fool", heat=1, slow_seconds=60, slow_minutes=30)
    before = state()
    posted(article, "A fool", reader)
    slowed = Decision.objects.get(verb=Verb.SLOW)
    assert state() != before
    decisions.undo(slowed.bulk, by=moderator)
    assert state() == before


def test_it_closes_by_itself_in_time(article: Article, reader: User, moderator: User):
    ruled()
    steering.close(article.pk, "Good night.", at=datetime(2099, 3, 8, 7, tzinfo=UTC), act=Act(moderator))
    article = Article.objects.get(pk=article.pk)
    with time_machine.travel(datetime(2099, 3, 8, 6, 59, tzinfo=UTC)):
        assert modes.closed(article, ruled(), timezone.now()) == ""
    with time_machine.travel(datetime(2099, 3, 8, 7, 0, 1, tzinfo=UTC)):
        assert modes.closed(article, ruled(), timezone.now()) == "Good night."


def test_undone_when_who_withheld_it_is_gone(article: Article, moderator: User, colleague: User):
    ACTS["withhold"](article.pk, Act(moderator))
    restored = ACTS["restore"](article.pk, Act(colleague))
    assert restored
    erase(moderator, keeps_comments=True)
    decisions.undo(restored.bulk, by=colleague)
    found = Discussion.objects.get()
    assert (bool(found.withheld_at), found.withheld_by, found.withheld_note) == (True, None, "A court decides.")
