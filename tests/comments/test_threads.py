"""Pages of a discussion: all of it once, in every order, and no more of a thread than is shown."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.pagination import BadCursor
from comments import threads
from comments.models import Comment
from comments.sorting import BY_NAME
from tests.comments.ruled import ruled
from tests.comments.said import say

Published = Callable[..., Article]


@pytest.fixture
def article(published: Published) -> Article:
    return published()


def pages(article: Article, name: str) -> list[list[Comment]]:
    found, after = [], ""
    while True:
        page = threads.thread(article, BY_NAME[name], after)
        found.append([shown.comment for shown in page.threads])
        if not page.next:
            return found
        after = page.next


def test_every_order_has_everything_once(article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threads, "SIZE", 3)
    said = [say(article, str(number)) for number in range(8)]
    for number, comment in enumerate(said):
        for _ in range(number % 3):
            say(article, "Reply", comment)
    Comment.objects.filter(pk__in=[said[2].pk, said[5].pk]).update(recommendations=4)
    newest = [comment for page in pages(article, "newest") for comment in page]
    assert newest == said[::-1]
    assert [comment for page in pages(article, "oldest") for comment in page] == said
    replied = [comment for page in pages(article, "replied") for comment in page]
    assert replied == sorted(said, key=lambda comment: (-(said.index(comment) % 3), -comment.pk))
    recommended = [comment for page in pages(article, "recommended") for comment in page]
    assert recommended == [said[5], said[2], *(each for each in newest if each not in (said[5], said[2]))]
    assert [len(page) for page in pages(article, "oldest")] == [3, 3, 2]


def test_picks_are_single_comments_wherever_they_stand(article: Article):
    first = say(article)
    reply = say(article, parent=first, featured_at=timezone.now())
    hidden = say(article, status="rejected", featured_at=timezone.now())
    say(article, parent=hidden)
    assert pages(article, "picks") == [[reply]]


@pytest.mark.parametrize(
    "cursor", ["x", "1", "1.", ".1", "1.1.1", "f" * 40 + ".1", "1.-1", "١.1", "-ffffffffffffff.1", "7fffffffffffff.1"]
)
@pytest.mark.parametrize("name", ["newest", "oldest", "replied"])
def test_made_up_cursors_find_nothing_or_are_refused(article: Article, name: str, cursor: str):
    say(article)
    with suppress(BadCursor):
        threads.thread(article, BY_NAME[name], cursor)


def test_equal_moments_are_parted(article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threads, "SIZE", 2)
    now = timezone.now()
    said = [say(article, created_at=now) for _ in range(5)]
    for name in ("newest", "oldest", "replied", "recommended"):
        found = [comment for page in pages(article, name) for comment in page]
        assert sorted(comment.pk for comment in found) == sorted(comment.pk for comment in said)


def test_few_replies_stand_there_and_the_others_are_counted(article: Article):
    first = say(article)
    answers = [say(article, parent=first) for _ in range(threads.FIRST_REPLIES + 2)]
    below = say(article, parent=answers[0])
    say(article, parent=answers[-1], status="pending")
    (shown,) = threads.thread(article).threads
    assert [each.comment for each in shown.replies] == answers[: threads.FIRST_REPLIES - 1]
    assert [each.comment for each in shown.replies[0].replies] == [below]
    assert shown.more == 3
    assert threads.thread(article).count == threads.FIRST_REPLIES + 4


def test_one_thread_page_by_page(article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threads, "BRANCH_SIZE", 3)
    first = say(article)
    answers = [say(article, str(number), parent=first) for number in range(5)]
    first.refresh_from_db()
    page = threads.branch(first)
    assert [each.comment for each in page.shown.replies] == answers[:3]
    assert page.next == answers[2].pk
    rest = threads.branch(first, page.next)
    assert ([each.comment for each in rest.shown.replies], rest.next) == (answers[3:], None)
    assert threads.branch(first, 10**15).shown.replies == []


def test_a_deep_thread_goes_on_on_its_own_page(article: Article):
    above = [say(article)]
    for _ in range(threads.LEVELS + 2):
        above.append(say(article, parent=above[-1]))
    level = threads.branch(Comment.objects.get(pk=above[0].pk)).shown
    for depth in range(threads.LEVELS):
        assert level.more == 0
        (level,) = level.replies
        assert level.comment == above[depth + 1]
    assert (level.replies, level.more) == ([], 2)
    further = threads.branch(Comment.objects.get(pk=level.comment.pk))
    assert further.above == above[: threads.LEVELS]
    assert further.shown.replies[0].comment == above[threads.LEVELS + 1]


def test_costs_the_same_for_any_length(article: Article, django_assert_num_queries):
    for _round in range(2):
        for _ in range(20):
            first = say(article)
            for _ in range(6):
                say(article, parent=first)
        with django_assert_num_queries(3):
            threads.thread(article)
        with django_assert_num_queries(1):
            threads.branch(first)
        reply = Comment.objects.filter(parent=first).latest("path")
        with django_assert_num_queries(2):
            threads.branch(reply)


@pytest.mark.parametrize("name", BY_NAME)
def test_pages_read_nothing_that_they_do_not_show(client: Client, article: Article, reader: User, name: str):
    ruled()
    first = say(article, user=reader)
    say(article, parent=first, user=reader)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/discussion/{article.pk}/?sort={name}")
        client.get(f"/discussion/comment/{first.pk}/")
    for column in ("password", "bio", "source", "held_for", "guest_email", "ip_address", "banned_words"):
        assert f'"{column}"' not in str(asked.captured_queries)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite enters by the first column alone.")
@pytest.mark.parametrize("name", ["newest", "oldest", "replied", "recommended"])
def test_however_many_are_equal_a_page_begins_where_it_begins(article: Article, name: str):
    comment, sort = say(article), BY_NAME[name]
    page = sort.after(sort.beginnings(Comment.objects.filter(article=article)), sort.cursor(comment))
    with connection.cursor() as cursor:  # With one row in the table every other way is as cheap, and statistics decide.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    plan = page[:15].explain()
    assert f"Index Cond: ((article_id = {article.pk}) AND (depth = 0) AND (is_listed = true) AND (ROW(" in plan
