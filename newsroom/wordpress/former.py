"""Writing down the addresses that things had on the old site."""

from collections.abc import Iterable
from typing import Any

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
        self._rows: dict[str, FormerAddress] = {}
        self._pages: dict[str, PageAddress] = {}

    def add(self, paths: Iterable[str], **target: Any) -> None:
        """`target` is one of the fields of FormerAddress: article, category, author, tag, picture, media_file."""
        for path in paths:
            self._rows.setdefault(path, FormerAddress(path=path, **target))

    def add_page(self, paths: Iterable[str], page: Page) -> None:
        for path in paths:
            self._pages.setdefault(path, PageAddress(path=path, page=page))

    def flush(self) -> None:
        FormerAddress.objects.bulk_create(self._rows.values(), ignore_conflicts=True)
        PageAddress.objects.bulk_create(self._pages.values(), ignore_conflicts=True)
        self._rows, self._pages = {}, {}
