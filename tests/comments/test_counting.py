"""The database counts what readers see, whatever changes it."""

from collections.abc import Callable
from random import Random

import pytest
from django.db import connection

from accounts.models import User
from articles.models import Article
from comments import moderation
from comments.models import Comment, Discussion, Recommendation
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def check(article: Article) -> None:
    """Compares what is kept with what there is."""
    comments = list(Comment.objects.filter(article=article))
    for comment in comments:
        below = [each for each in comments if each.path.startswith(comment.path) and each != comment]
        visible = sum(each.status == Status.APPROVED for each in below)
        assert comment.visible_replies == visible
        assert comment.is_listed == (comment.status == Status.APPROVED or visible > 0)
        assert comment.recommendations == comment.recommended_by.count()
    counted = Discussion.objects.filter(article=article).first()
    assert (counted.visible if counted else 0) == sum(each.status == Status.APPROVED for each in comments)


@pytest.mark.parametrize("seed", range(5))
def test_random_changes(article: Article, seed: int):
    rng = Random(seed)  # noqa: S311  # the same every time
    readers = [account(f"{number}@example.org") for number in range(3)]
    for _step in range(60):
        comments = list(Comment.objects.all())
        chosen = rng.choice([None, *comments])
        if chosen is None or rng.random() < 0.4:
            say(article, parent=chosen, status=rng.choice(Status.values))
        elif rng.random() < 0.5:
            some = Comment.objects.filter(pk__in=rng.sample([each.pk for each in comments], len(comments) // 2))
            moderation.decide(some, rng.choice(list(moderation.VERBS)), by=None)
        elif rng.random() < 0.5:
            Recommendation.objects.get_or_create(comment=chosen, user=rng.choice(readers))
        elif chosen.replies.exists():
            Comment.objects.filter(pk=chosen.pk).update(status=rng.choice(Status.values))
        else:
            chosen.delete()
    check(article)


def test_saving_what_was_read_before_keeps_the_counts(article: Article, reader: User):
    first = say(article)
    say(article, parent=first)
    Recommendation.objects.create(comment=first, user=reader)
    first.body = "<p>Changed</p>"
    first.save()
    check(article)
    reader.delete()
    check(article)


def test_every_visible_change_has_a_version_of_its_own(article: Article):
    first = say(article, status=Status.PENDING)
    assert not Discussion.objects.exists()
    moderation.decide(Comment.objects.all(), Status.APPROVED, by=None)
    one = Discussion.objects.get().version
    moderation.decide(Comment.objects.all(), Status.SPAM, by=None)
    assert Discussion.objects.get().version > one
    first.refresh_from_db()
    assert (first.is_listed, Discussion.objects.get().visible) == (False, 0)


def test_an_article_goes_with_all_of_it(article: Article):
    say(article, parent=say(article, parent=say(article)))
    article.delete()
    assert not Discussion.objects.exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it always compares text by its bytes")
@pytest.mark.django_db
def test_paths_sort_by_their_bytes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns "
            "WHERE table_name = 'comments_comment' AND column_name = 'path'"
        )
        assert cursor.fetchone() == ("C",)
