"""What the head of a page tells search engines, social networks and feed readers."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from articles import descriptions
from articles.models import Author
from articles.revisions import Credit
from tests.pictures import stored

SITE = "http://127.0.0.1:8000"
PATH = "/news/council-votes-on-the-bridge/"
HEADED = ["/", "/latest/", "/news/", "/tag/bridges/", "/author/dana-whitlock/", "/archive/"]
HEADED += [
    "/archive/2026/03/",
    "/archive/2026/",
    "/search/?q=a",
    "/privacy/",
    "/feeds/",
    "/saved/",
    "/notifications/",
    "/privacy-choices/",
    "/accounts/login/",
    PATH,
]


class Head:
    def __init__(self, client: Client, address: str) -> None:
        self.tree = LexborHTMLParser(client.get(address).content)

    def meta(self, name: str) -> str:
        (found,) = self.tree.css(f'meta[name="{name}"], meta[property="{name}"]')
        return str(found.attributes["content"])

    def links(self, relation: str) -> list[str | None]:
        return [link.attributes["href"] for link in self.tree.css(f"link[rel={relation}]")]


@pytest.fixture
def _article(published, author: Author) -> None:
    at = datetime(2026, 3, 1, 17, tzinfo=UTC)
    published(
        at=at,
        tags=["Bridges"],
        bylines=[Credit(author)],
        body="<p>The council voted on it after a long and noisy night.</p>",
    )


@pytest.mark.usefixtures("_article")
@pytest.mark.parametrize("address", HEADED)
def test_every_page_says_what_it_is(address: str, client: Client):
    head = Head(client, address)
    assert head.links("canonical") == [f"{SITE}{address.partition('?')[0]}"] == [head.meta("og:url")]
    assert 50 <= len(head.meta("description")) <= 200
    for name in ("og:title", "og:type", "og:description", "og:site_name", "og:image:alt"):
        assert head.meta(name)
    assert head.meta("og:locale") == "en_US"
    assert head.meta("twitter:card") == "summary_large_image"
    assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1200", "630")
    assert {str(link.attributes["sizes"]) for link in head.tree.css("link[rel=icon]")} == {"any", "96x96"}
    assert head.links("apple-touch-icon")
    assert head.links("manifest") == ["/manifest.webmanifest"]


@pytest.mark.usefixtures("_article")
@pytest.mark.parametrize("address", HEADED)
def test_only_what_should_be_found_may_be(address: str, client: Client):
    hidden = ("/search/", "/saved/", "/notifications/", "/privacy-choices/", "/accounts/", "/tag/")
    expected = "noindex" if address.startswith(hidden) else "max-image-preview:large"
    assert Head(client, address).meta("robots") == expected


def test_subject_with_enough_articles_may_be_found(client: Client, published):
    for number in range(3):
        published(f"Article {number}", tags=["Bridges"])
    assert Head(client, "/tag/bridges/").meta("robots") == "max-image-preview:large"


def test_later_page_is_its_own_canonical_address(client: Client, published):
    for number in range(21):
        published(f"Article {number}")
    (older,) = Head(client, "/latest/").links("next")
    path = str(older).removeprefix(SITE)
    assert Head(client, path).links("canonical") == [older]


def test_card_shows_the_picture_for_social_networks_then_the_lead_then_our_own(client: Client, published):
    lead, social = stored((1300, 900), alt="The lead"), stored((1400, 900), alt="For networks")
    article = published(lead_picture=lead, social_picture=social)
    for picture in (article.social_picture, article.lead_picture):
        head = Head(client, PATH)
        assert head.meta("og:image") == f"{SITE}{picture.rendition_url('social.jpg')}"
        assert head.meta("og:image:alt") == picture.alt
        assert client.get(head.meta("og:image").removeprefix(SITE)).status_code == 200
        type(article).objects.filter(pk=article.pk).update(social_picture=None)
    type(article).objects.filter(pk=article.pk).update(lead_picture=stored())
    assert Head(client, PATH).meta("og:image") == f"{SITE}/static/img/card.png"


def test_own_card_is_as_large_as_it_is_said_to_be_and_light():
    path = Path(str(finders.find("img/card.png")))
    with Image.open(path) as card:
        assert card.size == (1200, 630)
    assert path.stat().st_size < 60_000


def test_article_says_when_by_whom_and_about_what(client: Client, published, author: Author):
    second = Author.objects.create(name="Sam Ito", slug="sam-ito")
    published(tags=["Bridges", "Roads"], bylines=[Credit(author), Credit(second, "photographer")])
    head = Head(client, PATH)
    assert head.meta("article:published_time") == head.meta("article:modified_time")
    assert head.meta("article:section") == "News"
    assert head.meta("article:author") == f"{SITE}/author/dana-whitlock/"
    tags = head.tree.css('meta[property="article:tag"]')
    assert [tag.attributes["content"] for tag in tags] == ["Bridges", "Roads"]


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"standfirst": "A < b & more" * 20}, "cut"),
        (
            {
                "standfirst": "Nine to four",
                "body": "<p>It rained. </p><p>The council voted late at night.</p><p>No.</p>",
            },
            0,
        ),
        ({"body": "<p>Short &amp; <b>sweet</b></p>"}, "Short & sweet"),
        ({}, "Council votes on the bridge"),
        ({"seo_description": "What robots read is written for them, and long enough."}, 1),
    ],
)
def test_description_is_as_long_as_the_text_allows(fields: dict, description: str | int, client: Client, published):
    expected = {
        0: "Nine to four. It rained. The council voted late at night.",
        1: "What robots read is written for them, and long enough.",
    }
    published(**fields)
    found = Head(client, PATH).meta("description")
    if description == "cut":
        assert found.startswith("A < b & more")
        assert 150 < len(found) <= 200
        assert found.endswith("…")
    else:
        assert found == expected.get(description, description)


def test_sentences_do_not_end_after_initials():
    assert descriptions.describe("Short.", "Mr J. R. Hartley of the county board spoke for an hour. Then he sat.") == (
        "Short. Mr J. R. Hartley of the county board spoke for an hour."
    )


@pytest.mark.usefixtures("_article")
@pytest.mark.parametrize("address", ["/", "/latest/", "/news/", "/tag/bridges/", "/author/dana-whitlock/"])
def test_page_names_its_feed_in_each_format(address: str, client: Client):
    feeds = Head(client, address).tree.css("link[rel=alternate]")
    assert [feed.attributes["type"] for feed in feeds] == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    ]
    assert len({feed.attributes["title"] for feed in feeds}) == 3
    for feed in feeds:
        response = client.get(str(feed.attributes["href"]))
        assert response["Content-Type"] == f"{feed.attributes['type']}; charset=utf-8"
        assert PATH in response.content.decode()
