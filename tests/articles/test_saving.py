"""Saved articles of an account: the list, the forms, and what scripts ask for."""

import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles import publishing, saving
from articles.models import Article, SavedArticle

LIST, ADD, REMOVE, SCRIPTS = (
    "/accounts/saved/",
    "/accounts/saved/add/",
    "/accounts/saved/remove/",
    "/accounts/saved.json",
)
JSON = {"accept": "application/json"}


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def tell(client: Client, **sent: Any):
    return client.post(SCRIPTS, json.dumps(sent), content_type="application/json", headers=JSON)


def headlines(client: Client) -> list[str]:
    return [story["headline"] for story in client.get(SCRIPTS, headers=JSON).json()["stories"]]


def entry(article: Article, when: datetime | str | None = None) -> dict[str, str]:
    written = when.isoformat() if isinstance(when, datetime) else when
    return {
        "id": str(article.pk),
        "headline": "x",
        "address": "//evil.example",
        **({"savedAt": written} if written else {}),
    }


# The verbs


def test_saved_once_and_removed_once(published, reader: User):
    article = published()
    assert saving.save(article, by=reader)
    assert not saving.save(article, by=reader)
    assert [each.article for each in saving.saved(reader)] == [article]
    assert saving.remove(article.pk, by=reader)
    assert not saving.remove(article.pk, by=reader)


def test_database_keeps_no_article_twice(published, reader: User):
    article = published()
    SavedArticle.objects.create(user=reader, article=article)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedArticle.objects.create(user=reader, article=article)


def test_full_list_refuses_and_drops_nothing(published, reader: User, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 2)
    articles = [published(f"Story {number}") for number in range(3)]
    for article in articles[:2]:
        saving.save(article, by=reader)
    with pytest.raises(saving.ListIsFull):
        saving.save(articles[2], by=reader)
    assert saving.merge({articles[2].pk: None}, by=reader) == 0
    assert {each.article for each in saving.saved(reader)} == set(articles[:2])


def test_merging_keeps_the_older_time_and_may_be_done_twice(published, reader: User):
    old, new = published("Old"), published("New")
    now = timezone.now()
    saving.merge({old.pk: now - timedelta(days=1), new.pk: now - timedelta(days=3)}, by=reader)
    for _ in range(2):
        saving.merge({old.pk: now - timedelta(days=2), new.pk: now}, by=reader)
    assert [(each.article, each.saved_at) for each in saving.saved(reader)] == [
        (old, now - timedelta(days=2)),
        (new, now - timedelta(days=3)),
    ]


def test_merging_more_than_there_is_room_for_keeps_what_was_saved_last(published, reader: User, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 2)
    now = timezone.now()
    articles = [published(f"Story {number}") for number in range(3)]
    added = saving.merge({each.pk: now - timedelta(days=day) for day, each in enumerate(articles)}, by=reader)
    assert added == 2
    assert [each.article for each in saving.saved(reader)] == articles[:2]


def test_time_to_come_is_now(published, reader: User):
    saving.merge({published().pk: timezone.now() + timedelta(days=400)}, by=reader)
    assert SavedArticle.objects.get().saved_at <= timezone.now()


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory locks whole tables; in a file, one writer waits for another.",
)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_requests_at_once_save_once_and_no_more_than_there_is_room_for(published, reader: User, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 3)
    keys = [published(f"Story {number}").pk for number in range(5)]
    start, failed = threading.Barrier(4), []

    def merge(part: list[int]) -> None:
        start.wait(10)
        try:
            saving.merge(dict.fromkeys(part), by=reader)
        except Exception as error:  # told to the test, which is on another thread
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=[part]) for part in (keys[:3], keys[2:], keys[:3], keys[1:4])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert SavedArticle.objects.filter(user=reader).count() == 3


# The page and its forms


def test_page_lists_the_newest_first_with_their_number(member: Client, published, reader: User):
    for number in range(3):
        saving.save(published(f"Story {number}"), by=reader)
    page = member.get(LIST).content.decode()
    assert "3 stories" in page
    assert page.index("Story 2") < page.index("Story 1") < page.index("Story 0")


def test_what_readers_cannot_see_goes_and_comes_back(member: Client, published, reader: User):
    article, other = published(), published("Other")
    for each in (article, other):
        saving.save(each, by=reader)
    publishing.unpublish(article, by=None)
    page = member.get(LIST).content.decode()
    assert "1 story" in page
    assert article.headline not in page
    assert headlines(member) == ["Other"]
    publishing.publish(article, by=None)
    assert headlines(member) == ["Other", article.headline]
    assert "2 stories" in member.get(LIST).content.decode()


def test_saving_without_scripts_asks_then_saves(member: Client, published):
    article = published()
    asked = member.get(f"{ADD}?article={article.pk}")
    assert article.headline in asked.content.decode()
    assert not SavedArticle.objects.exists()
    for _ in range(2):
        answer = member.post(f"{ADD}?article={article.pk}", follow=True)
        assert answer.redirect_chain == [(LIST, 302)]
    assert f"Story saved: {article.headline}" in answer.content.decode()
    assert "in your list already" in member.get(f"{ADD}?article={article.pk}").content.decode()
    member.post(f"{REMOVE}?article={article.pk}")
    assert not SavedArticle.objects.exists()


def test_article_page_leads_readers_without_scripts_to_the_form(client: Client, published):
    article = published()
    assert f"{ADD}?article={article.pk}" in client.get(article.get_absolute_url()).content.decode()


def test_drafts_cannot_be_saved(member: Client, draft):
    article = draft()
    assert member.get(f"{ADD}?article={article.pk}").status_code == 404
    assert member.post(f"{ADD}?article={article.pk}").status_code == 404
    tell(member, added=[entry(article)])
    assert not SavedArticle.objects.exists()


def test_others_sign_in_first_and_nobody_touches_another_list(client: Client, published, reader: User, editor: User):
    article = published()
    saving.save(article, by=editor)
    assert client.get(LIST)["Location"] == f"/accounts/login/?next={LIST}"
    assert client.post(f"{REMOVE}?article={article.pk}")["Location"] == f"/accounts/login/?next={LIST}"
    assert client.get(SCRIPTS, headers=JSON).status_code == 401
    client.force_login(reader)
    client.post(f"{REMOVE}?article={article.pk}")
    tell(client, removed=[entry(article)])
    assert headlines(client) == []
    assert saving.saved(editor).count() == 1


def test_methods_and_forgery_are_refused(published, reader: User):
    article = published()
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert client.get(f"{REMOVE}?article={article.pk}").status_code == 405
    assert client.post(f"{ADD}?article={article.pk}").status_code == 403
    assert tell(client, added=[entry(article)]).status_code == 403
    token = client.get("/accounts/me/").json()["csrf"]
    sent = json.dumps({"added": [entry(article)]})
    headers = JSON | {"x-csrftoken": token}
    assert client.post(SCRIPTS, sent, content_type="application/json", headers=headers).status_code == 200


@pytest.mark.parametrize("address", [LIST, SCRIPTS])
def test_nothing_of_it_is_kept_by_caches(member: Client, address):
    assert "no-store" in member.get(address)["Cache-Control"]


def test_long_list_comes_in_pages(member: Client, published, reader: User, monkeypatch):
    monkeypatch.setattr("articles.views.saved.ON_A_PAGE", 2)
    for number in range(3):
        saving.save(published(f"Story {number}"), by=reader)
    first, second = member.get(LIST).content.decode(), member.get(f"{LIST}?page=2").content.decode()
    assert "?page=2" in first
    assert "Story 0" not in first
    assert "Story 0" in second
    assert member.get(f"{LIST}?page=x").status_code == 200


def test_page_asks_no_more_often_for_more_stories(member: Client, published, reader: User):
    asked = {}
    for count in (1, 30):
        while saving.saved(reader).count() < count:
            saving.save(published(f"Story {saving.saved(reader).count()}"), by=reader)
        for address in (LIST, SCRIPTS):
            member.get(address)
            with CaptureQueriesContext(
                connection,
            ) as captured:
                member.get(address)
            asked[address, count] = len(captured)
    assert asked[LIST, 1] == asked[LIST, 30]
    assert asked[SCRIPTS, 1] == asked[SCRIPTS, 30]


# What scripts say


def test_list_of_a_browser_is_merged(member: Client, published):
    first, second = published("First"), published("Second")
    saved_at = timezone.now() - timedelta(days=2)
    answer = tell(member, added=[entry(first, saved_at), entry(second)]).json()
    assert [story["headline"] for story in answer["stories"]] == ["Second", "First"]
    assert answer["stories"][1] == {
        "id": str(first.pk),
        "headline": "First",
        "address": first.get_absolute_url(),
        "category": "News",
        "savedAt": saved_at.isoformat(),
    }
    assert [story["id"] for story in tell(member, removed=[entry(first)]).json()["stories"]] == [str(second.pk)]


HOSTILE = [
    b"",
    b"\xff",
    b"null",
    b"[]",
    b'{"added": {}}',
    b'{"removed": 3}',
    b"[" * 50_000,
    b'{"added": "%b"}' % (b"x" * 200_000),
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_list_is_refused(member: Client, body):
    assert member.post(SCRIPTS, body, content_type="application/json", headers=JSON).status_code == 400


def test_entries_that_are_none_are_left_out(member: Client, published):
    article = published()
    times = ["", "now", "2026-13-45T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", 3, None, []]
    ids = [None, 1, "", "-1", "0", "1.5", "١", "9" * 40, {}, f"{article.pk}; drop", "999999999"]
    wrong = [*({"id": each} for each in ids), None, [], "x"]
    for when in times:
        answer = tell(member, added=[*wrong, {"id": str(article.pk), "savedAt": when}], removed=wrong)
        assert answer.status_code == 200
        assert len(answer.json()["stories"]) == 1
        tell(member, removed=[entry(article)])


def test_no_more_entries_are_read_than_an_account_keeps(member: Client, published, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 2)
    articles = [published(f"Story {number}") for number in range(3)]
    answer = tell(member, added=[entry(article, timezone.now()) for article in articles])
    assert [story["headline"] for story in answer.json()["stories"]] == ["Story 1", "Story 0"]


def test_own_list_is_gone_with_the_account(published: Callable[..., Article], reader: User):
    saving.save(published(), by=reader)
    reader.delete()
    assert not SavedArticle.objects.exists()
