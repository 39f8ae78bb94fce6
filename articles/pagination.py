"""Lists cut into pages by the last article of the page before, so that every page costs the same."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from articles.models import Article
from articles.models.article import ArticleQuerySet

PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CURSOR = re.compile(r"(-?[0-9a-f]{1,14})\.([0-9a-f]{1,15})", re.ASCII)


class BadCursor(Exception):
    """Not an address that we ever gave out."""


@dataclass(frozen=True)
class Cursor:
    """The article after which a page begins. Opaque in addresses: hexadecimal microseconds, dot, primary key."""

    published_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.published_at - EPOCH) // MICROSECOND:x}.{self.pk:x}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """None for the first page. Raises BadCursor."""
        if not text:
            return None
        match = CURSOR.fullmatch(text)
        if not match:
            raise BadCursor
        try:
            return cls(EPOCH + int(match[1], 16) * MICROSECOND, int(match[2], 16))
        except OverflowError as error:
            raise BadCursor from error


@dataclass(frozen=True)
class ListPage:
    articles: list[Article]
    before: Cursor | None
    older: Cursor | None


def cut(articles: ArticleQuerySet, before: str = "", size: int = PAGE_SIZE) -> ListPage:
    """The page of `articles` that begins after the cursor `before`. Raises BadCursor."""
    cursor = Cursor.parse(before)
    if cursor:
        # The plain comparison is what an index can be entered with; the second one only parts equal dates.
        articles = articles.filter(
            Q(published_at__lt=cursor.published_at) | Q(pk__lt=cursor.pk), published_at__lte=cursor.published_at
        )
    found = list(articles.latest_first()[: size + 1])
    shown = found[:size]
    older = Cursor(shown[-1].published_at, shown[-1].pk) if len(found) > size and shown[-1].published_at else None
    return ListPage(shown, cursor, older)
