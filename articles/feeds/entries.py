"""What a feed says, whichever format it is written in."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import get_language

from articles import body, corrections
from articles.body import Media
from articles.descriptions import describe
from articles.feeds import corrected
from articles.listings import Listing
from articles.models import Article, Author, Byline, Rendition, commented
from articles.models.article import ArticleQuerySet
from articles.not_in_xml import clean
from articles.site_url import absolute

MOST = 50
TAG = re.compile(r"<[^<>]+>")
ADDRESS = re.compile(r'(?<=\s)(src|href|poster|srcset)="([^"]*)"')
MEDIA_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


class Enclosure(NamedTuple):
    url: str
    length: int
    media_type: str


class Comments(NamedTuple):
    """How many readers see of an article, where, and in which feed."""

    seen: int
    page: str
    feed: str


class Item(NamedTuple):
    unique_id: str
    address: str
    title: str
    summary: str
    content: str
    authors: list[Author]
    subjects: list[str]
    published_at: datetime
    updated_at: datetime
    picture: Enclosure | None
    source: str
    comments: Comments | None


class Feed(NamedTuple):
    """`page` lists the same articles as the feed, which is at `address`."""

    title: str
    about: str
    publication: str
    page: str
    address: str
    language: str
    items: list[Item]


def gather(listing: Listing, articles: ArticleQuerySet, *, address: str, site_name: str, fallback: str = "") -> Feed:
    """The newest of the `articles` under the name of the site and of the `listing`."""
    shown = list(articles.for_feeds().latest_first()[:MOST])
    corrections.tell(*shown)
    media = body.media_of(*(article.body for article in shown))
    pictures = _pictures(shown)
    return Feed(
        title=clean(f"{site_name}: {listing.name}" if listing.name else site_name),
        about=clean(listing.about or fallback or site_name),
        publication=clean(site_name),
        page=absolute(listing.address),
        address=absolute(address),
        language=get_language() or settings.LANGUAGE_CODE,
        items=[_item(article, media, pictures.get(article.lead_picture_id or 0)) for article in shown],
    )


def _item(article: Article, media: Media, picture: Enclosure | None) -> Item:
    address = absolute(article.get_absolute_url())
    published_at = article.published_at or article.modified_at  # what is visible has a date; mypy cannot know
    return Item(
        unique_id=lasting_id(article),
        address=address,
        title=clean(article.headline) or address,
        summary=summary(article),
        content=clean(with_whole_addresses(body.render(article.body, media), address) + corrected.notes(article)),
        authors=[byline.author for byline in article.bylines.all() if byline.role == Byline.Role.AUTHOR],
        subjects=[clean(article.category.name), *(clean(item.tag.name) for item in article.tagged_items.all())],
        published_at=published_at,
        updated_at=max(article.modified_at, published_at, *(each.changed_at for each in article.told_corrections)),
        picture=picture,
        source=article.source_url,
        comments=_comments(article),
    )


def summary(article: Article) -> str:
    return clean(article.standfirst or describe(body.plain_text(article.body)))


def _comments(article: Article) -> Comments | None:
    told = commented.registered()
    if not told or article.comment_count is None:
        return None
    return Comments(article.comment_count, absolute(told.page(article)), absolute(told.feed(article)))


def with_whole_addresses(html: str, page: str) -> str:
    """Every address in the `html`, as it would be followed from the `page`, so that it leads there from anywhere."""

    def one(address: str) -> str:
        try:
            return urljoin(page, address)
        except ValueError:  # what some writer took for an address
            return address

    def attribute(match: re.Match[str]) -> str:
        name, value = match.groups()
        if name != "srcset":
            return f'{name}="{one(value)}"'
        candidates = (one(candidate.strip()) for candidate in value.split(","))
        return f'{name}="{", ".join(candidates)}"'

    return TAG.sub(lambda tag: ADDRESS.sub(attribute, tag.group(0)), html)


def lasting_id(article: Article) -> str:
    """The same after a change of headline, slug or category, so that no reader shows the article anew (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:article-{article.pk}"


def _pictures(articles: Iterable[Article]) -> dict[int, Enclosure]:
    """Of each lead picture a file that is made: the widest JPEG of 16:9, which everything reads, or the whole."""
    wanted = {article.lead_picture_id for article in articles if article.lead_picture_id}
    is_fit = Q(name__startswith="video-", name__endswith=".jpg") | Q(name="free.webp")
    found = Rendition.objects.filter(is_fit, picture__in=wanted).select_related("picture")
    enclosures = {}
    for pk, renditions in groupby(found.order_by("picture", "name"), key=lambda each: each.picture_id):
        best = max(renditions, key=lambda each: (each.name.endswith(".jpg"), each.width))
        if enclosure := _enclosure(best):
            enclosures[pk] = enclosure
    return enclosures


def _enclosure(rendition: Rendition) -> Enclosure | None:
    try:
        length = _length(str(rendition.file.name))
    except FileNotFoundError:
        return None
    media_type = MEDIA_TYPES[rendition.name.rpartition(".")[2]]
    return Enclosure(absolute(rendition.picture.rendition_url(rendition.name)), length, media_type)


@lru_cache(maxsize=10_000)
def _length(name: str) -> int:
    """In bytes. Asked of the storage once: where it is another machine, fifty questions take longer than the feed."""
    return default_storage.size(name)
