"""The files of a sitemap as XML, with what Google's extensions for news, images and videos tell of an article.

https://www.sitemaps.org/protocol.html, and /docs/crawling-indexing/sitemaps/ at developers.google.com/search.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from django.utils.translation import get_language

from articles.models import Article
from articles.not_in_xml import clean
from articles.site_url import absolute
from articles.watching import is_main_thing, player_address

NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:video": "http://www.google.com/schemas/sitemap-video/1.1",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}
# Google News wants two or three letters, and of Chinese alone the region.
CHINESE = {"zh-hans": "zh-cn", "zh-cn": "zh-cn", "zh-sg": "zh-cn"}
LONGEST_VIDEO = 28_800  # seconds that the format allows

Element: TypeAlias = "tuple[str, str | Sequence[Element]]"


class Entry(NamedTuple):
    """An address and, where it can be told, when what stands there last changed, and what is to be seen there."""

    address: str
    changed_at: datetime | None = None
    about: Sequence[Element] = ()


def urlset(entries: Iterable[Entry]) -> str:
    return _file("urlset", "url", list(entries))


def index(entries: Iterable[Entry]) -> str:
    return _file("sitemapindex", "sitemap", list(entries))


def image_of(article: Article) -> list[Element]:
    picture = article.lead_picture
    return [("image:image", [("image:loc", absolute(picture.url))])] if picture and picture.original else []


def video_of(article: Article) -> list[Element]:
    """The video of a page to watch it on: what is told of others, Google would not show."""
    picture = article.lead_picture
    if not is_main_thing(article) or not picture or not picture.original:
        return []
    place = "content_loc" if article.video_file else "player_loc"
    told = [
        ("thumbnail_loc", absolute(picture.url)),
        ("title", article.headline),
        ("description", article.standfirst or article.headline),
        (place, absolute(article.video_url) if article.video_file else player_address(article)),
    ]
    if article.video_seconds and article.video_seconds <= LONGEST_VIDEO:
        told.append(("duration", str(article.video_seconds)))
    if article.published_at:
        told.append(("publication_date", _moment(article.published_at)))
    return [("video:video", [(f"video:{name}", text) for name, text in told])]


def news_of(article: Article, publication_name: str) -> Element:
    named: Sequence[Element] = [("news:name", publication_name), ("news:language", _language())]
    date = _moment(article.published_at) if article.published_at else ""
    about: Sequence[Element] = [
        ("news:publication", named),
        ("news:publication_date", date),
        ("news:title", article.headline),
    ]
    return ("news:news", about)


def _language() -> str:
    language = (get_language() or "en").lower()
    return CHINESE.get(language, "zh-tw") if language.startswith("zh") else language.partition("-")[0]


def _file(root: str, element: str, entries: Sequence[Entry]) -> str:
    used = {name.partition(":")[0] for entry in entries for name, _ in entry.about}
    names = [f'{name}="{url}"' for name, url in NAMESPACES.items() if name == "xmlns" or name[6:] in used]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {' '.join(names)}>"]
    for entry in entries:
        changed = [("lastmod", _moment(entry.changed_at))] if entry.changed_at else []
        lines.append(_written((element, [("loc", absolute(entry.address)), *changed, *entry.about])))
    return "\n".join([*lines, f"</{root}>", ""])


def _written(element: Element) -> str:
    name, inside = element
    text = escape(clean(inside)) if isinstance(inside, str) else "".join(_written(each) for each in inside)
    return f"<{name}>{text}</{name}>"


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
