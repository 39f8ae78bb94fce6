"""Feeds in JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

import json
from typing import Any

from django.templatetags.static import static
from django.utils.timezone import localtime

from articles.feeds.entries import Comments, Feed, Item
from articles.site_url import absolute


def json_feed(feed: Feed) -> str:
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "description": feed.about,
        "icon": absolute(static("img/icon-512.png")),
        "favicon": absolute(static("img/icon-96.png")),
        "authors": [{"name": feed.publication, "url": absolute("/")}],
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(written, ensure_ascii=False)


def _item(item: Item) -> dict[str, Any]:
    written = {
        "id": item.unique_id,
        "url": item.address,
        "external_url": item.source,
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "image": item.picture.url if item.picture else "",
        "date_published": localtime(item.published_at).isoformat(timespec="seconds"),
        "date_modified": localtime(item.updated_at).isoformat(timespec="seconds"),
        "authors": [{"name": author.name, "url": absolute(author.get_absolute_url())} for author in item.authors],
        "tags": item.subjects,
        "_comments": _comments(item.comments) if item.comments else None,
    }
    return {name: value for name, value in written.items() if value or name == "content_html"}


def _comments(comments: Comments) -> dict[str, Any]:
    """An extension, as the specification wants them: by a name with an underscore, and saying what it is."""
    about = "How many comments readers see, the page and the feed of them."
    return {"about": about, "count": comments.seen, "url": comments.page, "feed_url": comments.feed}
