from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from articles import pagination
from articles.models import Article, Category
from articles.pagination import BadCursor, Cursor

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def many(news: Category) -> list[Article]:
    """Fifty, of which seven and seven share a date, so that a page ends in the midst of them."""
    return Article.objects.bulk_create(
        Article(
            headline=f"Article {number}",
            slug=f"article-{number}",
            category=news,
            status="published",
            published_at=NOON - timedelta(hours=number // 7),
        )
        for number in range(50)
    )


def walk(client: Client, address: str) -> list[list[str]]:
    pages = []
    start = address
    while address:
        page = LexborHTMLParser(client.get(address).content)
        pages.append([link.text() for link in page.css("main h3 a")])
        older = page.css_first('main a[rel="next"]')
        address = start + str(older.attributes["href"]).removeprefix(start) if older else ""
    return pages


def test_pages_follow_one_another_without_gap_or_repetition(client: Client, many: list[Article]):
    pages = walk(client, "/latest/")
    assert [len(page) for page in pages] == [20, 20, 10]
    assert [headline for page in pages for headline in page] == [
        article.headline for article in Article.objects.visible().latest_first()
    ]


def test_article_published_meanwhile_moves_nothing(many: list[Article], news: Category):
    articles = Article.objects.visible()
    first = pagination.cut(articles)
    second = pagination.cut(articles, str(first.older))
    Article.objects.create(headline="New", slug="new", category=news, status="published", published_at=NOON)
    assert pagination.cut(articles, str(first.older)).articles == second.articles


def test_no_page_counts_or_skips(client: Client, many: list[Article]):
    with CaptureQueriesContext(connection) as queries:
        walk(client, "/latest/")
    written = " ".join(query["sql"] for query in queries)
    assert "COUNT(" not in written
    assert "OFFSET" not in written


def test_later_page_has_its_own_title_and_canonical_address(client: Client, many: list[Article]):
    first = LexborHTMLParser(client.get("/news/").content)
    older = first.css_first('link[rel="next"]').attributes["href"].partition("8000")[2]
    second = LexborHTMLParser(client.get(f"{older}&utm_source=x").content)
    assert len({page.css_first("title").text() for page in (first, second)}) == 2
    assert len({page.css_first('meta[name="description"]').attributes["content"] for page in (first, second)}) == 2
    assert first.css_first('link[rel="canonical"]').attributes["href"] == "http://127.0.0.1:8000/news/"
    assert second.css_first('link[rel="canonical"]').attributes["href"] == f"http://127.0.0.1:8000{older}"
    assert second.css_first(".pager-newest").attributes["href"] == "/news/"


def test_cursor_says_the_same_after_a_journey():
    for cursor in (Cursor(NOON, 7), Cursor(datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), 1)):
        assert Cursor.parse(str(cursor)) == cursor


BAD = ["x", "1", "1.", ".1", "1.1.1", "-ffffffffffffff.1", "1.ffffffffffffffff", "१.1", "1.1\n", "1' OR 1"]


@pytest.mark.parametrize("text", BAD)
def test_cursor_that_we_never_gave_out_is_not_found(text: str, client: Client, many: list[Article]):
    with pytest.raises(BadCursor):
        Cursor.parse(text)
    assert client.get("/latest/", {"before": text}).status_code == 404


def test_page_beyond_the_last_is_not_found(client: Client, many: list[Article]):
    assert client.get("/latest/", {"before": "1.1"}).status_code == 404
    assert client.get("/latest/", {"before": ""}).status_code == 200
