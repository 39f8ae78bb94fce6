"""Who keeps what about people: each package tells here what it hands out, and how it forgets.

`export.py` reads the holdings, `erasure.py` calls the erasers. A package registers both when its app gets ready, so
that this one needs to know of none above it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from accounts.models import User

Row = dict[str, Any]


class Holding(NamedTuple):
    """What is kept about someone under a name that may be a file's; all its rows have the same keys."""

    name: str
    rows: Callable[[User], Iterator[Row]]


@dataclass(frozen=True)
class Leaving:
    """Someone who has their account erased. `addresses` are those they proved to be theirs, in small letters."""

    user: User
    addresses: frozenset[str]
    session_keys: frozenset[str]  # of sessions that say something of them, also unfinished ones
    keeps_comments: bool  # as of nobody known, in place of having them removed


Eraser = Callable[[Leaving], None]
_holdings: dict[str, Holding] = {}
_erasers: dict[str, Eraser] = {}


def register(package: str, *holdings: Holding, eraser: Eraser) -> None:
    """Once for each package, however often its app gets ready."""
    _holdings.update({holding.name: holding for holding in holdings})
    _erasers[package] = eraser


def holdings() -> list[Holding]:
    return list(_holdings.values())


def erasers() -> list[Eraser]:
    """Apps get ready from the ground up or from the top down; what stands on an account goes before it."""
    return [_erasers[package] for package in sorted(_erasers, key=lambda package: package == "accounts")]
