"""The clock stands one second before and after an article becomes visible, and every surface is looked at."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article, Author
from articles.revisions import Credit
from tests.pictures import stored

MOMENT = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # half past one in New York, in the night the clocks go back
SECOND = timedelta(seconds=1)
HEADLINE = "Ferry runs aground"
PATH = "/news/ferry-runs-aground/"

LISTS = {
    "home": "/",
    "latest": "/latest/",
    "category": "/news/",
    "tag": "/tag/ferries/",
    "author": "/author/dana-whitlock/",
    "archive of the month": "/archive/2026/11/",
    "search": "/search/?q=aground",
    "search by its body": "/search/?q=sandbank",
    "not found": "/no-such-page/",
    "feed": "/feed/",
    "feed as Atom": "/feed/atom/",
    "feed as JSON": "/feed/json/",
    "feed of the latest": "/latest/feed/",
    "feed of the category": "/news/feed/",
    "feed of the tag": "/tag/ferries/feed/",
    "feed of the author": "/author/dana-whitlock/feed/",
    "feed of the author as JSON": "/author/dana-whitlock/feed/json/",
    "sitemap of the news": "/sitemap-news.xml",
    "sitemap of the month": "/sitemap-articles-2026-11-1.xml",
    "related, latest and neighbours": "/news/harbour-opens/",
    "itself": PATH,
}


@pytest.fixture
def other(published: Callable[..., Article], author: Author, time_machine) -> Article:
    """One that is visible all the while, on the same subject, so that there is a page to be named on."""
    time_machine.move_to(MOMENT - timedelta(days=1), tick=False)
    return published("Harbour opens", tags=["Ferries"], bylines=[Credit(author)])


@pytest.fixture
def fields(other: Article, author: Author) -> dict:
    return {
        "tags": ["Ferries"],
        "bylines": [Credit(author)],
        "body": "<p>On a sandbank.</p>",
        "lead_picture": stored(alt="A ferry"),
    }


@pytest.fixture
def scheduled(draft: Callable[..., Article], fields: dict) -> Article:
    return publishing.schedule(draft(HEADLINE, **fields), by=None, at=MOMENT)


def shows(client: Client, address: str) -> bool:
    response = client.get(address)
    body = response.content.decode()
    return PATH in body if response["Content-Type"].startswith("application/xml") else HEADLINE in body


def picture_address(article: Article) -> str:
    assert article.lead_picture
    return article.lead_picture.url


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS.keys())
def test_scheduled_article_appears_at_its_second(address: str, client: Client, scheduled: Article, time_machine):
    time_machine.move_to(MOMENT - SECOND, tick=False)
    assert not shows(client, address)
    time_machine.move_to(MOMENT, tick=False)
    assert shows(client, address)


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS.keys())
def test_embargoed_article_appears_when_the_embargo_ends(
    address: str, client: Client, scheduled: Article, time_machine
):
    # The date of publication has come; only the embargo keeps it back.
    Article.objects.filter(pk=scheduled.pk).update(embargo_until=MOMENT + timedelta(hours=1))
    time_machine.move_to(MOMENT + timedelta(hours=1) - SECOND, tick=False)
    assert not shows(client, address)
    time_machine.move_to(MOMENT + timedelta(hours=1), tick=False)
    assert shows(client, address)


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS.keys())
def test_expiring_article_is_gone_at_its_second(address: str, client: Client, scheduled: Article, time_machine):
    Article.objects.filter(pk=scheduled.pk).update(unpublish_at=MOMENT + timedelta(hours=1))
    time_machine.move_to(MOMENT + timedelta(hours=1) - SECOND, tick=False)
    assert shows(client, address)
    time_machine.move_to(MOMENT + timedelta(hours=1), tick=False)
    assert not shows(client, address)


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS.keys())
def test_draft_is_on_no_surface(
    address: str, client: Client, draft: Callable[..., Article], fields: dict, time_machine
):
    # With a date of publication that has passed: the status alone keeps it back.
    draft(HEADLINE, published_at=MOMENT, is_pinned=True, **fields)
    time_machine.move_to(MOMENT + SECOND, tick=False)
    assert not shows(client, address)


@pytest.mark.parametrize("address", [path for path in LISTS.values() if path != PATH])
def test_article_taken_down_is_on_no_surface(address: str, client: Client, scheduled: Article, time_machine):
    time_machine.move_to(MOMENT + SECOND, tick=False)
    publishing.take_down(scheduled, by=None, reason="It was another ferry.")
    assert not shows(client, address)


def test_picture_is_sent_from_the_second_its_article_appears(client: Client, scheduled: Article, time_machine):
    address = picture_address(scheduled)
    time_machine.move_to(MOMENT - SECOND, tick=False)
    assert client.get(address).status_code == 404
    time_machine.move_to(MOMENT, tick=False)
    assert client.get(address).status_code == 200
    publishing.take_down(scheduled, by=None, reason="It was another ferry.")
    assert client.get(address).status_code == 404


def test_month_and_year_are_listed_from_the_second_something_is_in_them(
    client: Client, scheduled: Article, time_machine
):
    time_machine.move_to(MOMENT - SECOND, tick=False)
    assert client.get("/archive/2026/11/").status_code == 404
    assert "/archive/2026/11/" not in client.get("/archive/2026/").content.decode()
    assert "2026-11" not in client.get("/sitemap.xml").content.decode()
    time_machine.move_to(MOMENT, tick=False)
    assert client.get("/archive/2026/11/").status_code == 200
    assert "/archive/2026/11/" in client.get("/archive/2026/").content.decode()
    assert "sitemap-articles-2026-11-1.xml" in client.get("/sitemap.xml").content.decode()


def test_tag_and_author_of_nothing_visible_are_not_found(client: Client, draft, news, time_machine):
    author = Author.objects.create(name="Secret Source", slug="secret-source")
    draft(HEADLINE, tags=["Scandal"], bylines=[Credit(author)])
    for address in ("/tag/scandal/", "/tag/scandal/feed/", "/author/secret-source/", "/author/secret-source/feed/"):
        assert client.get(address).status_code == 404
    assert "secret-source" not in client.get("/sitemap-authors-1.xml").content.decode()
