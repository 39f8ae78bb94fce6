"""What the front page shows: no article twice, and as many queries for a thousand articles as for one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import cycle

from django.db.models import OuterRef, Subquery

from articles import readership
from articles.listings import VIDEO_LIST
from articles.models import Article, Category

SECOND = 2
RAIL = 9
PINNED = 4
IN_BLOCK = 4
SHAPES = ("left", "right", "text")  # where the large article of a block stands; "text" is without pictures


@dataclass
class Block:
    """One top-level category and the newest of it."""

    category: Category
    articles: list[Article] = field(default_factory=list)
    shape: str = "text"

    @property
    def lead(self) -> Article:
        return self.articles[0]

    @property
    def others(self) -> list[Article]:
        return self.articles[1:]

    @property
    def is_video(self) -> bool:
        return self.category.slug == VIDEO_LIST

    @property
    def has_pictures(self) -> bool:
        return any(article.lead_picture and article.lead_picture.original for article in self.articles)


@dataclass
class FrontPage:
    lead: Article | None
    second: list[Article]
    rail: list[Article]
    most_read: list[Article]
    blocks: list[Block]


def compose() -> FrontPage:
    # Without bylines: the front page says when and where, and saves the query that would tell by whom.
    visible = Article.objects.visible().for_cards().prefetch_related(None).latest_first()
    # Two queries, each along an index; one that sorts by both would read the whole table.
    pinned = list(visible.filter(is_pinned=True)[:PINNED])
    newest = visible[: 1 + SECOND + RAIL + readership.MOST]
    first = list({article.pk: article for article in [*pinned, *newest]}.values())
    top = first[: 1 + SECOND]
    most_read = readership.most_read(without=top)
    rail = [article for article in first if article not in top and article not in most_read][:RAIL]
    return FrontPage(
        lead=top[0] if top else None,
        second=top[1:],
        rail=rail,
        most_read=most_read,
        blocks=_shaped(_blocks(without=[article.pk for article in (*top, *rail, *most_read)])),
    )


def _blocks(without: list[int]) -> list[Block]:
    categories = {category.pk: category for category in _with_newest(without)}
    wanted = {pk for category in categories.values() for pk in _newest(category)}
    blocks = {pk: Block(category) for pk, category in categories.items() if category.parent_id is None}
    for article in Article.objects.visible().filter(pk__in=wanted).for_cards().prefetch_related(None).latest_first():
        block = blocks.get(_outermost(article.category_id, categories))
        if block and len(block.articles) < IN_BLOCK:
            block.articles.append(article)
    return [block for block in blocks.values() if block.articles]


def _shaped(blocks: list[Block]) -> list[Block]:
    """Each unlike the one before it. A block without any picture has no choice."""
    shapes, before = cycle(SHAPES), ""
    for block in blocks:
        if block.is_video:
            block.shape = "video"
        elif block.has_pictures:
            block.shape = next(shape for shape in shapes if shape != before)
        before = block.shape
    return blocks


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
