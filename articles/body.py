"""The text of an article: what may stand in it, what it refers to, and how readers get it.

Stored is sanitised HTML with references (`data-picture`, `data-file`, `data-embed`). Nothing else
decides what HTML is safe, of writers or of readers.
"""

import json
import re
from html import unescape
from typing import Any, NamedTuple

import nh3
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import picture_markup
from articles.depths import without_depths
from articles.models import MediaFile, Picture

TEXT_LEVEL = {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"}
TEXT_LEVEL |= {"rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
BLOCKS = {"address", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h2", "h3"}
BLOCKS |= {"h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "ul"}
TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
MEDIA = {"audio", "img", "video", "track"}

ATTRIBUTES = {
    "*": {"dir", "lang", "id", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height", "data-picture"},
    "audio": {"src", "controls", "data-file"},
    "video": {"src", "controls", "width", "height", "data-file"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "figure": {"data-embed", "data-gallery", "data-align"},
    "aside": {"data-box"},
    "blockquote": {"cite", "data-pull"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers", "data-align"},
    "th": {"colspan", "rowspan", "headers", "scope", "data-align"},
    "col": {"span"},
    "colgroup": {"span"},
    "p": {"data-align"},
    **{f"h{level}": {"data-align"} for level in range(2, 7)},
    "time": {"datetime"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "q": {"cite"},
    "details": {"open"},
}
# Ids are prefixed so that text can never shadow an id the page's own scripts or labels look for.
ID_PREFIX = "text-"
# Characters of markup, as JSON writes them in any other way.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
REFERENCE = re.compile(r"/media/(pictures|files)/(\d{1,18})/")
SOURCE = re.compile(r"https?://[^/]|/(?![/\\])", re.IGNORECASE)  # an address in the web, or a path of this site
IN_TEXT = "(min-width: 44rem) 40rem, 100vw"  # how wide the measure is, for the choice of a rendition
WITHOUT_TEXT = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "title", "head"}


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id":
        return value if value.startswith(ID_PREFIX) else ID_PREFIX + value
    if name == "href" and value.startswith("#") and len(value) > 1:
        return value if value.startswith("#" + ID_PREFIX) else f"#{ID_PREFIX}{value[1:]}"
    if name in {"data-picture", "data-file"}:
        return value if value.isascii() and value.isdigit() and len(value) <= 18 else None
    if name == "cite":
        return value if SOURCE.match(value) else None
    return value


_cleaner = nh3.Cleaner(
    tags=TEXT_LEVEL | BLOCKS | TABLES | MEDIA,
    clean_content_tags=WITHOUT_TEXT,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

# Readers write in fewer elements, and their links are never ours to vouch for.
REMARK_LINK = "ugc nofollow noopener"
_readers_cleaner = nh3.Cleaner(
    tags=set("a abbr b bdi blockquote br cite code del em i ins li ol p pre q s strong sub sup u ul".split()),
    clean_content_tags=WITHOUT_TEXT,
    attributes={"*": set(), "a": {"href"}, "abbr": {"title"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=REMARK_LINK,
)

# What follows reads the cleaner's own output, where every attribute is double-quoted.
TAG = r'(?:\s+[^\s"=<>/]+(?:="[^"]*")?)*\s*'
IMAGE = re.compile(rf"<img({TAG})>")
PLAYER = re.compile(rf"<(audio|video)({TAG})>")
ATTRIBUTE = re.compile(r'([^\s"=<>/]+)(?:="([^"]*)")?')
ANY_TAG = re.compile(rf"</?([a-zA-Z][a-zA-Z0-9]*){TAG}>")
WORD = re.compile(r"\w+(?:['’\-.,]\w+)*")


class References(NamedTuple):
    pictures: set[int]
    files: set[int]


def clean(html: str) -> str:
    """Sanitises, once and for all: what comes back is stored. Cleaning twice changes nothing more."""
    return IMAGE.sub(
        _name_picture, PLAYER.sub(_name_file, _cleaner.clean(without_depths(html.replace("\0", ""))))
    ).strip()


def clean_remark(html: str) -> str:
    """The same for what readers write, by their narrower rules."""
    cleaned = _readers_cleaner.clean(without_depths(html.replace("\0", ""))).strip()
    # Where an address was dropped, what is left is no link, and says nothing of one.
    return cleaned.replace(f'<a rel="{REMARK_LINK}">', "<a>")


def _name_picture(match: re.Match[str]) -> str:
    return _name_reference(match.group(0), "pictures", "data-picture")


def _name_file(match: re.Match[str]) -> str:
    return _name_reference(match.group(0), "files", "data-file")


def _name_reference(tag: str, folder: str, name: str) -> str:
    # Rich-text editors keep src but not data- attributes they never heard of, so it is read off src again.
    found = REFERENCE.search(attributes_of(tag).get("src", ""))
    if not found or found.group(1) != folder or f" {name}=" in tag:
        return tag
    return f'{tag[:-1]} {name}="{found.group(2)}">'


def attributes_of(tag: str) -> dict[str, str]:
    inside = tag.strip("<>").partition(" ")[2]
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(inside)}


def references(html: str) -> References:
    """Which pictures and files a stored text shows, as primary keys; they need not exist."""
    pictures = (attributes_of(match.group(0)).get("data-picture") for match in IMAGE.finditer(html))
    files = (attributes_of(match.group(0)).get("data-file") for match in PLAYER.finditer(html))
    in_links = {int(number) for folder, number in REFERENCE.findall(html) if folder == "files"}
    return References(
        {int(number) for number in pictures if number}, {int(number) for number in files if number} | in_links
    )


def plain_text(html: str) -> str:
    """The words alone, with a blank where a tag stood between blocks."""

    def replace(match: re.Match[str]) -> str:
        return "" if match.group(1).lower() in TEXT_LEVEL - {"br"} else " "

    return " ".join(unescape(ANY_TAG.sub(replace, _without_comments(html))).split())


def _without_comments(html: str) -> str:
    """In one pass: a pattern would look for the end of every comment that has none up to the end of the text."""
    first, *parts = html.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in parts)


def count_words(html: str) -> int:
    return len(WORD.findall(plain_text(html)))


class Media(NamedTuple):
    """What the references of one text or of many stand for."""

    pictures: dict[int, Picture]
    files: dict[int, MediaFile]


def media_of(*texts: str) -> Media:
    wanted = [references(html) for html in texts]
    pictures = {pk for each in wanted for pk in each.pictures}
    files = {pk for each in wanted for pk in each.files}
    return Media(
        Picture.objects.in_bulk(pictures) if pictures else {}, MediaFile.objects.in_bulk(files) if files else {}
    )


def render(html: str, media: Media | None = None) -> SafeString:
    """A stored text as readers get it: every reference replaced by what it stands for today.

    Whoever renders many texts hands in the `media_of` them all, and asks the database once.
    """
    pictures, files = media or media_of(html)

    def picture(match: re.Match[str]) -> str:
        attributes = attributes_of(match.group(0))
        found = pictures.get(int(attributes.get("data-picture") or 0))
        alt = attributes.get("alt") or (found.alt_text if found else "")
        if not found or not found.original:
            return format_html('<span class="missing-picture">{}</span>', alt or _("Picture not available"))
        # Both are of articles/page_body.py.
        sizes, crop = attributes.get("data-sizes", IN_TEXT), attributes.get("data-crop", "free")
        return picture_markup.markup(found, crop=crop, sizes=sizes, alt=alt)

    def player(match: re.Match[str]) -> str:
        kind, attributes = match.group(1), attributes_of(match.group(0))
        found = files.get(int(attributes.get("data-file") or 0))
        if not found or not found.file:
            # An address of someone else's server would tell it who reads us, before anyone agreed to that.
            return f"<{kind}>"
        return format_html('<{} src="{}" controls preload="none">', kind, found.url)

    return _safe(PLAYER.sub(player, IMAGE.sub(picture, html)))


def render_remark(html: str) -> SafeString:
    """What a reader wrote, cleaned once more than when it was stored: the rules of that day may have been others."""
    return _safe(clean_remark(html))


def render_json(data: dict[str, Any]) -> SafeString:
    """As `django.utils.html.json_script` writes it, for elements of other types: no character can end the element."""
    return _safe(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def _safe(cleaned: str) -> SafeString:
    """The one place that calls anything safe: only what the cleaners or `ESCAPES` let through comes here."""
    return mark_safe(cleaned)  # noqa: S308  # that is what this function is for
