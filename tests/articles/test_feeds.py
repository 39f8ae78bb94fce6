import re
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from selectolax.lexbor import LexborHTMLParser

from articles import encoding, making, publishing
from articles.models import Author, Picture
from articles.revisions import Credit
from tests.conftest import rewrite
from tests.pictures import stored

SITE = "http://127.0.0.1:8000"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
SELF = "{http://www.w3.org/2005/Atom}link"
PAGES = ["/", "/latest/", "/news/", "/tag/bridges/", "/author/dana-whitlock/"]


def channel(client: Client, address: str = "/feed/", **headers: str) -> Element:
    response = client.get(address, **headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    found = ElementTree.fromstring(response.content).find("channel")
    assert found is not None
    return found


def text(element: Element, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.text


@pytest.fixture
def picture(db: None) -> Picture:
    return stored(alt="A ferry")


def test_item_says_everything(client: Client, published, author: Author, picture: Picture):
    article = published(
        standfirst="Nine to four & out.",
        body=f'<p>See <a href="/latest/">more</a><img src="{picture.url}"></p><iframe src="https://x.example"></iframe>',
        tags=["Bridges"],
        bylines=[Credit(author)],
        lead_picture=picture,
        at=datetime(2026, 3, 1, 17, tzinfo=UTC),
    )
    item = channel(client).find("item")
    assert item is not None
    assert text(item, "title") == article.headline
    assert text(item, "link") == f"{SITE}/news/council-votes-on-the-bridge/"
    assert text(item, "description") == "Nine to four & out."
    assert text(item, "pubDate") == "Sun, 01 Mar 2026 17:00:00 +0000"
    assert text(item, CREATOR) == "Dana Whitlock"
    assert [category.text for category in item.findall("category")] == ["News", "Bridges"]
    content = text(item, CONTENT) or ""
    assert f'href="{SITE}/latest/"' in content
    files = [part.split()[0] for part in re.findall(r'(?:src|srcset)="([^"]*)"', content)]
    assert len(files) == 3
    assert all(file.startswith(f"{SITE}/media/pictures/{picture.pk}/") for file in files)
    assert "iframe" not in content
    enclosure = item.find("enclosure")
    assert enclosure is not None
    sent = client.get(str(enclosure.get("url")).removeprefix(SITE))
    assert enclosure.get("length") == str(len(sent.content))
    assert enclosure.get("type") == sent["Content-Type"] == "image/webp"


def test_length_is_that_of_the_file_made_last(client: Client, published, picture: Picture, monkeypatch):
    published(lead_picture=picture)
    before = channel(client).find("item/enclosure")
    monkeypatch.setitem(encoding.OPTIONS, "webp", {"lossless": True})
    making.make_all(picture, {"free"}, anew=True)
    after = channel(client).find("item/enclosure")
    assert before is not None
    assert after is not None
    assert before.get("length") != after.get("length") == str(picture.renditions.get(name="free.webp").file.size)


def test_guid_outlives_a_new_slug(client: Client, published):
    article = published()
    before = channel(client).find("item/guid")
    article.slug, article.headline = "bridge-vote", "Bridge vote"
    rewrite(article, by=None)
    after = channel(client).find("item/guid")
    assert before is not None
    assert after is not None
    assert (before.text, before.get("isPermaLink")) == (after.text, "false")


def test_channel_is_named_and_addresses_never_come_from_the_request(client: Client, published):
    published()
    found = channel(client, "/news/feed/", HTTP_HOST="localhost")
    assert text(found, "title") == "Newsroom: News"
    assert text(found, "link") == f"{SITE}/news/"
    assert text(found, "language") == "en-us"
    assert text(found, "lastBuildDate")
    itself = found.find(SELF)
    assert itself is not None
    assert (itself.get("rel"), itself.get("href")) == ("self", f"{SITE}/news/feed/")


def test_at_most_fifty_newest_first(client: Client, published):
    now = timezone.now()
    for number in range(52):
        published(f"Article {number}", at=now - timedelta(minutes=number))
    titles = [item.text for item in channel(client).findall("item/title")]
    assert titles == [f"Article {number}" for number in range(50)]


def test_reader_that_has_it_gets_304(client: Client, published):
    published()
    first = client.get("/feed/")
    assert client.get("/feed/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


def test_characters_that_xml_cannot_hold_are_left_out(client: Client, published):
    published("Bell\x07 and ￾form\x0cfeed", slug="bell", standfirst="\x1b[31m", body="<p>\x0b]]>&lt;</p>")
    assert text(channel(client), "item/title") == "Bell and formfeed"


@pytest.mark.parametrize("address", PAGES)
def test_page_links_to_the_feed_of_the_same_articles(address: str, client: Client, published, author: Author):
    published(tags=["Bridges"], bylines=[Credit(author)])
    link = LexborHTMLParser(client.get(address).content).css_first('link[type="application/rss+xml"]')
    assert link
    assert text(channel(client, str(link.attributes["href"])), "item/title") == "Council votes on the bridge"


@pytest.mark.parametrize("address", ["/feed/", "/latest/feed/", "/news/feed/", "/tag/bridges/feed/", "/videos/feed/"])
def test_feeds_refuse_to_be_posted_to(address: str, client: Client, db):
    assert client.post(address).status_code == 405


def test_empty_feed_is_a_feed(client: Client, db):
    assert channel(client, "/videos/feed/").findall("item") == []


def test_a_feed_is_sent_again_after_a_takedown(client: Client, published):
    published("Old", at=timezone.now() - timedelta(days=2))
    wrong = published("Wrong", at=timezone.now() - timedelta(days=1))
    before = client.get("/feed/")
    conditions = {"If-None-Match": before["ETag"], "If-Modified-Since": http_date(timezone.now().timestamp())}
    assert client.get("/feed/", headers=conditions).status_code == 304
    publishing.take_down(wrong, by=None, reason="It was wrong.")
    assert "Last-Modified" not in before
    assert client.get("/feed/", headers=conditions).status_code == 200
    since = {"If-Modified-Since": conditions["If-Modified-Since"]}
    assert client.get("/feed/", headers=since).status_code == 200
