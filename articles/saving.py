"""Keeping articles in a reader's account: each once, a limited number, whatever is asked how often."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article, SavedArticle
from articles.models.saved import SavedArticleQuerySet

MOST = 500  # in an account; static/js/reader/save.js keeps as many in a browser


class ListIsFull(Exception):
    """Nothing is dropped for what is new: the reader says what goes."""


def saved(user: User) -> SavedArticleQuerySet:
    """What the reader finds in their list, the newest first."""
    return SavedArticle.objects.of(user).visible().newest_first()


def save(article: Article, *, by: User) -> bool:
    """False if it was saved already. Raises ListIsFull."""
    with transaction.atomic():
        if SavedArticle.objects.of(User.objects.locked(by)).filter(article=article).exists():
            return False
        if not _merge({article.pk: timezone.now()}, by):
            raise ListIsFull
    return True


def remove(article_id: int, *, by: User) -> bool:
    """Also what is no longer visible. False if it was not saved."""
    deleted, _per_model = SavedArticle.objects.of(by).filter(article=article_id).delete()
    return bool(deleted)


def merge(found: Mapping[int, datetime | None], *, by: User) -> int:
    """Adds what a browser kept: keys of articles, and when each was saved as far as that is known.

    Of two times the older one stays, so it may be done twice. Those that readers cannot see are left out. Returns how
    many were added; if there is no room for all, the ones saved last.
    """
    with transaction.atomic():
        return _merge(found, User.objects.locked(by))


def _merge(found: Mapping[int, datetime | None], user: User) -> int:
    now = timezone.now()
    times = {key: min(time or now, now) for key, time in found.items()}
    there = dict(SavedArticle.objects.of(user).filter(article__in=times).values_list("article", "saved_at"))
    for key in there:
        if times[key] < there[key]:
            SavedArticle.objects.of(user).filter(article=key).update(saved_at=times[key])
    visible = Article.objects.visible().filter(pk__in=times.keys() - there.keys()).values_list("pk", flat=True)
    room = max(0, MOST - SavedArticle.objects.of(user).count())
    new = sorted(visible, key=lambda key: (times[key], key))[-room:] if room else []
    SavedArticle.objects.bulk_create(SavedArticle(user=user, article_id=key, saved_at=times[key]) for key in new)
    return len(new)
