from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles.models import Author, Category
from articles.revisions import Credit

ADDRESSES = [
    "/latest/",
    "/news/",
    "/tag/bridges/",
    "/author/dana-whitlock/",
    "/archive/",
    "/archive/2026/",
    "/archive/2026/11/",
]


def headlines(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [node.text() for node in LexborHTMLParser(response.content).css("main h3 a")]


@pytest.mark.parametrize("address", [*ADDRESSES, "/search/", "/videos/"])
def test_lists_refuse_to_be_posted_to(address: str, client: Client, db):
    assert client.post(address).status_code == 405


def test_category_includes_its_parts_at_any_depth(client: Client, published):
    guns = Category.objects.get(slug="guns")
    ranges = Category.objects.create(name="Ranges", slug="ranges", parent=guns)
    indoor = Category.objects.create(name="Indoor", slug="indoor", parent=ranges)
    now = timezone.now()
    for minutes, category in enumerate((guns, ranges, indoor)):
        published(category.name, category=category, at=now - timedelta(minutes=minutes))
    published("News")
    assert headlines(client, "/guns/") == ["Guns", "Ranges", "Indoor"]
    assert headlines(client, "/ranges/") == ["Ranges", "Indoor"]
    breadcrumb = LexborHTMLParser(client.get("/indoor/").content).css(".breadcrumb a")
    assert [link.text() for link in breadcrumb] == ["Home", "Guns", "Ranges"]


def test_empty_category_says_so(client: Client, db):
    assert "Nothing has been published here yet." in client.get("/politics/").content.decode()


def test_videos_gathers_every_article_with_a_video_once(client: Client, published):
    now = timezone.now()
    videos = Category.objects.get(slug="videos")
    published("Both", category=videos, video_provider="vimeo", video_id="1234", at=now)
    published("In the category", category=videos, at=now - timedelta(minutes=1))
    published("With a video", video_provider="youtube", video_id="dQw4w9WgXcQ", at=now - timedelta(minutes=2))
    published("Without")
    assert headlines(client, "/videos/") == ["Both", "In the category", "With a video"]
    feed = client.get("/videos/feed/").content.decode()
    assert "With a video" in feed
    assert "Without" not in feed


def test_tag_lists_what_is_about_it(client: Client, published):
    published("About it", tags=["Bridges"])
    published("About others", tags=["Roads"])
    assert headlines(client, "/tag/bridges/") == ["About it"]


def test_author_lists_every_role_once(client: Client, published, author: Author):
    published("Both", bylines=[Credit(author), Credit(author, "photographer")])
    published("By others")
    author.bio = "Covers the river."
    author.links = ["https://example.org/dana", "javascript:alert(1)", 7]
    author.save()
    assert headlines(client, "/author/dana-whitlock/") == ["Both"]
    content = client.get("/author/dana-whitlock/").content.decode()
    assert "Covers the river." in content
    assert 'href="https://example.org/dana"' in content
    assert "javascript:" not in content


def test_month_is_that_of_the_publication_not_of_the_database(client: Client, published):
    # Midnight of 1 November in New York is 04:00 UTC; the clocks go back later that night.
    published("In October", at=datetime(2026, 11, 1, 3, 59, 59, tzinfo=UTC))
    published("In November", at=datetime(2026, 11, 1, 4, 0, tzinfo=UTC))
    published("At its end", at=datetime(2026, 11, 20, tzinfo=UTC))
    assert headlines(client, "/archive/2026/10/") == ["In October"]
    assert headlines(client, "/archive/2026/11/") == ["At its end", "In November"]


def test_archive_names_only_years_and_months_with_articles(client: Client, published):
    published("Old", at=datetime(2019, 12, 31, 23, tzinfo=UTC))
    published("New", at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    links = LexborHTMLParser(client.get("/archive/").content).css("main .calendar a")
    assert [link.attributes["href"] for link in links] == ["/archive/2026/", "/archive/2019/"]
    links = LexborHTMLParser(client.get("/archive/2019/").content).css("main .calendar a")
    assert [link.attributes["href"] for link in links] == ["/archive/2019/12/"]


def test_date_of_an_import_gone_wrong_does_not_break_the_archive(client: Client, published):
    published("Ancient", at=datetime(1, 1, 2, tzinfo=UTC))
    published("New", at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    links = LexborHTMLParser(client.get("/archive/").content).css("main .calendar a")
    assert [link.attributes["href"] for link in links] == ["/archive/2026/"]
    assert client.get("/sitemap.xml").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/archive/2025/",
        "/archive/2025/01/",
        "/archive/9999/",
        "/archive/9999/12/",
        "/archive/2026/13/",
        "/archive/0000/",
    ],
)
def test_period_without_articles_is_not_found(address: str, client: Client, published):
    published(at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert client.get(address).status_code == 404
