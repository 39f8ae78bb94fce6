"""Two people press at the same moment, each in a connection of their own."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from articles import publishing, working_copies
from articles.models import Article, Category

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="It lets one write at a time, and its tests are in memory."
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """`first` holds its locks until `second` waits for one of them. Returns what `second` does."""
    held, answers = threading.Event(), []

    def hold() -> None:
        with transaction.atomic():
            first()
            held.set()
            until_someone_waits()
        connection.close()

    def wait() -> None:
        held.wait(20)
        try:
            answers.append(second())
        finally:
            connection.close()

    threads = [threading.Thread(target=each) for each in (hold, wait)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers[0] if answers else None


def until_someone_waits(is_done: threading.Event | None = None) -> None:
    """Or has done without."""
    deadline = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < deadline and not (is_done and is_done.is_set()):
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction it would say the same for ever
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return


def save(article: Article, base: int, **fields: Any) -> Any:
    mine = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(mine, name, value)
    return publishing.save(mine, by=None, expected_revision=base, is_auto=True)


def test_neither_of_two_autosaves_is_lost(published: Callable[..., Article]):
    article = published()
    base = working_copies.head(article).number
    saved = at_once(lambda: save(article, base, headline="Ours"), lambda: save(article, base, standfirst="Theirs"))
    assert saved.merged == ["headline"]
    newest = working_copies.head(Article.objects.get(pk=article.pk)).content
    assert (newest["headline"], newest["standfirst"]) == ("Ours", "Theirs")


def test_what_moves_to_another_category_meanwhile_is_saved(published: Callable[..., Article]):
    article = published()
    base = working_copies.head(article).number

    def move() -> None:
        moved = Article.objects.get(pk=article.pk)
        moved.category = Category.objects.get(slug="politics")
        publishing.save(moved, by=None)
        publishing.update(moved, by=None)

    assert at_once(move, lambda: save(article, base, standfirst="Theirs")).merged == ["category_id"]
