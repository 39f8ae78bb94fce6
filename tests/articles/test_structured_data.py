"""One graph on every page, telling what the page shows."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article, Author, Category, Picture
from articles.revisions import Credit
from newsroom.models import Menu, MenuItem, Page, Site
from tests.conftest import rewrite
from tests.pictures import stored

SITE = "http://127.0.0.1:8000"
PATH = "/news/council-votes-on-the-bridge/"
AT = datetime(2026, 3, 1, 17, tzinfo=UTC)


def page(client: Client, address: str) -> LexborHTMLParser:
    response = client.get(address)
    assert response.status_code == 200
    return LexborHTMLParser(response.content)


def graph(client: Client, address: str = PATH) -> dict[str, dict[str, Any]]:
    """The nodes of the page's only graph, by type."""
    (script,) = page(client, address).css('script[type="application/ld+json"]')
    written = json.loads(script.text())
    assert written["@context"] == "https://schema.org"
    nodes = written["@graph"]
    assert len({node["@type"] for node in nodes}) == len(nodes)
    return {node["@type"]: node for node in nodes}


def trail(node: dict[str, Any]) -> list[str]:
    assert [item["position"] for item in node["itemListElement"]] == list(range(1, len(node["itemListElement"]) + 1))
    return [item["name"] for item in node["itemListElement"]]


@pytest.fixture
def picture(db: None) -> Picture:
    return stored((2000, 1400), alt="A bridge")


def test_article_tells_everything_about_itself(client: Client, published, author: Author, picture: Picture):
    desk = Author.objects.create(name="Wire desk", slug="wire-desk", kind=Author.Kind.ORGANISATION)
    editor = Author.objects.create(name="Sam Ito", slug="sam-ito")
    standfirst = "Nine to four, after a night of questions about what the work will cost."
    published(
        at=AT,
        standfirst=standfirst,
        body="<p>The council voted.</p>",
        tags=["Bridges", "Council"],
        bylines=[Credit(author), Credit(desk), Credit(editor, "editor")],
        lead_picture=picture,
    )
    nodes = graph(client)
    assert set(nodes) == {"NewsArticle", "BreadcrumbList", "NewsMediaOrganization"}
    told = nodes["NewsArticle"]
    assert told["headline"] == page(client, PATH).css_first("h1").text().strip()
    assert told["mainEntityOfPage"] == f"{SITE}{PATH}"
    assert told["description"] == standfirst
    assert told["datePublished"] == told["dateModified"] == "2026-03-01T12:00:00-05:00"
    assert told["author"] == [
        {"@type": "Person", "name": "Dana Whitlock", "url": f"{SITE}/author/dana-whitlock/"},
        {"@type": "Organization", "name": "Wire desk", "url": f"{SITE}/author/wire-desk/"},
    ]
    assert [person["name"] for person in told["editor"]] == ["Sam Ito"]
    assert told["publisher"]["@id"] == nodes["NewsMediaOrganization"]["@id"]
    assert nodes["NewsMediaOrganization"]["logo"]["url"] == f"{SITE}/static/img/icon-512.png"
    assert (told["articleSection"], told["keywords"]) == ("News", ["Bridges", "Council"])
    assert (told["inLanguage"], told["wordCount"], told["isAccessibleForFree"]) == ("en-us", 3, True)
    assert "isBasedOn" not in told
    sizes = [(image["width"], image["height"]) for image in told["image"]]
    assert sizes == [(1280, 720), (1280, 960), (1280, 1280)]
    assert all(client.get(image["url"].removeprefix(SITE)).status_code == 200 for image in told["image"])


@pytest.mark.parametrize(
    ("kind", "name"),
    [("opinion", "OpinionNewsArticle"), ("analysis", "AnalysisNewsArticle"), ("press_release", "Article")],
)
def test_kind_of_article_is_told(kind: str, name: str, client: Client, published):
    published(article_type=kind)
    assert name in graph(client)


def test_article_nobody_signed_is_the_publications_own(client: Client, published):
    published(bylines=[])
    nodes = graph(client)
    assert nodes["NewsArticle"]["author"] == [{"@id": nodes["NewsMediaOrganization"]["@id"]}]


def test_date_of_change_follows_what_readers_are_told(client: Client, published):
    article = published(at=AT)
    article.headline = "Council votes on the bridges"
    rewrite(article, by=None)
    assert graph(client)["NewsArticle"]["dateModified"] == "2026-03-01T12:00:00-05:00"
    article.updated_at = datetime(2026, 3, 2, 17, tzinfo=UTC)
    rewrite(article, by=None)
    assert graph(client)["NewsArticle"]["dateModified"] == "2026-03-02T12:00:00-05:00"


def test_text_cannot_leave_its_element(client: Client, published):
    headline = "</script><script>alert(1)</script> & \u2028 <!--"
    published(headline, slug="sneaky")
    response = client.get("/news/sneaky/")
    assert b"<script>alert" not in response.content
    (script,) = LexborHTMLParser(response.content).css('script[type="application/ld+json"]')
    assert not set("<>&\u2028") & set(script.text())
    assert json.loads(script.text())["@graph"][0]["headline"] == headline


def test_republished_article_names_its_source_and_its_home(client: Client, published):
    published(
        source_name="The Gazette",
        source_url="https://gazette.example/1",
        source_licence="https://creativecommons.org/licenses/by/4.0/",
        canonical_url="https://gazette.example/1",
    )
    told = graph(client)["NewsArticle"]
    assert told["isBasedOn"]["url"] == told["mainEntityOfPage"] == "https://gazette.example/1"
    assert told["isBasedOn"]["publisher"]["name"] == "The Gazette"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_video_is_told_of_where_it_is_the_main_thing(client: Client, published, picture: Picture):
    video = {"video_provider": "youtube", "video_id": "dQw4w9WgXcQ", "video_seconds": 605, "lead_picture": picture}
    published("Watch", article_type="video", at=AT, **video)
    published("Read", **video)
    published("Blind", article_type="video", **{**video, "lead_picture": None})
    nodes = graph(client, "/news/watch/")
    told = nodes["VideoObject"]
    assert nodes["NewsArticle"]["video"] == {"@id": told["@id"]}
    assert (told["name"], told["duration"]) == ("Watch", "PT10M5S")
    assert told["uploadDate"] == "2026-03-01T12:00:00-05:00"
    assert told["embedUrl"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert all(address.startswith(f"{SITE}/media/pictures/") for address in told["thumbnailUrl"])
    assert "VideoObject" not in graph(client, "/news/read/")
    assert "VideoObject" not in graph(client, "/news/blind/")


def test_trail_of_an_article_is_the_one_readers_see(client: Client, published):
    world = Category.objects.create(name="World", slug="world")
    published("Monsoon", category=Category.objects.create(name="Asia", slug="asia", parent=world))
    seen = [" ".join(item.text().split()) for item in page(client, "/asia/monsoon/").css(".breadcrumb li")]
    assert trail(graph(client, "/asia/monsoon/")["BreadcrumbList"]) == seen == ["Home", "World", "Asia", "Monsoon"]


def test_lists_are_collections_with_a_trail(client: Client, published, author: Author):
    published(tags=["Bridges"], at=AT)
    expected = {
        "/latest/": ["Home", "Latest news"],
        "/news/": ["Home", "News"],
        "/tag/bridges/": ["Home", "Bridges"],
        "/archive/": ["Home", "Archive"],
        "/archive/2026/": ["Home", "Archive", "2026"],
        "/archive/2026/03/": ["Home", "Archive", "2026", "March 2026"],
    }
    for address, names in expected.items():
        nodes = graph(client, address)
        assert nodes["CollectionPage"]["url"] == f"{SITE}{address}"
        assert trail(nodes["BreadcrumbList"]) == names


def test_every_page_with_a_trail_shows_it(client: Client, published, author: Author):
    guns = Category.objects.get(slug="guns")
    ranges = Category.objects.create(name="Ranges", slug="ranges", parent=guns)
    published(tags=["Bridges"], at=AT, bylines=[Credit(author)], category=ranges)
    addresses = "/latest/ /guns/ /ranges/ /videos/ /tag/bridges/ /author/dana-whitlock/ /archive/ /archive/2026/"
    for address in [*addresses.split(), "/archive/2026/03/", "/privacy/", "/feeds/"]:
        tree = page(client, address)
        told = graph(client, address)["BreadcrumbList"]["itemListElement"]
        seen = [" ".join(item.text().split()) for item in tree.css(".breadcrumb li")]
        assert seen == [item["name"] for item in told], address
        links = [f"{SITE}{link.attributes['href']}" for link in tree.css(".breadcrumb a")]
        assert links == [item["item"] for item in told[:-1]], address
        assert [item.text() for item in tree.css(".breadcrumb [aria-current=page]")] == seen[-1:], address


def test_author_has_a_profile(client: Client, published, author: Author, picture: Picture):
    author.bio, author.job_title, author.picture = "Writes about <bridges>.", "Reporter", picture
    author.links = ["https://example.org/dana", "javascript:alert(1)"]
    author.save()
    published(bylines=[Credit(author)])
    told = graph(client, "/author/dana-whitlock/")["ProfilePage"]["mainEntity"]
    assert (told["@type"], told["name"], told["jobTitle"]) == ("Person", "Dana Whitlock", "Reporter")
    assert told["description"] == "Writes about <bridges>."
    assert told["sameAs"] == ["https://example.org/dana"]
    assert told["image"].startswith(f"{SITE}/media/pictures/{picture.pk}/")


def test_front_page_tells_of_the_publication(client: Client, db):
    Site.objects.update_or_create(
        pk=1,
        defaults={
            "name": "The Ledger",
            "tagline": "Every morning",
            "social_links": [{"name": "Mastodon", "url": "https://social.example/@ledger"}],
        },
    )
    standing = Page.objects.create(title="Ethics", slug="ethics", is_published=True, published_at=AT)
    draft = Page.objects.create(title="Masthead", slug="masthead")
    for target in (standing, draft):
        MenuItem.objects.create(menu=Menu.objects.get(slug="footer"), page=target)
    nodes = graph(client, "/")
    assert (nodes["WebSite"]["name"], nodes["WebSite"]["url"]) == ("The Ledger", f"{SITE}/")
    told = nodes["NewsMediaOrganization"]
    assert told["sameAs"] == ["https://social.example/@ledger"]
    assert told["ethicsPolicy"] == f"{SITE}/ethics/"
    assert not {"masthead", "publishingPrinciples"} & set(told)


def test_standing_page_is_a_page(client: Client, db):
    assert graph(client, "/privacy/")["WebPage"]["url"] == f"{SITE}/privacy/"


def test_preview_tells_machines_nothing(desk: Client, draft):
    article: Article = draft()
    response = desk.get(f"/admin/articles/article/{article.pk}/preview/")
    assert response.status_code == 200
    assert b"ld+json" not in response.content
