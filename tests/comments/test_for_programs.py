"""Feeds of comments, and discussions in JSON: what the page shows, and nothing else."""

from collections.abc import Callable

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import feeds, threads
from comments.models import Comment, Discussion
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
ATOM = {"": "http://www.w3.org/2005/Atom", "thr": "http://purl.org/syndication/thread/1.0"}
RSS = {"content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/"}
FORMS = ["feed/", "feed/atom/", "feed/json/", "comments.json"]


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published("Fish & chips", slug="fish")


def test_rss_has_the_newest_first(client: Client, article: Article, reader: User):
    say(article, "Old & <b>bold</b> <a href='/latest/'>more</a>\x0b")
    say(article, "New", user=reader)
    say(article, "Hidden", status=Status.REJECTED)
    response = client.get(f"/discussion/{article.pk}/feed/")
    assert (response["Content-Type"], response["X-Robots-Tag"]) == ("application/rss+xml; charset=utf-8", "noindex")
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=10"
    new, old = ElementTree.fromstring(response.content).findall("channel/item")
    assert (new.findtext("title"), new.findtext("dc:creator", namespaces=RSS)) == ("Reader on “Fish & chips”", "Reader")
    assert "Old &amp; " in str(old.findtext("content:encoded", namespaces=RSS))
    assert 'href="http://127.0.0.1:8000/latest/"' in str(old.findtext("content:encoded", namespaces=RSS))


def test_atom_says_what_each_answers(client: Client, article: Article):
    top = say(article)
    reply = say(article, parent=top, edited_at=timezone.now())
    entries = ElementTree.fromstring(client.get(f"/discussion/{article.pk}/feed/atom/").content).findall("entry", ATOM)
    refs = [entry.find("thr:in-reply-to", ATOM).get("ref") for entry in entries]
    ids = [entry.findtext("id", namespaces=ATOM) for entry in entries]
    assert ids == [f"tag:127.0.0.1,2026:comment-{each.pk}" for each in (reply, top)]
    assert refs == [ids[1], f"tag:127.0.0.1,2026:article-{article.pk}"]
    assert str(entries[0].findtext("updated", namespaces=ATOM)) > str(entries[0].findtext("published", namespaces=ATOM))


def test_json_feed_says_the_same(client: Client, article: Article):
    said = say(article, edited_at=timezone.now())
    (item,) = client.get(f"/discussion/{article.pk}/feed/json/").json()["items"]
    assert (item["content_html"], item["authors"]) == ("<p>So it is.</p>", [{"name": "Pat"}])
    assert item["url"].endswith(f"/discussion/comment/{said.pk}/")
    assert item["date_modified"] > item["date_published"]


def test_feeds_end_somewhere(client: Client, article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feeds, "MOST", 2)
    numbers = [say(article).pk for _ in range(3)]
    items = client.get(f"/discussion/{article.pk}/feed/json/").json()["items"]
    assert [int(item["id"].rpartition("-")[2]) for item in items] == numbers[:0:-1]


def test_feeds_of_old_discussions_do_not_look_through_newer_ones(article: Article):
    """Whatever else is said on the site: of the index of this discussion's own, as many rows as are shown."""
    say(article, user=account("ann@example.org"))
    with CaptureQueriesContext(connection) as asked:
        feeds.newest(article)
    assert "JOIN" not in str(asked.captured_queries)
    assert not any(column in str(asked.captured_queries) for column in ("guest_email", "ip_address", "password"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # so few rows it would rather read all of, and sort
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    (query,) = [each["sql"] for each in asked if 'FROM "comments_comment"' in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + query)
        plan = str(cursor.fetchall())
    assert "comment_in_feed" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("form", FORMS)
def test_more_comments_cost_no_more_queries(client: Client, article: Article, form: str):
    counts = []
    for _ in range(2):
        writer = account(f"{Comment.objects.count()}@example.org")
        top = say(article, user=writer, featured_at=timezone.now(), featured_note="Well put.")
        say(article, parent=top)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/discussion/{article.pk}/{form}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_asked_before_is_not_sent_again(client: Client, article: Article):
    say(article)
    for form in FORMS:
        tag = client.get(f"/discussion/{article.pk}/{form}")["ETag"]
        assert client.get(f"/discussion/{article.pk}/{form}", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("form", FORMS)
def test_withheld_there_is_nothing_in_it(client: Client, article: Article, form: str):
    said = say(article, "So it was.")
    Discussion.objects.update(withheld_at=timezone.now())
    response = client.get(f"/discussion/{article.pk}/{form}")
    assert response.status_code == 200
    assert b"So it was" not in response.content
    answer = client.get(f"/discussion/comment/{said.pk}/comments.json")
    assert (answer.status_code, answer["Location"]) == (302, f"/discussion/{article.pk}/comments.json")


@pytest.mark.parametrize("form", FORMS)
def test_off_or_unpublished_there_is_none(client: Client, article: Article, draft: Callable[..., Article], form: str):
    said = say(article)
    Article.objects.filter(pk=article.pk).update(comments_policy=Article.CommentsPolicy.OFF)
    assert client.get(f"/discussion/{article.pk}/{form}").status_code == 404
    assert client.get(f"/discussion/comment/{said.pk}/comments.json").status_code == 404
    assert client.get(f"/discussion/{draft('A draft').pk}/{form}").status_code == 404


def test_json_has_the_places_of_what_is_gone(client: Client, article: Article):
    top = say(article, "Secret", status=Status.REJECTED)
    reply = say(article, parent=top, recommendations=0)
    (shown,) = client.get(f"/discussion/{article.pk}/comments.json").json()["comments"]
    (answer,) = shown.pop("replies")
    assert shown == {"number": top.pk, "in_reply_to": None, "state": "removed by a moderator", "more": None}
    assert (answer["number"], answer["in_reply_to"], answer["html"]) == (reply.pk, top.pk, "<p>So it is.</p>")


def test_json_leads_from_page_to_page(client: Client, article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threads, "SIZE", 2)
    numbers = [say(article).pk for _ in range(5)]
    found, address = [], f"/discussion/{article.pk}/comments.json?sort=oldest"
    while address:
        page = client.get(address).json()
        found += [each["number"] for each in page["comments"]]
        address = page["next"]
    assert found == numbers
    assert page["count"] == 5


def test_json_of_one_comment(client: Client, article: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threads, "BRANCH_SIZE", 1)
    top = say(article)
    middle = say(article, parent=top)
    replies = [say(article, parent=middle).pk for _ in range(2)]
    found = client.get(f"/discussion/comment/{middle.pk}/comments.json").json()
    assert [each["number"] for each in found["above"]] == [top.pk]
    assert [each["number"] for each in found["comment"]["replies"]] == replies[:1]
    further = client.get(found["next"]).json()
    assert [each["number"] for each in further["comment"]["replies"]] == replies[1:]


@pytest.mark.parametrize("query", ["sort=best", "after=x", "sort=newest&after=%00"])
def test_addresses_that_were_never_given_out(client: Client, article: Article, query: str):
    assert client.get(f"/discussion/{article.pk}/comments.json?{query}").status_code == 404
