"""What stands around an article: more on its subjects, the latest, the one before and the one after."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from articles.models import Article, ArticleTag
from articles.models.article import ArticleQuerySet

RELATED = 4
LATEST = 5


class Neighbours(NamedTuple):
    older: Article | None
    newer: Article | None


def latest(without: Iterable[Article] = (), count: int = LATEST) -> list[Article]:
    others = Article.objects.visible().exclude(pk__in=[article.pk for article in without])
    return list(others.for_links().latest_first()[:count])


def related(article: Article) -> list[Article]:
    """On the same subjects first, then from the same category; newest first and none twice."""
    others = Article.objects.visible().for_links().exclude(pk=article.pk).latest_first()
    same_tags = ArticleTag.objects.filter(tag__in=article.tagged_items.values("tag")).values("content_object")
    found = list(others.filter(pk__in=same_tags)[:RELATED])
    if len(found) < RELATED:
        in_category = others.filter(category=article.category_id).exclude(pk__in=[each.pk for each in found])
        found += in_category[: RELATED - len(found)]
    return found


def neighbours(article: Article) -> Neighbours:
    """By date, over the whole site. `article` must be visible."""
    visible, date, pk = Article.objects.visible(), article.published_at, article.pk
    older = visible.filter(Q(published_at__lt=date) | Q(pk__lt=pk), published_at__lte=date).latest_first()
    newer = visible.filter(Q(published_at__gt=date) | Q(pk__gt=pk), published_at__gte=date)
    return Neighbours(_first(older), _first(newer.order_by("published_at", "pk")))


def _first(articles: ArticleQuerySet) -> Article | None:
    return next(iter(articles.for_links()[:1]), None)
