from datetime import date, timedelta

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule
from selectolax.lexbor import LexborHTMLParser

from articles import front_page, publishing, readership
from articles.models import Article, MostRead, Readership

ADDRESS = "/api/readership/"
TODAY = date(2027, 3, 2)


@pytest.fixture(autouse=True)
def _nothing_counted(db) -> None:
    caches[readership.COUNTERS].clear()


@pytest.fixture
def _today(time_machine) -> None:
    time_machine.move_to("2027-03-03T02:00:00+00:00", tick=False)  # still the second in New York


def tell(client: Client, body: object, **headers: str) -> int:
    headers = headers or {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
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
        {"origin": "https://testserver"},
        {"origin": "null"},
        {"accept": "*/*"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "sec-purpose": "prefetch;prerender"},
    ],
)
def test_other_sites_and_pages_fetched_ahead_count_nothing(headers: dict[str, str], client: Client, published):
    article = published()
    assert tell(client, article.pk, **headers) == 204
    assert counted() == {}


def test_older_browsers_say_their_origin_alone(client: Client, published):
    article = published()
    tell(client, article.pk, origin="http://testserver")
    tell(client, article.pk, origin="http://127.0.0.1:8000")  # SITE_URL
    assert counted() == {article.pk: 2}


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


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("unknown", "unknown", True),
    ],
)
def test_one_network_counts_as_one(first: str, second: str, is_one: bool, monkeypatch, published):
    monkeypatch.setattr(readership, "OF_ALL_ARTICLES", 1)
    article = published()
    assert readership.count(article.pk, first)
    assert readership.count(article.pk, second) is not is_one


def test_network_counts_again_in_the_next_hour(time_machine, published):
    time_machine.move_to("2027-03-02T12:50:00+00:00", tick=False)
    article = published()
    times = [readership.count(article.pk, "192.0.2.1") for _ in range(readership.OF_ONE_ARTICLE + 1)]
    time_machine.move_to("2027-03-02T13:00:00+00:00", tick=False)
    assert [*times, readership.count(article.pk, "192.0.2.1")] == [True] * readership.OF_ONE_ARTICLE + [False, True]


def test_address_itself_is_kept_nowhere_and_its_hash_in_one_place(monkeypatch, published):
    kept: dict[str, object] = {}
    monkeypatch.setattr(caches[readership.COUNTERS], "set", lambda key, value, timeout: kept.update({key: value}))
    for article in published(), published("Another"):
        readership.count(article.pk, "192.0.2.1")
    assert len(kept) == 1
    assert "192.0.2.1" not in str(kept)


def test_invented_readers_evict_no_counter_of_sign_ins(monkeypatch, published):
    cache.set("allauth:rl:login", [1], 300)
    for store in caches["default"], caches[readership.COUNTERS]:  # not `cache`: a proxy is not put back as it was
        monkeypatch.setattr(store, "_max_entries", 5)
    article = published()
    for number in range(20):
        readership.count(article.pk, f"192.0.2.{number}")
    assert cache.get("allauth:rl:login") == [1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM newsroom_readers")
        assert cursor.fetchone()[0] <= 6


def test_most_read_are_those_of_seven_days_that_readers_can_see(published, draft):
    today = timezone.localdate()
    articles = [published(f"Article {number}") for number in range(7)]
    for times, article in enumerate(articles, start=1):
        read(article, times, today - timedelta(days=6))
    read(articles[0], 100, today - timedelta(days=7))
    read(draft("Not out"), 500)
    readership.rank()
    assert [article.headline for article in readership.most_read()] == [
        f"Article {number}" for number in (6, 5, 4, 3, 2)
    ]
    found = readership.most_read(without=[articles[6]])
    assert [article.headline for article in found] == [f"Article {number}" for number in (5, 4, 3, 2, 1)]


def test_fewer_than_five_are_not_shown_at_all(client: Client, published):
    for number in range(4):
        read(published(f"Article {number}"), 1)
    readership.rank()
    assert readership.most_read() == []
    assert "Most read" not in client.get("/").content.decode()


def test_what_is_taken_down_is_gone_before_the_next_ranking(published):
    articles = [published(f"Article {number}") for number in range(6)]
    for times, article in enumerate(articles, start=1):
        read(article, times)
    readership.rank()
    publishing.take_down(articles[5], by=None, reason="Wrong")
    assert readership.most_read() == articles[4::-1]


def test_ranking_follows_what_is_read_and_grows_no_longer(published):
    first, second, third = (published(f"Article {number}") for number in range(3))
    for times, article in enumerate((first, second, third), start=1):
        read(article, times)
    readership.rank()
    assert [row.article for row in MostRead.objects.order_by("rank")] == [third, second, first]
    Readership.objects.filter(article=third).delete()
    read(first, 5)
    readership.rank()
    assert [row.article for row in MostRead.objects.order_by("rank")] == [first, second]


def test_counting_ranks_every_ten_minutes_without_a_worker(time_machine, published):
    time_machine.move_to("2027-03-02T12:00:00+00:00", tick=False)
    first, second = published("First"), published("Second")
    readership.count(first.pk, "192.0.2.1")
    readership.count(second.pk, "192.0.2.1")
    assert [row.article for row in MostRead.objects.all()] == [first]
    time_machine.move_to("2027-03-02T12:10:01+00:00", tick=False)
    readership.count(second.pk, "192.0.2.1")
    assert [row.article for row in MostRead.objects.order_by("rank")] == [second, first]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is in SQLite's words")
def test_front_page_walks_over_no_table_to_know_the_most_read(django_assert_num_queries, published):
    article = published()
    with django_assert_num_queries(1) as captured:
        readership.most_read(without=[article])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    assert "articles_mostread" in plan[0]
    assert [step for step in plan if step.startswith(("SCAN", "USE TEMP")) or "article_latest" in step] == []


def test_front_page_ranks_the_most_read_and_shows_none_of_them_twice(client: Client, published):
    now = timezone.now()
    articles = [published(f"Article {number}", at=now - timedelta(minutes=number)) for number in range(20)]
    for times, article in enumerate(articles[4:9], start=1):
        read(article, times)
    readership.rank()
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


def test_worker_ranks_each_hour_and_forgets_each_day():
    jobs = dict(Schedule.objects.filter(func__startswith=readership.__name__).values_list("func", "schedule_type"))
    assert jobs == {
        f"{readership.__name__}.{readership.rank.__name__}": Schedule.HOURLY,
        f"{readership.__name__}.{readership.forget_old.__name__}": Schedule.DAILY,
    }
