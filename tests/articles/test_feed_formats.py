"""Atom and JSON Feed say what RSS says, each in its own way."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from articles import publishing
from articles.feeds import entries
from articles.models import Article, Author, Category
from articles.revisions import Credit
from tests.pictures import stored

SITE = "http://127.0.0.1:8000"
ATOM = {"": "http://www.w3.org/2005/Atom"}
AT = datetime(2026, 3, 1, 17, tzinfo=UTC)


@pytest.fixture
def _article(published, author: Author, time_machine) -> None:
    time_machine.move_to(AT, tick=False)
    published(
        "Fish & chips",
        slug="fish",
        standfirst="Salt < vinegar",
        body='<p id="one">See <a href="#one">above</a> or <a href="/latest/">more</a>.</p>',
        tags=["Food"],
        bylines=[Credit(author), Credit(Author.objects.create(name="Sam Ito", slug="sam-ito"))],
        lead_picture=stored((1400, 900), alt="Fish"),
        source_url="https://gazette.example/1",
        at=AT,
    )


def of_json(client: Client, address: str = "/feed/json/") -> dict[str, Any]:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    assert response["X-Robots-Tag"] == "noindex"
    found: dict[str, Any] = json.loads(response.content)
    return found


@pytest.mark.usefixtures("_article")
def test_atom_entry_says_everything(client: Client):
    response = client.get("/feed/atom/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ElementTree.fromstring(response.content)
    links = {link.get("rel"): link.get("href") for link in feed.findall("link", ATOM)}
    assert links == {"alternate": f"{SITE}/", "self": f"{SITE}/feed/atom/"}
    assert feed.findtext("updated", namespaces=ATOM) == "2026-03-01T17:00:00+00:00"
    (entry,) = feed.findall("entry", ATOM)
    told = {name: entry.findtext(name, namespaces=ATOM) for name in ("title", "published", "updated", "summary")}
    assert told == {
        "title": "Fish & chips",
        "published": "2026-03-01T17:00:00+00:00",
        "updated": "2026-03-01T17:00:00+00:00",
        "summary": "Salt &lt; vinegar",  # it is told to be HTML
    }
    assert [name.text for name in entry.findall("author/name", ATOM)] == ["Dana Whitlock", "Sam Ito"]
    assert entry.findtext("author/uri", namespaces=ATOM) == f"{SITE}/author/dana-whitlock/"
    assert [each.get("term") for each in entry.findall("category", ATOM)] == ["News", "Food"]
    assert f'<a href="{SITE}/latest/">' in (entry.findtext("content", namespaces=ATOM) or "")


@pytest.mark.usefixtures("_article")
def test_json_item_says_everything(client: Client):
    feed = of_json(client)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"], feed["language"]) == (f"{SITE}/", f"{SITE}/feed/json/", "en-us")
    (item,) = feed["items"]
    assert item["url"] == f"{SITE}/news/fish/"
    assert (item["title"], item["summary"], item["tags"]) == ("Fish & chips", "Salt < vinegar", ["News", "Food"])
    assert item["authors"][1] == {"name": "Sam Ito", "url": f"{SITE}/author/sam-ito/"}
    assert item["date_published"] == item["date_modified"] == "2026-03-01T12:00:00-05:00"
    assert item["external_url"] == "https://gazette.example/1"
    assert f'<a href="{SITE}/news/fish/#text-one">' in item["content_html"]
    assert client.get(item["image"].removeprefix(SITE)).status_code == 200


@pytest.mark.usefixtures("_article")
def test_one_article_has_one_name_in_every_format(client: Client):
    rss = ElementTree.fromstring(client.get("/feed/").content)
    atom = ElementTree.fromstring(client.get("/feed/atom/").content)
    names = {rss.findtext("channel/item/guid"), atom.findtext("entry/id", namespaces=ATOM)}
    assert names == {of_json(client)["items"][0]["id"]}


@pytest.mark.usefixtures("_article")
@pytest.mark.parametrize("form", ["", "atom/", "json/"])
@pytest.mark.parametrize("address", ["/", "/latest/", "/news/", "/tag/food/", "/author/sam-ito/"])
def test_every_list_has_each_format(address: str, form: str, client: Client):
    first = client.get(f"{address}feed/{form}")
    assert b"/news/fish/" in first.content
    assert client.get(f"{address}feed/{form}", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.post(f"{address}feed/{form}").status_code == 405


@pytest.mark.usefixtures("_article")
def test_other_formats_are_not_found(client: Client):
    assert client.get("/news/feed/rss/").status_code == 404


def test_empty_feeds_are_feeds(client: Client, db):
    assert of_json(client, "/videos/feed/json/")["items"] == []
    atom = client.get("/videos/feed/atom/")
    assert ElementTree.fromstring(atom.content).findall("entry", ATOM) == []
    assert client.get("/videos/feed/atom/")["ETag"] == atom["ETag"]


def test_article_without_words_is_an_item(client: Client, published):
    Article.objects.filter(pk=published(slug="silent").pk).update(headline="")  # as imports may leave them
    assert of_json(client)["items"][0]["content_html"] == ""
    assert client.get("/feed/").status_code == client.get("/feed/atom/").status_code == 200


def test_what_is_taken_down_or_not_out_yet_is_in_no_format(client: Client, published, draft):
    published("Here")
    draft("Draft")
    publishing.take_down(published("Gone"), by=None, reason="It was wrong.")
    publishing.schedule(draft("Later"), by=None, at=datetime(2099, 1, 1, tzinfo=UTC))
    assert [item["title"] for item in of_json(client)["items"]] == ["Here"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p title=\' src="/a"\'> src="/a"</p>', ' src="/a"</p>'),
        ('<img src="/a" alt="b, /c">', f'<img src="{SITE}/a" alt="b, /c">'),
        ('<source srcset="/a 1w, /b 2w">', f'<source srcset="{SITE}/a 1w, {SITE}/b 2w">'),
        ('<a href="//other.example/">', '<a href="http://other.example/">'),
        ('<a href="http://[">', '<a href="http://[">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ('<a href="?page=2&amp;a=1">', f'<a href="{SITE}/news/x/?page=2&amp;a=1">'),
    ],
)
def test_addresses_lead_there_from_anywhere(html: str, expected: str):
    assert entries.with_whole_addresses(html, f"{SITE}/news/x/").endswith(expected)


def test_page_of_feeds_lists_every_feed(client: Client, db):
    Category.objects.create(name="World", slug="world")
    content = client.get("/feeds/").content.decode()
    for address in ("/", "/news/", "/world/"):
        for form in ("", "atom/", "json/"):
            assert f'href="{address}feed/{form}"' in content
            assert client.get(f"{address}feed/{form}").status_code == 200
