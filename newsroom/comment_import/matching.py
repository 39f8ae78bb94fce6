"""Which article an address of the old site, or of this one, led to: whatever the host, and whatever hangs on it."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, FormerAddress
from newsroom.models import PageAddress
from newsroom.wordpress.addresses import ENDINGS, FEED, IDS, NUMBER
from newsroom.wordpress.paths import LONGEST, address_key

INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)\Z")
LONGEST_ADDRESS = 4 * LONGEST
TOGETHER = 60  # addresses asked for in one statement; each has several paths


def keys(address: str) -> list[str]:
    """The paths at which it may be written down, the likeliest first. Of plain permalinks with their number."""
    try:
        parts = urlsplit(address.strip()[:LONGEST_ADDRESS])
        query = parse_qs(parts.query)
    except ValueError:
        return []
    key = address_key(parts.path)
    key = key.removeprefix("/index.php") or "/"  # where the old server could not rewrite addresses
    plain = [f"?p={int(number[0])}" for name in IDS if NUMBER.match((number := query.get(name, [""]))[0])]
    found = [base + one for one in plain for base in dict.fromkeys([key, "/"])]
    found += [key, INDEX.sub("", key)]
    bare = FEED.sub("", key)
    while ending := ENDINGS.search(bare):
        bare = bare[: ending.start()]
        found.append(bare)
    found.append(bare)
    return [one for one in dict.fromkeys(found) if one and one != "/" and len(one) <= LONGEST]


class Matching:
    """`by_hand` is what the operator says: addresses and their article, or 0 for what is to stay behind."""

    def __init__(self, by_hand: dict[str, int] | None = None) -> None:
        self._by_hand = by_hand or {}

    def find(self, addresses: Iterable[tuple[str, ...]]) -> list[tuple[int | None, str]]:
        """For each thread, which may have several addresses, its article, or why there is none."""
        wanted = [[key for address in each for key in keys(address)] for each in addresses]
        hands = [self._hand(each) for each in addresses]
        articles = by_key(key for each, hand in zip(wanted, hands, strict=True) if hand is None for key in each)
        pages = _pages([key for each in wanted for key in each if key not in articles])
        found: list[tuple[int | None, str]] = []
        for each, hand in zip(wanted, hands, strict=True):
            article = next((articles[key] for key in each if key in articles), None) if hand is None else hand
            found.append((article or None, "" if article else _why(each, hand, pages)))
        return found

    def _hand(self, addresses: tuple[str, ...]) -> int | None:
        for address in addresses:
            for name in [address.strip(), *keys(address)]:
                if name in self._by_hand:
                    return self._by_hand[name]
        return None


def by_key(wanted: Iterable[str]) -> dict[str, int]:
    """Articles by the path at which each is, or was."""
    paths = list(dict.fromkeys(wanted))
    steps: dict[str, tuple[str, ...]] = {}
    for path in paths:
        if path.count("/") == 2:
            steps[path] = tuple(path.strip("/").split("/"))
    found: dict[str, int] = {}
    size = TOGETHER * 8
    for start in range(0, len(paths), size):
        some = paths[start : start + size]
        former = FormerAddress.objects.filter(path__in=some, article__isnull=False)
        found.update((path, article) for path, article in former.values_list("path", "article") if article)
        slugs = {steps[path][1] for path in some if path in steps}
        rows = Article.objects.filter(slug__in=slugs).values_list("category__slug", "slug", "pk")
        now: dict[tuple[str, ...], int] = {(category, slug): pk for category, slug, pk in rows}
        # What is at an address today goes before what once was.
        found.update((path, now[steps[path]]) for path in some if path in steps and steps[path] in now)
    return found


def _pages(paths: list[str]) -> set[str]:
    size = TOGETHER * 8
    found: set[str] = set()
    for start in range(0, len(paths), size):
        some = paths[start : start + size]
        found |= set(PageAddress.objects.filter(path__in=some).values_list("path", flat=True))
        others = FormerAddress.objects.filter(Q(path__in=some), article=None)
        found |= set(others.values_list("path", flat=True))
    return found


def _why(paths: list[str], hand: int | None, pages: set[str]) -> str:
    if hand == 0:
        return _("It was to be left behind")
    if not paths:
        return _("It has no address, or that of a front page")
    if not pages.isdisjoint(paths):
        return _("Its address leads to something that is no article")
    return _("No article has or had its address")
