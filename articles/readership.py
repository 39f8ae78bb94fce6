"""Counting how often articles are read, without noting who reads, and telling which are read most."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.timezone import get_default_timezone

from articles.models import Article, Readership

MOST = 5
DAYS = 7
LOOKED_AT = 40  # of the most read, some are no longer visible and some lead the page already
KEPT_FOR = timedelta(days=366)

# One address may be a whole school: it counts a few times for an article, and often for all of them together.
PERIOD = 60 * 60
OF_ONE_ARTICLE = 5
OF_ALL_ARTICLES = 120


def count(article_id: int, address: str) -> bool:
    """Adds one reading of a visible article from an IP address. False if there is none, or after too many."""
    if not Article.objects.visible().filter(pk=article_id).exists() or _has_enough(article_id, address):
        return False
    Readership.objects.add(article_id, _today())
    return True


def most_read(without: Iterable[Article] = ()) -> list[Article]:
    """Of the last days, the most read first; none at all while there are too few to speak of "most"."""
    since = _today() - timedelta(days=DAYS - 1)
    candidates = Readership.objects.most_read(since).values("article")[:LOOKED_AT]
    of_article = Readership.objects.filter(article=OuterRef("pk"), day__gte=since).order_by().values("article")
    articles = (
        Article.objects.visible()
        .for_links()
        .filter(pk__in=candidates)
        .exclude(pk__in=[article.pk for article in without])
        .annotate(times_read=Subquery(of_article.annotate(total=Sum("count")).values("total")))
        .order_by("-times_read", "-pk")
    )
    found: list[Article] = [*articles[:MOST]]
    return found if len(found) == MOST else []


def forget_old() -> int:
    """The job: takes out what is too old to be asked for. Returns how many rows."""
    deleted, _per_model = Readership.objects.filter(day__lt=_today() - KEPT_FOR).delete()
    return deleted


def _has_enough(article_id: int, address: str) -> bool:
    """Of the address only a keyed hash is kept, in the cache, for an hour. Requests at once may slip in a few more."""
    who = salted_hmac("articles.readership", address, algorithm="sha256").hexdigest()[:32]
    limits = {f"read:{who}:{article_id}": OF_ONE_ARTICLE, f"read:{who}": OF_ALL_ARTICLES}
    so_far = cache.get_many(limits)
    if any(so_far.get(key, 0) >= limit for key, limit in limits.items()):
        return True
    cache.set_many({key: so_far.get(key, 0) + 1 for key in limits}, PERIOD)
    return False


def _today() -> date:
    return timezone.localdate(timezone=get_default_timezone())
