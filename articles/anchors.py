"""Where in a text the words stand that somebody remarked on, though it changes around them, and has them twice.

static/js/desk/remark_marks.js reckons the same in what is being typed.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from articles import body
from articles.models import Remark
from articles.revisions import Content

FIELDS = ("headline", "standfirst", "body")
BLOCKS = "p, h2, h3, h4, h5, h6, li, dd, dt, figcaption, caption, td, th, pre, summary"
NEAR, WITH_GAPS = 32, 96  # characters on each side that tell one place from another
SAME_PARAGRAPH, MOST_FOR_LENGTH = 8, 16
ENOUGH = 16  # or it is another place that happens to have the same words
Texts = dict[str, str]


class Place(NamedTuple):
    field: str
    paragraph: int | None
    before: str
    after: str


NOWHERE = Place("", None, "", "")


def texts(content: Content) -> Texts:
    """What a browser shows of each field, a paragraph a line."""
    return {name: "\n".join(paragraphs(content, name)) for name in FIELDS}


def paragraphs(content: Content, field: str) -> list[str]:
    text = str(content.get(field) or "")
    if field != "body":
        return [plain(text)]
    tree = LexborHTMLParser(text)
    return [plain(body.plain_text(each.html or "")) for each in tree.css(BLOCKS) if len(each.css(BLOCKS)) <= 1]


def found(given: Texts, quote: str, sought: Place) -> Place | None:
    """The one of all places with these words that is the most like the one that is sought."""
    names = [sought.field] if sought.field in FIELDS else FIELDS
    places = [(_likeness(place, sought, len(quote)), place) for place in _places(given, quote, names)]
    likeness, best = max(places, key=lambda each: each[0], default=(0, None))
    is_known = sought.paragraph is not None and bool(sought.before or sought.after)  # or it was all there was
    return best if likeness >= ENOUGH or not is_known else None


def is_lost(given: Texts, remark: Remark) -> bool:
    sought = Place(remark.field, remark.paragraph, remark.before, remark.after)
    return bool(remark.quote) and found(given, remark.quote, sought) is None


def plain(text: str) -> str:
    """As a browser shows it, however it breaks the lines."""
    return " ".join(text.replace("\0", "").replace("\u00ad", "").split())


def around(before: str, after: str) -> tuple[str, str]:
    """Without gaps, of which a browser and a parser each know others."""
    return _bare(before[-WITH_GAPS:])[-NEAR:], _bare(after[:WITH_GAPS])[:NEAR]


def _places(given: Texts, quote: str, names: Iterable[str]) -> Iterator[Place]:
    for name in names:
        text = given[name]
        start = text.find(quote)
        while start >= 0:
            end = start + len(quote)
            nearby = around(text[max(start - WITH_GAPS, 0) : start], text[end : end + WITH_GAPS])
            yield Place(name, text.count("\n", 0, start), *nearby)
            start = text.find(quote, start + 1)


def _likeness(place: Place, sought: Place, length: int) -> int:
    nearby = SAME_PARAGRAPH if place.paragraph == sought.paragraph else 0
    alike = _alike(place.before[::-1], sought.before[::-1]) + _alike(place.after, sought.after)
    return alike + nearby + min(length, MOST_FOR_LENGTH)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _bare(text: str) -> str:
    return "".join(plain(text).split())
