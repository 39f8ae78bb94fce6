"""Writing down the addresses that things had on the old site."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model, QuerySet
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
        self._pages: dict[str, int] = {}

    def add(self, paths: Iterable[str], **target: Model) -> None:
        """`target` is one of the fields of FormerAddress: article, category, author, tag, picture, media_file."""
        [(name, found)] = target.items()
        for path in paths:
            self._found.setdefault(name, {}).setdefault(path, (found.pk, timezone.now()))

    def add_page(self, paths: Iterable[str], page: Page) -> None:
        for path in paths:
            self._pages.setdefault(path, page.pk)

    def flush(self) -> list[str]:
        """Returns the paths that lead elsewhere already, and go on doing so."""
        elsewhere: list[str] = []
        for name, found in self._found.items():
            values = [(path, *row) for path, row in found.items()]
            written = rows.insert(FormerAddress, ["path", name, "created_at"], values, ignores=True, returns="path")
            ids = {path: pk for path, (pk, _at) in found.items()}
            elsewhere += _elsewhere(FormerAddress.objects.values_list("path", name), ids, written)
        pages = [(path, pk) for path, pk in self._pages.items()]
        written = rows.insert(PageAddress, ["path", "page"], pages, ignores=True, returns="path")
        elsewhere += _elsewhere(PageAddress.objects.values_list("path", "page"), self._pages, written)
        self._found, self._pages = {}, {}
        return elsewhere


def _elsewhere(known: QuerySet, ids: dict[str, int], written: list[str]) -> list[str]:
    refused = ids.keys() - set(written)
    return sorted(path for path, pk in known.filter(path__in=refused) if pk != ids[path]) if refused else []
