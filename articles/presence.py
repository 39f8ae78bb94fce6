"""Who has an article open at the desk, and who took it over from whom.

Nothing is locked by it: two people may write at once, and what they save is merged. It tells them of each other.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from articles import permissions
from articles.models import Article, Presence, Revision

HERE = timedelta(seconds=60)  # four times what static/js/desk/presence.js waits between two beats
KEPT = timedelta(days=1)


class Changed(NamedTuple):
    """What others saved since somebody opened it: who last, when, names of the fields, and the last revision."""

    by: User | None
    at: datetime
    names: list[str]
    number: int


def beat(article: Article, user: User, *, has_typed: bool) -> Presence:
    """They are here. Whoever left long ago is forgotten on the way."""
    now = timezone.now()
    found, is_new = Presence.objects.update_or_create(
        article=article, user=user, defaults={"seen_at": now, **({"typed_at": now} if has_typed else {})}
    )
    if is_new:
        Presence.objects.filter(seen_at__lt=now - KEPT).delete()
    return found


def others(article: Article, user: User) -> list[Presence]:
    here = article.presences.filter(seen_at__gt=timezone.now() - HERE).exclude(user=user)
    return list(here.select_related("user").order_by("pk"))


def has_taken(present: Iterable[Presence], mine: Presence) -> User | None:
    """Who took the article over from them, as long as that one is here."""
    return next((each.user for each in present if each.user_id == mine.taken_over_by_id), None)


def take_over(article: Article, *, by: User) -> list[User]:
    """Those who are in it stop writing at their next beat. What they typed is saved first, and stays."""
    if not permissions.may_write(by, article):
        raise PermissionDenied
    with transaction.atomic():
        taken = others(article, by)
        Presence.objects.filter(pk__in=[each.pk for each in taken]).update(taken_over_by=by)
        beat(article, by, has_typed=False)
        article.presences.filter(user=by).update(taken_over_by=None)
        if taken:
            audit.record("take_over_article", by=by, subject=article)
    return [each.user for each in taken]


def changed(article: Article, user: User, since: int) -> Changed | None:
    """What others made the newest text after the revision of that number, if it changed anything."""
    texts: list[Revision] = [
        revision
        for revision in article.revisions.filter(number__gt=since, is_aside=False)
        .exclude(created_by=user)
        .select_related("created_by")
        .defer("content")
        if revision.changed
    ]
    if not texts:
        return None
    names = dict.fromkeys(name for revision in reversed(texts) for name in revision.changed)
    return Changed(texts[0].created_by, texts[0].created_at, list(names), texts[0].number)
