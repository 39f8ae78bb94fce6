"""RSS 2.0 of any list of articles, with the whole text of each."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from articles import body
from articles.listings import Listing
from articles.models import Article, Rendition
from articles.models.article import ArticleQuerySet
from articles.site_url import absolute

MOST = 50
# Not even as entities may these stand in XML; imported texts hold them now and then.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OUR_ADDRESS = re.compile(r'(<[^<>]*\s(?:src|href)=")(?=/(?!/))')


class Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])

    def latest_post_date(self) -> datetime:
        # Of an empty feed Django would give the present second, and no two answers would have the same ETag.
        return super().latest_post_date() if self.items else timezone.now().replace(hour=0, minute=0, second=0)


def rss(listing: Listing, articles: ArticleQuerySet, *, site_name: str, fallback: str = "") -> Rss:
    """The newest of the `articles` under the name of the site and of the `listing`."""
    feed = Rss(
        title=_clean(f"{site_name}: {listing.name}" if listing.name else site_name),
        link=absolute(listing.address),
        description=_clean(listing.about or fallback or site_name),
        language=get_language(),
        feed_url=absolute(listing.feed),
    )
    shown = list(articles.for_feeds().latest_first()[:MOST])
    media = body.media_of(*(article.body for article in shown))
    files = _renditions(shown)
    for article in shown:
        feed.add_item(
            title=_clean(article.headline),
            link=absolute(article.get_absolute_url()),
            description=_clean(article.standfirst),
            author_name=_clean(article.byline_text) or None,
            pubdate=article.published_at,
            updateddate=max(article.modified_at, article.published_at or article.modified_at),
            unique_id=_lasting_id(article),
            unique_id_is_permalink=False,
            categories=[_clean(article.category.name), *(_clean(item.tag.name) for item in article.tagged_items.all())],
            enclosures=_enclosures(files.get(article.lead_picture_id or 0)),
            content=_clean(OUR_ADDRESS.sub(rf"\g<1>{settings.SITE_URL}", body.render(article.body, media))),
        )
    return feed


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def _lasting_id(article: Article) -> str:
    """The same after a change of headline, slug or category, so that no reader shows the article anew (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:article-{article.pk}"


def _renditions(articles: Iterable[Article]) -> dict[int, Rendition]:
    pictures = {article.lead_picture_id for article in articles if article.lead_picture_id}
    found = Rendition.objects.filter(picture__in=pictures, name="free").select_related("picture")
    return {rendition.picture_id: rendition for rendition in found}


def _enclosures(rendition: Rendition | None) -> list[Enclosure]:
    if not rendition:
        return []
    try:
        length = str(rendition.file.size)
    except FileNotFoundError:
        return []
    return [Enclosure(absolute(rendition.picture.url), length, "image/webp")]
