"""How often the demo's articles were read in the past week."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from articles.models import Article, Readership

DAYS = 7
MOST_A_DAY = 400


def add_readers(article: Article, now: datetime) -> None:
    """The same numbers every time, fewer with every day since it appeared."""
    if not article.published_at or article.published_at > now:
        return
    rng = Random(f"readers of {article.slug}")  # noqa: S311  # no secret
    liked, today = rng.uniform(0.1, 1), timezone.localdate(now)
    appeared = timezone.localdate(article.published_at)
    days = [today - timedelta(days=back) for back in range(DAYS) if today - timedelta(days=back) >= appeared]
    Readership.objects.bulk_create(
        Readership(article=article, day=day, count=int(MOST_A_DAY * liked / (1 + (day - appeared).days)) + 1)
        for day in days
    )
