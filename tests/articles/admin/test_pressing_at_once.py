"""Two people press buttons at the same moment, each in a connection of their own: neither waits for ever, or loses."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, User
from articles import publishing, remarks, standing, writing
from articles.models import Article
from tests.articles.test_saving_at_once import at_once, until_someone_waits
from tests.conftest import EDITS, account

Press = Callable[..., Any]
pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="It lets one write at a time, and its tests are in memory."
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def two(editor: User) -> tuple[Client, Client]:
    rights = [f"articles.{verb}_article" for verb in EDITS]
    return client_of(editor), client_of(account("second@example.org", *rights, is_staff=True))


def together(monkeypatch: Any, first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """`first` has saved, and not brought it to readers yet, when `second` is pressed."""
    update, has_saved, is_done = publishing.update, threading.Event(), threading.Event()
    answers: dict[str, Any] = {}

    def update_later(*args: Any, **kwargs: Any) -> Any:
        if threading.current_thread().name == "first" and not has_saved.is_set():
            has_saved.set()
            until_someone_waits(is_done)
        return update(*args, **kwargs)

    monkeypatch.setattr(publishing, "update", update_later)

    def run_first() -> None:
        answers["first"] = tried(first)

    def run_second() -> None:
        has_saved.wait(20)
        answers["second"] = tried(second)
        is_done.set()

    threads = [threading.Thread(target=run_first, name="first"), threading.Thread(target=run_second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers["first"], answers["second"]


def tried(press: Callable[[], Any]) -> Any:
    try:
        return press()
    except Exception as error:
        return error
    finally:
        connection.close()


def editors_form(typed: Any, article: Article, verb: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    return f"/admin/articles/article/{article.pk}/change/", {**typed(article, **fields), f"_{verb}": "1"}


def test_saving_and_updating_in_one_press_waits_for_nobody_who_waits_for_it(
    two: tuple[Client, Client], typed: Any, draft: Any, published: Any, monkeypatch: Any
):
    live, other = published("Live for long"), draft("Not yet out")
    mine = editors_form(typed, live, "update", tags="Harbour budget", override="It is a test of locks.")
    theirs = editors_form(typed, other, "save", tags="Harbour budget")
    answers = together(monkeypatch, lambda: two[0].post(*mine), lambda: two[1].post(*theirs))
    assert [getattr(each, "status_code", each) for each in answers] == [302, 302]
    for article in (live, other):
        assert list(Article.objects.get(pk=article.pk).tags.names()) == ["Harbour budget"]
    verbs = AuditEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["save_article", "save_article", "update_article"]
    assert audit.verify()


def test_two_articles_that_name_each_other_wait_for_neither(published: Any):
    one, other = published("One"), published("Another")

    both = threading.Barrier(2, timeout=20)

    def name(article: Article, pinned: Article) -> None:
        with transaction.atomic():
            writing.locked(article)
            both.wait()
            mine = Article.objects.get(pk=article.pk)
            publishing.save(mine, by=None, related=[pinned])
            publishing.update(mine, by=None)

    pairs = ((one, other), (other, one))
    answers: list[Any] = []
    threads = [threading.Thread(target=lambda pair=pair: answers.append(tried(lambda: name(*pair)))) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [None, None]
    for article, pinned in pairs:
        assert [pin.related for pin in article.related_pins.all()] == [pinned]


def test_remark_waits_for_nobody_who_changes_the_address_meanwhile(draft: Any, editor: User):
    article = draft()

    def remark() -> None:
        remarks.say(Article.objects.get(pk=article.pk), "Is it so?", by=editor)

    def move() -> Any:
        mine = Article.objects.get(pk=article.pk)
        mine.slug = "another-slug"
        return publishing.save(mine, by=None)

    assert at_once(remark, move)
    assert article.remarks.count() == 1
    assert Article.objects.get(pk=article.pk).slug == "another-slug"


def test_second_of_two_who_schedule_at_once_is_told(two: tuple[Client, Client], typed: Any, draft: Any):
    article = draft()
    publishing.schedule(article, by=None, at=timezone.now() + timedelta(hours=5))
    sent, shown = {"override": "It is a test of locks."}, standing.as_shown(article)
    times = [f"{timezone.localtime(timezone.now() + timedelta(hours=each)):%Y-%m-%d %H:%M}" for each in (9, 12)]
    mine, theirs = (editors_form(typed, article, "schedule", appear_at=at, _standing=shown, **sent) for at in times)
    answer = at_once(lambda: two[0].post(*mine), lambda: two[1].post(*theirs))
    assert answer.status_code == 409
    assert "changed it since this page was opened: Scheduled" in answer.text
    assert f"{timezone.localtime(Article.objects.get(pk=article.pk).published_at):%Y-%m-%d %H:%M}" == times[0]
