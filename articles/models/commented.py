"""How much readers say about articles. The package that has the comments registers it: this one knows none."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable

if TYPE_CHECKING:
    from articles.models.article import Article


class Comments(NamedTuple):
    counted: Combinable  # of what readers see, for queries of articles; null while they cannot see any
    page: Callable[["Article"], str]  # the address where they are read
    feed: Callable[["Article"], str]
    # Of articles with these keys, those that have comments to be decided: `article` and their `number`.
    waiting: Callable[[Collection[int]], QuerySet[Any, Any]]
    permission: str  # of those who decide


_registered: list[Comments] = []


def register(comments: Comments) -> None:
    _registered[:] = [comments]


def registered() -> Comments | None:
    return _registered[0] if _registered else None


def count() -> Combinable:
    """Null where the article has no discussion."""
    if not _registered:
        return Value(None, output_field=IntegerField())
    return Case(When(comments_policy="off", then=None), default=_registered[0].counted, output_field=IntegerField())


def waiting(keys: Collection[int], user: Any) -> QuerySet[Any, Any] | None:
    """None for whom they do not concern."""
    return _registered[0].waiting(keys) if is_decided_by(user) else None


def is_decided_by(user: Any) -> bool:
    return bool(_registered) and user.has_perm(_registered[0].permission)
