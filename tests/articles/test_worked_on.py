"""What the desk does with a live article is known to the desk alone: readers and machines get a new date with news."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import corrections, publishing, workflow
from articles.models import Article
from tests.conftest import Published, rewrite

ADDRESSES = ("/feed/atom/", "/feed/json/", "/sitemap.xml", "/sitemap-pages.xml")
LIST = "admin:articles_article_changelist"


@pytest.fixture
def live(published: Published) -> Article:
    article = published()
    before = timezone.now() - timedelta(days=5)
    Article.objects.update(modified_at=before, worked_on_at=before, published_at=before)
    return reloaded(article)


def reloaded(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def told(client: Client) -> list[bytes]:
    return [client.get(address).content for address in ADDRESSES]


def test_a_working_copy_is_told_to_nobody(live: Article, client: Client, administrator: User) -> None:
    before, modified_at = told(client), live.modified_at
    article = reloaded(live)
    article.headline = "Nobody knows yet"
    publishing.save(article, by=administrator, is_auto=True)
    assert article.modified_at == modified_at
    workflow.assign(reloaded(live), to=administrator, by=administrator)
    article.headline = "Nobody knows yet"
    publishing.save(article, by=administrator)
    publishing.discard(reloaded(live), by=administrator)
    assert told(client) == before
    assert reloaded(live).modified_at == modified_at
    assert reloaded(live).worked_on_at > modified_at + timedelta(days=4)


def test_what_readers_get_is_told(live: Article, administrator: User) -> None:
    then = live.modified_at
    live.notes = "Only the desk reads this"
    rewrite(live, by=administrator)
    assert reloaded(live).modified_at == then < reloaded(live).worked_on_at
    live.headline = "Council votes again"
    rewrite(live, by=administrator)
    changed = reloaded(live)
    assert then < changed.modified_at <= changed.worked_on_at
    corrections.correct(changed, by=administrator, kind="correction", text="It was Tuesday.")
    assert changed.modified_at < reloaded(live).modified_at


def test_a_reporter_is_not_told_who_works_on_what_others_have_live(
    live: Article, published: Published, client: Client, reporter: User, editor: User
) -> None:
    newer = published("A newer one")
    live.headline = "Nobody knows yet"
    publishing.save(live, by=editor)
    pages: dict[str, Any] = {}
    for user in (reporter, editor):
        client.force_login(user)
        pages[user.email] = client.get(reverse(LIST))
    assert list(pages[reporter.email].context["cl"].result_list) == [newer, live]
    assert list(pages[editor.email].context["cl"].result_list) == [live, newer]
    assert "column-worked_on" not in pages[reporter.email].text
    assert "column-worked_on" in pages[editor.email].text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks how SQLite would look")
def test_the_list_is_read_in_the_order_of_an_index(live: Article) -> None:
    for column, index in (("worked_on_at", "article_last_worked_on"), ("modified_at", "article_last_saved")):
        assert index in Article.objects.order_by(f"-{column}", "-pk").values("pk")[:50].explain()


def test_the_migration_begins_with_what_was_known(live: Article) -> None:
    Article.objects.update(worked_on_at=timezone.now())
    migration = import_module("articles.migrations.0019_article_worked_on_at")
    migration.copy(apps, SimpleNamespace(connection=connection))
    assert reloaded(live).worked_on_at == reloaded(live).modified_at
