"""What the desk has to do: ways to narrow articles by what waits, for its list, its first page and its calendar."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.models import Article
from articles.permissions import Person

Status = Article.Status
Articles = QuerySet[Article]
OVER = (Status.PUBLISHED, Status.TAKEN_DOWN)  # with nothing left to be done by the day it was due


class Worklist(NamedTuple):
    key: str
    name: str | Promise
    narrow: Callable[[Articles, Person], Articles]
    order: tuple[str, ...] = ("-worked_on_at", "-pk")


def mine(articles: Articles, user: Person) -> Articles:
    return articles.filter(pk__in=permissions.keys_of_own(user))


def in_review(articles: Articles, user: Person) -> Articles:
    return articles.filter(permissions.unpublished(user), status=Status.IN_REVIEW)


def ready(articles: Articles, user: Person) -> Articles:
    return articles.filter(permissions.unpublished(user), status=Status.READY)


def scheduled(articles: Articles, until: datetime | None = None, since: datetime | None = None) -> Articles:
    """Those that readers will see first after `since` (now) and not after `until`; with that moment as `appears_at`."""
    since = since or timezone.now()
    published = Article.objects.order_by().filter(status=Status.PUBLISHED)
    # Each is a stretch of an index. As one condition, whatever is to be in some order was looked through in that.
    later, embargoed = published.filter(published_at__gt=since), published.filter(embargo_until__gt=since)
    if until:
        later, embargoed = later.filter(published_at__lte=until), embargoed.filter(embargo_until__lte=until)
    found = articles.filter(pk__in=later.values("pk").union(embargoed.values("pk")))
    if until:
        found = found.filter(Q(embargo_until=None) | Q(embargo_until__lte=until), published_at__lte=until)
    return found.annotate(appears_at=Greatest("published_at", Coalesce("embargo_until", F("published_at"))))


def scheduled_today(articles: Articles, user: Person) -> Articles:
    return scheduled(articles.filter(permissions.unpublished(user)), until=end_of_today())


def with_changes(articles: Articles, user: Person) -> Articles:
    """That somebody else has unpublished changes is theirs to know."""
    return articles.filter(permissions.unpublished(user), working_copy__isnull=False)


def due(articles: Articles, user: Person) -> Articles:
    return articles.filter(due_at__isnull=False).exclude(status__in=OVER)


def end_of_today() -> datetime:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time()))


WORKLISTS = [
    Worklist("mine", _("Mine"), mine),
    Worklist("review", _("Needs review"), in_review),
    Worklist("ready", _("Ready"), ready),
    Worklist("today", _("Scheduled today"), scheduled_today, ("published_at", "pk")),
    Worklist("unpublished", _("Unpublished changes"), with_changes),
    Worklist("due", _("Due"), due, ("due_at", "pk")),
]
