"""How much is said stands wherever an article is listed, and is what readers see of it."""

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import readership
from articles.models import Article, Author, Readership
from articles.revisions import Credit
from comments.models import Comment, Discussion
from tests.comments.said import say

LISTS = ["/", "/latest/", "/news/", "/tag/bridges/", "/author/dana-whitlock/", "/search/?q=council"]
RSS = {"slash": "http://purl.org/rss/1.0/modules/slash/", "wfw": "http://wellformedweb.org/CommentAPI/"}
ATOM = {"": "http://www.w3.org/2005/Atom", "thr": "http://purl.org/syndication/thread/1.0"}
TOTAL = "{http://purl.org/syndication/thread/1.0}count"


@pytest.fixture
def article(published: Callable[..., Article], author: Author) -> Article:
    made = published(tags=["Bridges"], bylines=[Credit(author)])
    said = say(made)
    say(made, parent=said)
    say(made, status=Comment.Status.PENDING)
    return made


def links(client: Client, address: str) -> list[tuple[str, str]]:
    found = LexborHTMLParser(client.get(address).content).css(".comment-count")
    return [(str(link.attributes["href"]), link.text(strip=True)) for link in found]


def in_json_ld(client: Client, article: Article) -> int | None:
    page = LexborHTMLParser(client.get(article.get_absolute_url()).content)
    graph = json.loads(page.css_first('script[type="application/ld+json"]').text())
    count: int | None = next(node for node in graph["@graph"] if "headline" in node).get("commentCount")
    return count


def in_feeds(client: Client) -> list[object]:
    rss = ElementTree.fromstring(client.get("/feed/").content).find("channel/item")
    atom = ElementTree.fromstring(client.get("/feed/atom/").content).find("entry", ATOM)
    told = json.loads(client.get("/feed/json/").content)["items"][0].get("_comments", {}).get("count")
    assert rss is not None
    assert atom is not None
    replies = [link.get(TOTAL) for link in atom.findall("link", ATOM) if link.get("rel") == "replies"]
    return [rss.findtext("slash:comments", namespaces=RSS), atom.findtext("thr:total", namespaces=ATOM), *replies, told]


@pytest.mark.parametrize("address", LISTS)
def test_cards_say_how_much_is_said(client: Client, article: Article, address: str):
    assert links(client, address) == [("/news/council-votes-on-the-bridge/#comments", "2 comments")]


def test_months_of_the_archive_do_too(client: Client, article: Article):
    at = timezone.localtime(article.published_at)
    assert links(client, f"/archive/{at:%Y}/{at:%m}/")


def test_what_stands_beside_an_article_does_too(client: Client, article: Article, published: Callable[..., Article]):
    others = [published(f"Another {number} on the bridge", tags=["Bridges"]) for number in range(3)]
    assert links(client, others[-1].get_absolute_url()) == [
        ("/news/council-votes-on-the-bridge/#comments", "2 comments")
    ]


def test_one_comment_is_one(client: Client, published: Callable[..., Article]):
    say(published())
    assert [words for _address, words in links(client, "/latest/")] == ["1 comment"]


def test_where_nothing_is_said_nothing_is_told(client: Client, published: Callable[..., Article]):
    article = published()
    assert links(client, "/latest/") == []
    assert in_feeds(client) == ["0", "0", "0", 0]
    assert in_json_ld(client, article) is None


def test_feeds_and_machines_are_told(client: Client, article: Article):
    assert in_feeds(client) == ["2", "2", "2", 2]
    assert in_json_ld(client, article) == 2
    item = ElementTree.fromstring(client.get("/feed/").content).find("channel/item")
    assert item is not None
    page, feed = item.findtext("comments"), item.findtext("wfw:commentRss", namespaces=RSS)
    assert str(page).endswith("/news/council-votes-on-the-bridge/#comments")
    assert client.get(str(feed).removeprefix("http://127.0.0.1:8000")).status_code == 200


def withheld(article: Article) -> None:
    Discussion.objects.filter(article=article).update(withheld_at=timezone.now())


def off(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(comments_policy=Article.CommentsPolicy.OFF)


@pytest.mark.parametrize("hide", [withheld, off])
def test_of_hidden_discussions_nothing_is_told(client: Client, article: Article, hide: Callable[[Article], None]):
    hide(article)
    assert [links(client, address) for address in LISTS] == [[]] * len(LISTS)
    assert in_feeds(client) == [None, None, None]
    assert in_json_ld(client, article) is None
    assert b"commentRss" not in client.get("/feed/").content


def test_closed_discussions_are_counted(client: Client, article: Article):
    Article.objects.filter(pk=article.pk).update(comments_policy=Article.CommentsPolicy.CLOSED)
    assert links(client, "/latest/")


def test_the_most_read_are_headlines_alone(client: Client, published: Callable[..., Article]):
    day: datetime = timezone.localtime()
    for number in range(20):
        article = published(f"Article {number}")
        say(article)
        Readership.objects.create(article=article, day=day.date(), count=number + 1)
    readership.rank()
    page = LexborHTMLParser(client.get("/").content)
    assert page.css(".headlines .comment-count")
    assert page.css(".most-read li")
    assert not page.css(".most-read .comment-count")
