"""Who else is in an article, and taking it over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import publishing
from articles.models import Article, Presence
from tests.conftest import EDITS, account

Beat = Callable[..., dict[str, Any]]
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def ruth(db: None) -> User:
    verbs = [f"articles.{verb}_article" for verb in EDITS]
    return account("ruth@example.org", *verbs, is_staff=True, display_name="Ruth Okafor")


def send(user: User, what: str, article: Article, **fields: str) -> HttpResponse:
    client = Client()
    client.force_login(user)
    address = reverse(f"admin:articles_article_{what}", args=[article.pk])
    return client.post(address, {"started_from": "1", **fields}, headers=SCRIPT)


def beat(user: User, article: Article, **fields: str) -> dict[str, Any]:
    return send(user, "present", article, **fields).json()


def left(user: User) -> None:
    Presence.objects.filter(user=user).update(seen_at=timezone.now() - timedelta(seconds=61))


def test_others_are_named_with_when_they_typed(draft, editor: User, ruth: User):
    article = draft()
    assert beat(ruth, article)["here"] == []
    assert beat(editor, article)["here"] == ["Ruth Okafor has it open"]
    beat(ruth, article, typed="1")
    assert beat(editor, article)["here"] == ["Ruth Okafor is editing · typed just now"]
    Presence.objects.filter(user=ruth).update(typed_at=timezone.now() - timedelta(minutes=2, seconds=5))
    assert beat(editor, article)["here"] == ["Ruth Okafor is editing · typed 2\xa0minutes ago"]
    assert Presence.objects.count() == 2


def test_it_is_in_the_page_without_a_script(client, draft, editor: User, ruth: User):
    article = draft()
    beat(ruth, article, typed="1")
    client.force_login(editor)
    assert "Ruth Okafor is editing" in client.get(reverse("admin:articles_article_change", args=[article.pk])).text


def test_it_ends_by_itself_and_is_forgotten(draft, editor: User, ruth: User):
    article = draft()
    beat(ruth, article)
    left(ruth)
    assert beat(editor, article)["here"] == []
    Presence.objects.all().update(seen_at=timezone.now() - timedelta(days=2))
    beat(editor, draft("Another"))
    assert list(Presence.objects.values_list("article__headline", flat=True)) == ["Another"]


def test_what_others_changed_since_it_was_opened_is_said(draft, editor: User, ruth: User):
    article = draft()
    article.headline = "Theirs"
    publishing.save(article, by=ruth)
    assert beat(editor, article, started_from="1")["changed"] == "Ruth Okafor saved just now: headline"
    where = beat(editor, article, started_from="1")["compare"]
    assert where == f"/admin/articles/article/{article.pk}/history/compare/?from=1&to=2"
    client = Client()
    client.force_login(editor)
    assert client.get(where).status_code == 200
    assert beat(editor, article, started_from="2")["changed"] == ""
    assert beat(ruth, article, started_from="1")["changed"] == ""
    assert [beat(editor, article, started_from=said)["changed"] for said in ("nonsense", "-1", "9" * 40)] == [""] * 3


def test_taken_over_one_is_told_until_they_take_it_back_or_the_other_leaves(draft, editor: User, ruth: User):
    article = draft()
    beat(editor, article)
    assert send(ruth, "take_over", article).status_code == 200
    assert beat(editor, article)["taken"] == "Ruth Okafor took over. What you typed is kept."
    assert beat(ruth, article)["taken"] == ""
    left(ruth)
    assert beat(editor, article)["taken"] == ""
    beat(ruth, article)
    assert send(editor, "take_over", article).status_code == 200
    assert [beat(user, article)["taken"][:10] for user in (editor, ruth)] == ["", "editor@exa"]
    assert AuditEntry.objects.filter(verb="take_over_article").count() == 2


def test_taken_over_one_still_saves_what_they_typed(client, draft, editor: User, ruth: User, typed):
    article = draft()
    beat(editor, article)
    send(ruth, "take_over", article)
    client.force_login(editor)
    address = reverse("admin:articles_article_autosave", args=[article.pk])
    assert client.post(address, typed(article, headline="My last words")).status_code == 200
    assert article.revisions.first().content["headline"] == "My last words"


def test_without_a_script_taking_over_leads_back(client, draft, editor: User, ruth: User):
    article = draft()
    beat(ruth, article)
    client.force_login(editor)
    response = client.post(reverse("admin:articles_article_take_over", args=[article.pk]))
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    assert Presence.objects.get(user=ruth).taken_over_by == editor


@pytest.mark.parametrize("what", ["present", "take_over"])
def test_who_may_not_write_it_learns_and_does_nothing(
    client, draft, published, reader: User, reporter: User, ruth: User, what: str
):
    others, live, own = draft(), published("Live"), draft("Own", by=reporter)
    beat(ruth, others)
    address = reverse(f"admin:articles_article_{what}", args=[others.pk])
    assert client.post(address).status_code == 302
    assert send(reader, what, others).status_code == 302
    assert [send(reporter, what, each).status_code for each in (others, live, own)] == [404, 403, 200]
    client.force_login(ruth)
    assert client.get(address).status_code == 405
    assert set(Presence.objects.values_list("article", "user")) == {(others.pk, ruth.pk), (own.pk, reporter.pk)}
    assert Presence.objects.get(user=ruth).taken_over_by is None
