"""The newest comments of a discussion as a feed: RSS, Atom with what each answers (RFC 4685), and JSON Feed."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from articles import body
from articles.feeds import xml
from articles.feeds.entries import lasting_id, with_whole_addresses
from articles.models import Article
from articles.not_in_xml import clean
from articles.site_url import absolute
from comments import threads
from comments.models import Comment

MOST = 50


class Atom(xml.Atom):
    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("thr:in-reply-to", "", item["answers"])


def newest(article: Article) -> list[Comment]:
    """What readers see of it now."""
    if not threads.is_shown(article):
        return []
    found = threads.for_readers(Comment.objects.visible().filter(article=article))
    newest = list(found.order_by("-created_at", "-pk")[:MOST])
    threads.with_authors(*newest)
    return newest


def rss(article: Article, comments: Iterable[Comment], address: str) -> str:
    return _xml(xml.Rss, article, comments, address)


def atom(article: Article, comments: Iterable[Comment], address: str) -> str:
    return _xml(Atom, article, comments, address)


def json_feed(article: Article, comments: Iterable[Comment], address: str) -> str:
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _name(article),
        "home_page_url": _page(article),
        "feed_url": absolute(address),
        "language": get_language() or settings.LANGUAGE_CODE,
        "items": [_json_item(article, comment) for comment in comments],
    }
    return json.dumps(written, ensure_ascii=False)


def _json_item(article: Article, comment: Comment) -> dict[str, Any]:
    written = {
        "id": _id(comment.pk),
        "url": _address(comment),
        "title": _title(article, comment),
        "content_html": _content(comment),
        "date_published": localtime(comment.created_at).isoformat(timespec="seconds"),
        "authors": [{"name": comment.author_name}],
    }
    if comment.edited_at:
        written["date_modified"] = localtime(comment.edited_at).isoformat(timespec="seconds")
    return written


def _xml(kind: type[SyndicationFeed], article: Article, comments: Iterable[Comment], address: str) -> str:
    written = kind(
        title=clean(_name(article)),
        link=_page(article),
        description=clean(_name(article)),
        language=get_language() or settings.LANGUAGE_CODE,
        feed_url=absolute(address),
    )
    for comment in comments:
        written.add_item(
            title=clean(_title(article, comment)),
            link=_address(comment),
            description=None,  # type: ignore[arg-type]  # the content says it all
            author_name=clean(comment.author_name),
            pubdate=comment.created_at,
            updateddate=comment.edited_at or comment.created_at,
            unique_id=_id(comment.pk),
            unique_id_is_permalink=False,
            authors=[],
            content=clean(_content(comment)),
            said=None,
            answers=_answered(article, comment),
        )
    return str(written.writeString("utf-8"))


def _answered(article: Article, comment: Comment) -> dict[str, str]:
    if not comment.parent_id:
        return {"ref": lasting_id(article), "href": absolute(article.get_absolute_url())}
    return {"ref": _id(comment.parent_id), "href": absolute(reverse("comment", args=[comment.parent_id]))}


def _content(comment: Comment) -> str:
    return with_whole_addresses(body.render_remark(comment.body), _address(comment))


def _name(article: Article) -> str:
    return _("Comments: %(headline)s") % {"headline": article.headline}


def _title(article: Article, comment: Comment) -> str:
    return _("%(name)s on “%(headline)s”") % {"name": comment.author_name, "headline": article.headline}


def _page(article: Article) -> str:
    return absolute(reverse("discussion", args=[article.pk]))


def _address(comment: Comment) -> str:
    return absolute(reverse("comment", args=[comment.pk]))


def _id(number: int) -> str:
    """RFC 4151, as those of articles."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:comment-{number}"
