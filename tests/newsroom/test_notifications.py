"""What is new, as a page and as lines for the bell: the same for everyone, and visible articles only."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import User


def test_page_and_lines_list_the_latest(client: Client, published, draft):
    published("Old news", at=timezone.now() - timedelta(days=2))
    published("Fresh news")
    draft("Secret plan")
    published("Tomorrow’s news", slug="tomorrow", at=timezone.now() + timedelta(days=1))
    lines = client.get("/notifications/latest.json").json()["articles"]
    assert [line["headline"] for line in lines] == ["Fresh news", "Old news"]
    assert lines[0]["address"] == "/news/fresh-news/"
    assert lines[0]["published"] > lines[1]["published"]
    main = client.get("/notifications/").content.decode().partition("<main")[2]
    assert main.index("Fresh news") < main.index("Old news")
    assert "Secret plan" not in main


def test_lines_are_the_same_for_everyone_and_not_sent_twice(published, administrator: User):
    published()
    stranger, member = Client(), Client()
    member.force_login(administrator)
    first, second = stranger.get("/notifications/latest.json"), member.get("/notifications/latest.json")
    assert (first.content, first["Cache-Control"]) == (second.content, "no-cache")
    assert not stranger.cookies
    again = stranger.get("/notifications/latest.json", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_no_more_than_ten_lines_and_no_more_queries(client: Client, published, django_assert_max_num_queries):
    for number in range(12):
        published(f"Article {number}")
    with django_assert_max_num_queries(1):
        assert len(client.get("/notifications/latest.json").json()["articles"]) == 10


def test_page_says_so_while_there_is_nothing(client: Client, db):
    assert "Nothing has been published here yet." in client.get("/notifications/").content.decode()
    assert client.post("/notifications/").status_code == 405
