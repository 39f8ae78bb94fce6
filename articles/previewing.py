"""An article as readers would get it, with a text that they do not have: nothing of it is saved, or need ever be."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.utils import timezone
from taggit.models import Tag

from articles import body, corrections, related
from articles.models import Article, Byline, Category
from articles.revisions import Credit
from articles.working_copies import Opened

UNTITLED = "untitled"  # in its address, while nobody chose one


class NoPlace(Exception):
    """There is no category at all, and so no page that it could be."""


class Rows(NamedTuple):
    """What belongs to a text beside the fields on the instance."""

    credits: Sequence[Credit]
    tags: Sequence[str]
    related: Sequence[Article]

    @classmethod
    def of(cls, opened: Opened) -> "Rows":
        return cls(opened.credits, opened.tags, opened.related)


def page(article: Article, rows: Rows) -> dict[str, Any]:
    """Makes of the instance what templates/articles/article.html shows, and returns what else that needs."""
    dress(article, rows)
    if article.pk:
        corrections.tell(article)
    tags = tags_named(rows.tags)
    more = related.related(article, pins=rows.related, tags=tags)
    return {
        "article": article,
        "tags": tags,
        "related": more,
        "latest": related.latest(without=[article, *more]),
        "is_preview": True,
    }


def dress(article: Article, rows: Rows) -> None:
    """What is missing for a page is made up: a date, an address, a place. Raises NoPlace."""
    article.pk = article.pk or 0  # without one, nothing could be asked about it
    article.published_at = article.published_at or timezone.now()
    article.slug = article.slug or UNTITLED
    if article.category_id is None:
        article.category = Category.objects.order_by("position", "pk").first() or _no_place()
    article.word_count = body.count_words(article.body)
    _be_by(article, rows.credits)


def tags_named(names: Iterable[str]) -> list[Tag]:
    """Those that are not there yet are made, but not saved."""
    wanted = {name.casefold(): name for name in names}
    there = {tag.name.casefold(): tag for tag in Tag.objects.filter(name__in=wanted.values())}
    found = [there.get(key) or Tag(name=name, slug=Tag().slugify(name)) for key, name in wanted.items()]
    return sorted(found, key=lambda tag: tag.name)


def _be_by(article: Article, named: Iterable[Credit]) -> None:
    """As if they had been fetched with it, by `for_page`."""
    each_once = list(dict.fromkeys(named))
    prefetch_related_objects([credit.author for credit in each_once], "picture")
    found = Byline.objects.none()
    found._result_cache = [
        Byline(article=article, author=credit.author, role=credit.role, position=position)
        for position, credit in enumerate(each_once)
    ]
    article.__dict__.setdefault("_prefetched_objects_cache", {})["bylines"] = found


def _no_place() -> Category:
    raise NoPlace
