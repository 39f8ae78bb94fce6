"""What stands around an article: more on its subjects, the latest, the one before and the one after."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q
from taggit.models import Tag

from articles.models import Article, ArticleTag
from articles.models.article import ArticleQuerySet

RELATED = 4
LATEST = 5


class Neighbours(NamedTuple):
    older: Article | None
    newer: Article | None


def latest(without: Iterable[Article] = (), count: int = LATEST) -> list[Article]:
    """The newest of the site. Those left out are so in Python: a database would walk past them one by one."""
    left_out = {article.pk for article in without}
    newest = Article.objects.visible().for_teasers().latest_first()[: count + len(left_out)]
    return [article for article in newest if article.pk not in left_out][:count]


def related(
    article: Article,
    without: Iterable[Article | None] = (),
    *,
    pins: Sequence[Article] | None = None,
    tags: Iterable[Tag] | None = None,
) -> list[Article]:
    """What an editor pinned, then what is on the same subjects, then from the same category; none twice.

    What stands elsewhere on the page, `without`, is left out unless an editor wants it here. `pins` and `tags` are
    those of a text that is not the article's yet.
    """
    others = Article.objects.visible().for_teasers().exclude(pk=article.pk)
    found: list[Article] = []
    if pins is not None:
        visible = others.in_bulk([pin.pk for pin in pins])
        found += [visible[pin.pk] for pin in pins if pin.pk in visible][:RELATED]
    elif getattr(article, "has_pins", True):
        found += others.filter(pinned_beside__article=article).order_by("pinned_beside__position")[:RELATED]
    taken = {each.pk for each in [*found, *without] if each}
    subjects = article.tagged_items.values("tag") if tags is None else [tag.pk for tag in tags if tag.pk]
    same_tags = ArticleTag.objects.filter(tag__in=subjects).values("content_object")
    for more in (others.filter(pk__in=same_tags), others.filter(category=article.category_id)):
        missing = RELATED - len(found)
        if missing:
            more = more.exclude(pk__in=taken).latest_first()[:missing]
            found += more
            taken |= {each.pk for each in more}
    return found


def neighbours(article: Article) -> Neighbours:
    """By date, over the whole site. `article` must be visible."""
    visible, date, pk = Article.objects.visible(), article.published_at, article.pk
    older = visible.filter(Q(published_at__lt=date) | Q(pk__lt=pk), published_at__lte=date).latest_first()
    newer = visible.filter(Q(published_at__gt=date) | Q(pk__gt=pk), published_at__gte=date)
    return Neighbours(_first(older), _first(newer.order_by("published_at", "pk")))


def _first(articles: ArticleQuerySet) -> Article | None:
    return next(iter(articles.for_teasers()[:1]), None)
