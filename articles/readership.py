"""Counting how often articles are read, without noting who reads, and telling which are read most."""

import time
from collections.abc import Iterable
from datetime import date, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from allauth import app_settings as allauth
from django.core.cache import caches
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.timezone import get_default_timezone

from articles.models import Article, MostRead, Readership

MOST = 5
DAYS = 7
RANKED = 40  # of the most read, some are no longer visible and some lead the page already
RANKED_EVERY = 10 * 60
KEPT_FOR = timedelta(days=366)

# One network may be a whole school: it counts a few times for an article, and often for all of them together. It is
# counted in a cache of its own: whoever invents readers pushes nothing else out.
COUNTERS = "readers"
PERIOD = 60 * 60
OF_ONE_ARTICLE = 5
OF_ALL_ARTICLES = 120


def count(article_id: int, address: str) -> bool:
    """Adds one reading of a visible article from an IP address. False if there is none, or after too many."""
    if not Article.objects.visible().filter(pk=article_id).exists() or _has_enough(article_id, address):
        return False
    Readership.objects.add(article_id, _today())
    # Here too, besides by the clock: who reads waits for no answer, and a site may run without a worker.
    if caches[COUNTERS].add("ranked", True, RANKED_EVERY):
        rank()
    return True


def rank() -> None:
    """The job: adds up the last days, for pages to ask for the few at the top and not for every reading."""
    since = _today() - timedelta(days=DAYS - 1)
    totals = enumerate(Readership.objects.most_read(since)[:RANKED], start=1)
    rows = [MostRead(rank=rank, article_id=article_id) for rank, (article_id, _total) in totals]
    with transaction.atomic():  # of two at once, the second waits at the first row, and its word is the last
        MostRead.objects.bulk_create(rows, update_conflicts=True, unique_fields=["rank"], update_fields=["article"])
        MostRead.objects.filter(rank__gt=len(rows)).delete()


def most_read(without: Iterable[Article] = ()) -> list[Article]:
    """As last ranked, of what readers can see now; none at all while there are too few to speak of "most"."""
    # Whether it is visible is asked of each alone; as a condition among others, SQLite began with all visible ones.
    is_visible = Exists(Article.objects.visible().filter(pk=OuterRef("pk")))
    articles = Article.objects.for_links().filter(is_visible, most_read__rank__lte=RANKED).order_by("most_read__rank")
    found: list[Article] = [*articles.exclude(pk__in=[article.pk for article in without])[:MOST]]
    return found if len(found) == MOST else []


def forget_old() -> int:
    """The job: takes out what is too old to be asked for. Returns how many rows."""
    deleted, _per_model = Readership.objects.filter(day__lt=_today() - KEPT_FOR).delete()
    return deleted


def _has_enough(article_id: int, address: str) -> bool:
    """Keeps one small value for each network, until the hour is full. Requests at once may slip in a few more."""
    hour, passed = divmod(int(time.time()), PERIOD)
    key = salted_hmac("articles.readership", f"{hour} {_network(address)}", algorithm="sha256").hexdigest()[:32]
    read: list[int] = caches[COUNTERS].get(key, [])
    if len(read) >= OF_ALL_ARTICLES or read.count(article_id) >= OF_ONE_ARTICLE:
        return True
    caches[COUNTERS].set(key, [*read, article_id], PERIOD - passed)
    return False


def _network(address: str) -> str:
    """What one subscriber has: with IPv6, so many addresses that each of them alone says nothing."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or ip_network((parsed.packed, allauth.RATE_LIMIT_IPV6_PREFIX), strict=False))


def _today() -> date:
    return timezone.localdate(timezone=get_default_timezone())
