"""Recommending: once each, whatever is asked how often and at the same time."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import User
from articles.models import Article
from comments import recommending
from comments.models import Comment, Recommendation
from comments.recommending import NotPossible
from tests.comments.said import say
from tests.conftest import account


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def test_each_counts_once_and_can_be_taken_back(article: Article, reader: User):
    comment, other = say(article), account("other@example.org")
    for user in (reader, reader, other):
        recommending.recommend(comment.pk, by=user)
    comment.refresh_from_db()
    assert comment.recommendations == 2
    for _ in range(2):
        recommending.take_back(comment.pk, by=reader)
    comment.refresh_from_db()
    assert (comment.recommendations, Recommendation.objects.get().user) == (1, other)


def test_nobody_recommends_their_own_or_what_nobody_sees(article: Article, reader: User):
    refused = [say(article, user=reader).pk, 0]
    refused += [say(article, status=status).pk for status in Comment.Status.values if status != "approved"]
    for number in refused:
        with pytest.raises(NotPossible):
            recommending.recommend(number, by=reader)
    assert not Recommendation.objects.exists()


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory locks whole tables; in a file, one writer waits for another.",
)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_fifty_at_once_are_one(article: Article, reader: User):
    comment, failed = say(article), []
    go = threading.Barrier(10)

    def recommend() -> None:
        try:
            go.wait(timeout=30)
            for _ in range(5):
                recommending.recommend(comment.pk, by=reader)
        except Exception as error:  # told to the test, which is on another thread
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=recommend) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    comment.refresh_from_db()
    assert (comment.recommendations, Recommendation.objects.count()) == (1, 1)
