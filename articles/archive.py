"""Years and months of the publication, in its own time zone, and which of them hold something to read."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists
from django.utils import timezone
from django.utils.timezone import get_default_timezone

from articles.models import Article
from articles.models.article import ArticleQuerySet

LONGEST = 200  # years; a date that an import got wrong shall not make a page of thousands


class Period(NamedTuple):
    """A month, or with `month` 0 a whole year."""

    year: int
    month: int = 0

    @property
    def begins(self) -> datetime:
        return datetime(self.year, self.month or 1, 1, tzinfo=get_default_timezone())

    @property
    def ends(self) -> datetime:
        """The first moment that is no longer in it. Raises ValueError for the last year there is."""
        months = self.year * 12 + (self.month or 12)
        return datetime(months // 12, months % 12 + 1, 1, tzinfo=get_default_timezone())

    @property
    def months(self) -> list["Period"]:
        return [Period(self.year, month) for month in range(12, 0, -1)]

    def articles(self) -> ArticleQuerySet:
        return Article.objects.visible().filter(published_at__gte=self.begins, published_at__lt=self.ends)


def years() -> list[Period]:
    """Those with something visible, newest first."""
    newest = _date_of(Article.objects.visible().latest_first())
    oldest = _date_of(Article.objects.visible().order_by("published_at", "pk"))
    if not newest or not oldest:
        return []
    earliest = max(oldest.year, newest.year - LONGEST)
    return with_articles([Period(year) for year in range(newest.year, earliest - 1, -1)])


def with_articles(periods: Sequence[Period], beyond: int = 0) -> list[Period]:
    """Those of `periods` in which more than `beyond` visible articles appeared: one query, one look for each."""
    if not periods:
        return []
    looks = {f"in_{place}": Exists(period.articles()[beyond:]) for place, period in enumerate(periods)}
    found = Article.objects.visible().order_by().annotate(**looks).values_list(*looks)[:1]
    return [period for row in found for period, is_there in zip(periods, row, strict=True) if is_there]


def _date_of(articles: ArticleQuerySet) -> datetime | None:
    date = articles.values_list("published_at", flat=True).first()
    return timezone.localtime(date, get_default_timezone()) if date else None
