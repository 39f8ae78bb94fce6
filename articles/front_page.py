"""What the front page shows: no article twice, and as many queries for a thousand articles as for one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects

from articles.models import Article, Byline, Category

SECOND = 3
RAIL = 8
PINNED = 4
IN_BLOCK = 4


@dataclass
class Block:
    """One top-level category and the newest of it."""

    category: Category
    articles: list[Article] = field(default_factory=list)


@dataclass
class FrontPage:
    lead: Article | None
    second: list[Article]
    rail: list[Article]
    blocks: list[Block]


def compose() -> FrontPage:
    visible = Article.objects.visible().for_cards().prefetch_related(None).latest_first()
    # Two queries, each along an index; one that sorts by both would read the whole table.
    pinned = list(visible.filter(is_pinned=True)[:PINNED])
    first = {article.pk: article for article in [*pinned, *visible[: 1 + SECOND + RAIL]]}
    shown = list(first.values())[: 1 + SECOND + RAIL]
    top, rail = shown[: 1 + SECOND], shown[1 + SECOND :]
    blocks = _blocks(without=[article.pk for article in shown])
    # All bylines at once, instead of once for each of the three lists they come from.
    in_cards = top + [article for block in blocks for article in block.articles]
    prefetch_related_objects(in_cards, Prefetch("bylines", Byline.objects.select_related("author")))
    return FrontPage(lead=top[0] if top else None, second=top[1:], rail=rail, blocks=blocks)


def _blocks(without: list[int]) -> list[Block]:
    categories = {category.pk: category for category in _with_newest(without)}
    wanted = {pk for category in categories.values() for pk in _newest(category)}
    blocks = {pk: Block(category) for pk, category in categories.items() if category.parent_id is None}
    for article in Article.objects.visible().filter(pk__in=wanted).for_cards().prefetch_related(None).latest_first():
        block = blocks.get(_outermost(article.category_id, categories))
        if block and len(block.articles) < IN_BLOCK:
            block.articles.append(article)
    return [block for block in blocks.values() if block.articles]


def _with_newest(without: list[int]) -> Iterable[Category]:
    """Every category, with the keys of its own newest articles: one look along an index for each of them."""
    newest = Article.objects.visible().exclude(pk__in=without).filter(category=OuterRef("pk")).latest_first()
    places = {f"newest_{place}": Subquery(newest.values("pk")[place : place + 1]) for place in range(IN_BLOCK)}
    return Category.objects.annotate(**places).order_by("position", "name", "pk")


def _newest(category: Category) -> list[int]:
    keys = (getattr(category, f"newest_{place}") for place in range(IN_BLOCK))
    return [key for key in keys if key]


def _outermost(category_id: int, categories: dict[int, Category]) -> int:
    seen: set[int] = set()
    while (parent_id := categories[category_id].parent_id) and parent_id in categories and category_id not in seen:
        seen.add(category_id)
        category_id = parent_id
    return category_id
