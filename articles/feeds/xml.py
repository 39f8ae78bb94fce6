"""Feeds in RSS 2.0 and in Atom (RFC 4287)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.feeds.entries import Feed, Item
from articles.not_in_xml import clean
from articles.site_url import absolute


class HasSteadyDate(SyndicationFeed):
    def latest_post_date(self) -> datetime:
        # Of an empty feed Django would give the present second, and no two answers would have the same ETag.
        return (
            super().latest_post_date()
            if self.items
            else timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        )


class Rss(HasSteadyDate, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        spaces = {
            "content": "http://purl.org/rss/1.0/modules/content/",
            "dc": "http://purl.org/dc/elements/1.1/",
            "slash": "http://purl.org/rss/1.0/modules/slash/",
            "wfw": "http://wellformedweb.org/CommentAPI/",
        }
        return {**super().rss_attributes(), **{f"xmlns:{name}": space for name, space in spaces.items()}}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", clean(author.name))
        handler.addQuickElement("content:encoded", item["content"])
        if said := item["said"]:
            handler.addQuickElement("slash:comments", str(said.seen))
            handler.addQuickElement("wfw:commentRss", said.feed)


class Atom(HasSteadyDate, Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:thr": "http://purl.org/syndication/thread/1.0"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", clean(author.name))
            handler.addQuickElement("uri", absolute(author.get_absolute_url()))
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})
        if said := item["said"]:
            replies = {"rel": "replies", "type": "application/atom+xml", "href": f"{said.feed}atom/"}
            handler.addQuickElement("link", "", {**replies, "thr:count": str(said.seen)})
            handler.addQuickElement("thr:total", str(said.seen))


def rss(feed: Feed) -> str:
    return _written(Rss, feed, {item.unique_id: item.summary for item in feed.items})


def atom(feed: Feed) -> str:
    # Atom says of each text what it is, and what Django writes is called HTML.
    return _written(Atom, feed, {item.unique_id: escape(item.summary) for item in feed.items})


def _written(kind: type[SyndicationFeed], feed: Feed, summaries: dict[str, str]) -> str:
    written = kind(
        title=feed.title,
        link=feed.page,
        description=feed.about,
        subtitle=feed.about,
        language=feed.language,
        author_name=feed.publication,
        feed_url=feed.address,
    )
    for item in feed.items:
        written.add_item(
            title=item.title,
            link=item.address,
            description=summaries[item.unique_id],
            pubdate=item.published_at,
            updateddate=item.updated_at,
            unique_id=item.unique_id,
            unique_id_is_permalink=False,
            categories=item.subjects,
            enclosures=list(_enclosures(item)),
            authors=item.authors,
            content=item.content,
            comments=item.comments.page if item.comments else None,
            said=item.comments,
        )
    return str(written.writeString("utf-8"))


def _enclosures(item: Item) -> Iterable[Enclosure]:
    if item.picture:
        yield Enclosure(item.picture.url, str(item.picture.length), item.picture.media_type)
