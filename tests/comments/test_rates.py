"""How much can be written in a minute. On PostgreSQL, many write at once; SQLite lets one at a time."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import posting, rates
from comments.models import Comment
from tests.comments.ruled import held_for, posted, ruled
from tests.comments.said import say
from tests.conftest import account

AT_ONCE = 20


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (None, None),
    ],
)
def test_a_network_is_what_one_line_has(ip, network):
    assert rates.network_of(ip) == network


def test_a_network_writes_so_much_a_minute(article: Article):
    ruled(per_network=2)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(2):
            posted(article, f"{number}", account(f"{number}@example.org"), ip=f"2001:db8:1:2::{number}")
        last = account("last@example.org")
        with pytest.raises(posting.Refused, match="from your network"):
            posted(article, "Too many", last, ip="2001:db8:1:2:ffff::1")
        posted(article, "From elsewhere", last, ip="2001:db8:1:3::1")
        posted(article, "From nowhere", last)
        clock.shift(timedelta(seconds=61))
        posted(article, "Later", last, ip="2001:db8:1:2::1")


def test_where_much_is_written_the_others_wait(article: Article, published, reader: User):
    ruled(per_article=2)
    for number in range(2):
        assert posted(article, f"{number}", account(f"{number}@example.org")).is_visible
    comment = posted(article, "One more", reader)
    assert (held_for(comment), comment.is_suspect) == (["article_rate"], False)
    assert posted(published("Elsewhere"), "And there", reader).is_visible


def test_what_was_imported_is_not_written_now(article: Article, reader: User):
    ruled(per_article=1)
    say(article, created_at=timezone.now() - timedelta(days=400))
    assert posted(article, "Now", reader).is_visible


def at_once(posts: list[tuple[Article, User, str]]) -> list[bool]:
    """Each on a connection of its own. Returns which were taken; anything but a refusal is told."""
    start, taken, failed = Barrier(len(posts)), [], []

    def post(number: int) -> None:
        article, by, ip = posts[number]
        start.wait(30)
        try:
            posting.post(article, f"Number {number}", by=by, ip=ip)
            taken.append(True)
        except posting.Refused:
            taken.append(False)
        except Exception as error:  # told to the test, which is on another thread
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=post, args=[number]) for number in range(len(posts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return taken


on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="one write at a time")


@on_postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_reader_who_writes_much_at_once_keeps_to_the_limit(article: Article, published, reader: User):
    ruled(per_reader=5)
    elsewhere = published("Elsewhere")
    taken = at_once([((article, elsewhere)[n % 2], reader, f"203.0.113.{n}") for n in range(AT_ONCE)])
    assert (sum(taken), Comment.objects.count()) == (5, 5)


@on_postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_of_one_network_keep_to_the_limit_on_all_articles(published):
    ruled(per_network=7)
    articles = [published(f"Story {number}") for number in range(4)]
    people = [account(f"{number}@example.org") for number in range(AT_ONCE)]
    taken = at_once([(articles[n % 4], person, "203.0.113.9") for n, person in enumerate(people)])
    assert (sum(taken), Comment.objects.count()) == (7, 7)


@on_postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_where_many_write_at_once_no_more_are_shown_than_may_be(article: Article):
    ruled(per_article=6)
    people = [account(f"{number}@example.org") for number in range(AT_ONCE)]
    assert sum(at_once([(article, person, f"203.0.113.{n}") for n, person in enumerate(people)])) == AT_ONCE
    assert Comment.objects.visible().count() == 6
