from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import front_page, readership
from articles.models import Article, Readership

ADDRESS = "/api/readership/"
TODAY = date(2027, 3, 2)


@pytest.fixture(autouse=True)
def _nothing_counted(db) -> None:
    cache.clear()


@pytest.fixture
def _today(time_machine) -> None:
    time_machine.move_to("2027-03-03T02:00:00+00:00", tick=False)  # still the second in New York


def tell(client: Client, body: object, **headers: str) -> int:
    headers = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin", **headers}
    return client.post(ADDRESS, str(body), content_type="text/plain", headers=headers).status_code


def read(article: Article, times: int, day: date | None = None) -> None:
    Readership.objects.add(article.pk, day or timezone.localdate(), times)


def counted() -> dict[int, int]:
    return dict(Readership.objects.values_list("article", "count"))


@pytest.mark.usefixtures("_today")
def test_reading_is_counted_on_the_day_of_the_publication(client: Client, published):
    article = published()
    assert tell(client, article.pk) == tell(client, article.pk) == 204
    assert list(Readership.objects.values_list("article", "day", "count")) == [(article.pk, TODAY, 2)]


def test_answer_sets_no_cookie_and_needs_no_token(published):
    client, article = Client(enforce_csrf_checks=True), published()
    assert tell(client, article.pk) == 204
    assert not client.cookies
    assert counted() == {article.pk: 1}


def test_reading_is_posted(client: Client):
    assert client.get(ADDRESS).status_code == 405


@pytest.mark.parametrize("body", ["", "x", "0", "-1", "1.5", "1" * 12, "1" * 13, "²", "1\n"])
def test_what_is_no_number_of_an_article_counts_nothing(body: str, client: Client, published):
    published()
    assert tell(client, body) == 204
    assert counted() == {}


def test_article_that_readers_cannot_see_is_not_counted(client: Client, draft):
    assert tell(client, draft().pk) == 204
    assert counted() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": ""},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "none"},
        {"sec-purpose": "prefetch;prerender"},
    ],
)
def test_other_sites_and_pages_fetched_ahead_count_nothing(headers: dict[str, str], client: Client, published):
    article = published()
    assert tell(client, article.pk, **headers) == 204
    assert counted() == {}


def test_one_address_counts_an_article_a_few_times_only(client: Client, published):
    first, second = published("First"), published("Second")
    for _ in range(readership.OF_ONE_ARTICLE + 3):
        tell(client, first.pk)
    tell(client, second.pk)
    assert counted() == {first.pk: readership.OF_ONE_ARTICLE, second.pk: 1}
    assert readership.count(first.pk, "192.0.2.77")


def test_one_address_counts_so_many_articles_only(monkeypatch, published):
    monkeypatch.setattr(readership, "OF_ALL_ARTICLES", 3)
    articles = [published(f"Article {number}") for number in range(5)]
    assert [readership.count(article.pk, "192.0.2.1") for article in articles] == [True] * 3 + [False] * 2


def test_address_itself_is_kept_nowhere(monkeypatch, published):
    kept: dict[str, int] = {}
    monkeypatch.setattr(cache, "set_many", lambda values, timeout: kept.update(values))
    readership.count(published().pk, "192.0.2.1")
    assert len(kept) == 2
    assert not any("192.0.2.1" in key for key in kept)


def test_most_read_are_those_of_seven_days_that_readers_can_see(published, draft):
    today = timezone.localdate()
    articles = [published(f"Article {number}") for number in range(7)]
    for times, article in enumerate(articles, start=1):
        read(article, times, today - timedelta(days=6))
    read(articles[0], 100, today - timedelta(days=7))
    read(draft("Not out"), 500)
    assert [article.headline for article in readership.most_read()] == [
        f"Article {number}" for number in (6, 5, 4, 3, 2)
    ]
    found = readership.most_read(without=[articles[6]])
    assert [article.headline for article in found] == [f"Article {number}" for number in (5, 4, 3, 2, 1)]


def test_fewer_than_five_are_not_shown_at_all(client: Client, published):
    for number in range(4):
        read(published(f"Article {number}"), 1)
    assert readership.most_read() == []
    assert "Most read" not in client.get("/").content.decode()


def test_front_page_ranks_the_most_read_and_shows_none_of_them_twice(client: Client, published):
    now = timezone.now()
    articles = [published(f"Article {number}", at=now - timedelta(minutes=number)) for number in range(20)]
    for times, article in enumerate(articles[4:9], start=1):
        read(article, times)
    front = front_page.compose()
    assert [article.headline for article in front.most_read] == [f"Article {number}" for number in range(8, 3, -1)]
    links = LexborHTMLParser(client.get("/").content).css("main h3 a, main .links-headline")
    headlines = [link.text() for link in links]
    assert len(set(headlines)) == len(headlines) == 20
    assert LexborHTMLParser(client.get("/").content).css_first("#most-read-heading").text() == "Most read"


def test_job_forgets_what_is_older_than_a_year(published):
    article, today = published(), timezone.localdate()
    for days in (0, 366, 367):
        read(article, 1, today - timedelta(days=days))
    assert readership.forget_old() == 1
    assert Readership.objects.count() == 2
