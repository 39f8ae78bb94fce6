"""The text of an article as its own page shows it: players, galleries, scrolling tables, contents, a drop cap.

All of this stands around what is written, and is added when the page is made: the stored text knows nothing of it, and
feeds and mails get it without.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import body, embeds
from articles.body import ANY_TAG, TAG, Media
from articles.mending import mended
from articles.models import Picture

LONG, ENOUGH_HEADINGS = 1000, 3  # words and headings from which a text gets a table of contents
DROP_CAP_FROM = 180  # characters of the first paragraph; under a shorter one the capital would hang in the air
FIRST_PARAGRAPH = re.compile(rf"\A<p({TAG})>((?:(?!<p[\s>]).)*?)</p>", re.DOTALL)
HEADING = re.compile(rf"<h2({TAG})>(.*?)</h2>", re.DOTALL)
EMBED = re.compile(rf"<figure({TAG})>((?:(?!<figure[\s>]).)*?)</figure>", re.DOTALL)
CAPTION = re.compile(rf"<figcaption{TAG}>.*?</figcaption>", re.DOTALL)
LINK = re.compile(rf"<a{TAG}>(.*?)</a>", re.DOTALL)
# How wide pictures stand that are narrower than the text: those of galleries, and those the text flows round.
IN_GALLERY, BESIDE_TEXT = "(min-width: 44rem) 13rem, 46vw", "(min-width: 44rem) 18rem, 100vw"


class Heading(NamedTuple):
    anchor: str
    words: str


def render(html: str) -> SafeString:
    """A stored text for its page."""
    media = body.media_of(html)
    html = FIRST_PARAGRAPH.sub(_drop_cap, mended(html))
    html = EMBED.sub(_player, html)
    return body.render(ANY_TAG.sub(Walk(media), html), media)


def contents(html: str, words: int) -> list[Heading]:
    """The headings of a long text, with the anchors `render` gives them; nothing for a text one can overlook."""
    found = list(HEADING.finditer(mended(html))) if words >= LONG else []
    if len(found) < ENOUGH_HEADINGS:
        return []
    headings = [
        Heading(body.attributes_of(match.group(0)).get("id") or _anchor(number), body.plain_text(match.group(2)))
        for number, match in enumerate(found, 1)
    ]
    return [heading for heading in headings if heading.words]


def _anchor(number: int) -> str:
    return f"section-{number}"


def _drop_cap(match: re.Match[str]) -> str:
    words = body.plain_text(match.group(2))
    if len(words) <= DROP_CAP_FROM or not words[0].isalpha() or "data-align" in match.group(1):
        return match.group(0)
    return f'<p class="drop-cap"{match.group(1)}>{match.group(2)}</p>'


def _player(match: re.Match[str]) -> str:
    """Nothing is asked of the platform, not even a picture, before the reader has agreed to it."""
    opening, inside = f"<figure{match.group(1)}>", match.group(2)
    address = body.attributes_of(opening).get("data-embed", "")
    embed = embeds.parse(address)
    if not embed:
        return match.group(0)
    caption, link = CAPTION.search(inside), LINK.search(inside)
    words = body.plain_text(link.group(1)) if link else ""
    title = "" if words.startswith("http") else words
    player = render_to_string("articles/_player.html", {"embed": embed, "address": address, "title": title})
    return f'<figure class="video">{player}{caption.group(0) if caption else ""}</figure>'


class Walk:
    """Goes through the tags of a text once, in order, and knows in which figures it is."""

    def __init__(self, media: Media) -> None:
        self.media = media
        self.figures: list[dict[str, str]] = []
        self.links, self.headings, self.pictures = 0, 0, 0
        self.match: re.Match[str]
        self.changes: dict[str, Callable[[str], str]] = {
            "<figure": self.open_figure,
            "</figure": self.close_figure,
            "<a": self.open_link,
            "</a": self.close_link,
            "<img": self.picture,
            "<h2": self.heading,
            "<pre": lambda tag: f'{tag[:-1]} tabindex="0">',  # its lines do not break, and are scrolled
            "<table": lambda tag: (
                format_html('<div class="table" role="group" tabindex="0" aria-label="{}">', _("Table")) + tag
            ),
            "</table": lambda tag: f"{tag}</div>",
        }

    def __call__(self, match: re.Match[str]) -> str:
        tag, self.match = match.group(0), match
        change = self.changes.get(("</" if tag.startswith("</") else "<") + match.group(1))
        return change(tag) if change else tag

    @property
    def is_in_gallery(self) -> bool:
        return any("data-gallery" in figure for figure in self.figures)

    def open_figure(self, tag: str) -> str:
        is_first = not self.is_in_gallery
        self.figures.append(body.attributes_of(tag))
        if self.is_in_gallery and is_first:
            return tag.replace("<figure", '<figure class="gallery" data-module="gallery" data-when="use"', 1)
        return tag

    def close_figure(self, tag: str) -> str:
        was_in_gallery = self.is_in_gallery
        if self.figures:
            self.figures.pop()
        ends = was_in_gallery and not self.is_in_gallery
        return tag + render_to_string("articles/_gallery_viewer.html") if ends else tag

    def open_link(self, tag: str) -> str:
        self.links += 1
        to_picture = self.is_in_gallery and body.attributes_of(tag).get("href", "").startswith("/media/pictures/")
        return tag.replace("<a", '<a class="gallery-link"', 1) if to_picture and self.link_shows_a_picture() else tag

    def link_shows_a_picture(self) -> bool:
        """Whether one stands in the link that begins here, and is still there."""
        text, start = self.match.string, self.match.end()
        return any(self.shown(image.group(0)) for image in body.IMAGE.finditer(text, start, text.find("</a", start)))

    def shown(self, tag: str) -> Picture | None:
        found = self.media.pictures.get(int(body.attributes_of(tag).get("data-picture") or 0))
        return found if found and found.original else None

    def close_link(self, tag: str) -> str:
        self.links = max(0, self.links - 1)
        return tag

    def picture(self, tag: str) -> str:
        if not self.is_in_gallery:
            beside = any(figure.get("data-align") in {"left", "right"} for figure in self.figures)
            return f'{tag[:-1]} data-sizes="{BESIDE_TEXT}">' if beside else tag
        self.pictures += 1
        shown = f'{tag[:-1]} data-sizes="{IN_GALLERY}" data-crop="square">'
        found = self.shown(tag)
        if self.links or not found:
            return shown
        alt = body.attributes_of(tag).get("alt", "") or found.alt_text
        name = _("Enlarge picture %(number)s: %(alt)s") % {"number": self.pictures, "alt": alt}
        opening = format_html('<a class="gallery-link" href="{}" aria-label="{}">', found.url, name.rstrip(": "))
        return f"{opening}{shown}</a>"

    def heading(self, tag: str) -> str:
        self.headings += 1
        if " id=" in tag:
            return tag
        return tag.replace("<h2", f'<h2 id="{_anchor(self.headings)}"', 1)
