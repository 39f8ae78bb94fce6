"""What the sitemaps tell besides addresses: the news of two days, pictures and videos."""

from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils.translation import override

from articles import publishing, sitemap_xml, sitemaps
from articles.models import Picture
from newsroom.models import Site
from tests.conftest import rewrite
from tests.pictures import stored

SITE = "http://127.0.0.1:8000"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
}


@pytest.fixture(autouse=True)
def _now(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def picture(db: None) -> Picture:
    return stored((400, 300), alt="A ferry")


def entries(client: Client, address: str = "/sitemap-news.xml") -> list[Element]:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ElementTree.fromstring(response.content).findall("url", NAMES)


def titles(client: Client) -> list[str | None]:
    return [entry.findtext("news:news/news:title", namespaces=NAMES) for entry in entries(client)]


def test_news_are_told_with_their_publication_and_original_date(client: Client, published):
    Site.objects.update_or_create(pk=1, defaults={"name": "Salt & Light"})
    article = published("Fish & chips", slug="fish", at=NOW - timedelta(hours=1))
    article.updated_at = NOW
    rewrite(article, by=None)
    (entry,) = entries(client)
    assert entry.findtext("loc", namespaces=NAMES) == f"{SITE}/news/fish/"
    (news,) = entry.findall("news:news", NAMES)
    told = {element.tag.rpartition("}")[2]: element.text for element in news.iter() if element.text}
    assert told == {
        "name": "Salt & Light",
        "language": "en",
        "publication_date": "2026-03-01T11:00:00+00:00",
        "title": "Fish & chips",
    }


def test_news_are_those_of_two_days_that_may_be_found(client: Client, published, draft):
    published("Yesterday", at=NOW - timedelta(hours=47, minutes=59))
    published("Older", at=NOW - timedelta(hours=48))
    published("Paid for", is_sponsored=True)
    published("Hidden", is_hidden_from_search=True)
    published("Elsewhere", canonical_url="https://example.org/")
    draft("Draft", published_at=NOW)
    publishing.schedule(draft("Later"), by=None, at=NOW + timedelta(seconds=1))
    publishing.take_down(published("Gone"), by=None, reason="It was wrong.")
    assert titles(client) == ["Yesterday"]


def test_news_are_never_more_than_allowed(client: Client, published, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for number in range(3):
        published(f"Article {number}", at=NOW - timedelta(minutes=number))
    assert titles(client) == ["Article 0", "Article 1"]


def test_no_news_is_an_empty_file(client: Client, db):
    assert entries(client) == []


@pytest.mark.parametrize(
    ("code", "told"), [("de-at", "de"), ("pt-br", "pt"), ("zh-hans", "zh-cn"), ("zh-hant", "zh-tw")]
)
def test_language_has_a_region_for_chinese_alone(code: str, told: str, published):
    article = published()
    with override(code):
        ((_, inside), *_others) = sitemap_xml.news_of(article, "Ledger")[1]
    assert ("news:language", told) in inside


def test_pictures_are_told_of(client: Client, published, picture: Picture):
    published(at=NOW, lead_picture=picture)
    published("Bare", at=NOW)
    told = [entry.findtext("image:image/image:loc", namespaces=NAMES) for entry in entries(client, month())]
    assert told == [f"{SITE}{picture.url}", None]


def test_video_is_told_of_where_it_is_the_main_thing(client: Client, published, picture: Picture):
    video = {"video_provider": "vimeo", "video_id": "1234567", "video_seconds": 90, "lead_picture": picture}
    published("Watch \x07", slug="watch", article_type="video", standfirst="A film", at=NOW, **video)
    published("Read", at=NOW, **video)
    first, second = entries(client, month())
    (told,) = first.findall("video:video", NAMES)
    assert {element.tag.rpartition("}")[2]: element.text for element in told} == {
        "thumbnail_loc": f"{SITE}{picture.url}",
        "title": "Watch ",
        "description": "A film",
        "player_loc": "https://player.vimeo.com/video/1234567",
        "duration": "90",
        "publication_date": "2026-03-01T12:00:00+00:00",
    }
    assert second.find("video:video", NAMES) is None


def test_month_with_pictures_costs_one_query(client: Client, published, picture: Picture, django_assert_num_queries):
    for number in range(3):
        published(f"Article {number}", at=NOW, lead_picture=picture, article_type="video")
    with django_assert_num_queries(1):
        client.get(month())


def test_robots_are_led_to_both(client: Client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert [line for line in lines if line.startswith("Sitemap")] == [
        f"Sitemap: {SITE}/sitemap.xml",
        f"Sitemap: {SITE}/sitemap-news.xml",
    ]


def month() -> str:
    return "/sitemap-articles-2026-03-1.xml"
