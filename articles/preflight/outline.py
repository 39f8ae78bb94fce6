"""Headings, links and pictures of a text, read off its tags in one pass, however long it is."""

import re
from typing import NamedTuple

from articles import body

HEADING = re.compile(r"h[1-6]")


class Heading(NamedTuple):
    level: int
    words: str


class Link(NamedTuple):
    address: str
    words: str
    has_picture: bool


class Shown(NamedTuple):
    """A picture in the text: `number` in the library, None for one of another site."""

    number: int | None
    alt: str
    address: str


class Outline(NamedTuple):
    headings: list[Heading]
    links: list[Link]
    pictures: list[Shown]


def of(html: str) -> Outline:
    """Of a text that `body.clean` has seen, where every tag that opens is closed."""
    reading = _Reading(html)
    for match in body.ANY_TAG.finditer(html):
        reading.take(match)
    return reading.found


class _Reading:
    """Knows which headings and links are open: where their words began, and how many pictures stood before them."""

    def __init__(self, html: str) -> None:
        self.html, self.found = html, Outline([], [], [])
        self.headings: list[int] = []
        self.links: list[tuple[str | None, int, int]] = []

    def take(self, match: re.Match[str]) -> None:
        tag, name = match.group(0), match.group(1).lower()
        is_end = tag.startswith("</")
        if name == "img":
            self.found.pictures.append(_picture(tag))
        elif name == "a":
            self.close_link(match.start()) if is_end else self.open_link(match)
        elif HEADING.fullmatch(name):
            self.close_heading(int(name[1]), match.start()) if is_end else self.headings.append(match.end())

    def open_link(self, match: re.Match[str]) -> None:
        self.links.append((body.attributes_of(match.group(0)).get("href"), match.end(), len(self.found.pictures)))

    def close_link(self, end: int) -> None:
        if not self.links:
            return
        address, start, before = self.links.pop()
        if address is not None:  # else it is a place in the text, and leads nowhere
            words = body.plain_text(self.html[start:end])
            self.found.links.append(Link(address.strip(), words, len(self.found.pictures) > before))

    def close_heading(self, level: int, end: int) -> None:
        if self.headings:
            self.found.headings.append(Heading(level, body.plain_text(self.html[self.headings.pop() : end])))


def _picture(tag: str) -> Shown:
    attributes = body.attributes_of(tag)
    number = attributes.get("data-picture")
    return Shown(int(number) if number else None, attributes.get("alt", ""), attributes.get("src", ""))
