"""Writing down the addresses that things had on the old site."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from articles import rows
from articles.models import FormerAddress
from newsroom.models import Page, PageAddress
from newsroom.wordpress.items import Item
from newsroom.wordpress.paths import LONGEST, address_key, link_key


def keys(item: Item, base: str) -> list[str]:
    """Every path that led to it: permalink, plain permalink by its number, and those of slugs it had before."""
    permalink = link_key(item.link)
    found = [permalink, f"/?p={item.id}", f"{base or '/'}?p={item.id}"]
    folder = permalink.rpartition("/")[0] if "?" not in permalink else ""
    found += [address_key(f"{folder}/{slug}") for slug in item.metas("_wp_old_slug")]
    return [key for key in dict.fromkeys(found) if key and key != "/" and len(key) <= LONGEST]


class FormerAddresses:
    """Gathers addresses and writes them in bulk. The first to have had a path keeps it."""

    def __init__(self, base: str) -> None:
        self.base = base  # the folder the old site stood in on its host; empty or /blog
        self._found: dict[str, dict[str, tuple[int, datetime]]] = {}
        self._pages: dict[str, tuple[int]] = {}

    def add(self, paths: Iterable[str], **target: Model) -> None:
        """`target` is one of the fields of FormerAddress: article, category, author, tag, picture, media_file."""
        [(name, found)] = target.items()
        for path in paths:
            self._found.setdefault(name, {}).setdefault(path, (found.pk, timezone.now()))

    def add_page(self, paths: Iterable[str], page: Page) -> None:
        for path in paths:
            self._pages.setdefault(path, (page.pk,))

    def flush(self) -> None:
        for name, found in self._found.items():
            columns = ["path", name, "created_at"]
            rows.insert(FormerAddress, columns, [(path, *row) for path, row in found.items()], ignores=True)
        rows.insert(PageAddress, ["path", "page"], [(path, *row) for path, row in self._pages.items()], ignores=True)
        self._found, self._pages = {}, {}
