"""What pages of the desk do not tell those who only write."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import corrections, publishing
from articles.models import Author

SECRET = "who-signs-in@example.org"


@pytest.fixture
def named(db: None) -> Author:
    user = User.objects.create_user(SECRET, "correct horse battery")
    return Author.objects.create(name="Dana Whitlock", slug="dana-whitlock", user=user)


def pages(client: Client, author: Author) -> list[str]:
    return [
        client.get(reverse("admin:articles_author_changelist")).text,
        client.get(reverse("admin:articles_author_change", args=[author.pk])).text,
        client.get(reverse("admin:articles_author_delete", args=[author.pk])).text,
    ]


def test_address_of_the_account_behind_an_author(
    client: Client, editor: User, reporter: User, administrator: User, named: Author
):
    for writer in (reporter, editor):
        client.force_login(writer)
        for page in pages(client, named):
            assert SECRET not in page
        list_ = reverse("admin:articles_author_changelist")
        for asked in ("user__email__startswith=who", "user__email=nobody"):
            assert client.get(f"{list_}?{asked}").status_code != 200
    client.force_login(administrator)
    assert SECRET in pages(client, named)[0]
    assert 'name="user"' in pages(client, named)[1]


def test_account_stays_behind_an_author_whom_somebody_else_changes(client: Client, editor: User, named: Author):
    client.force_login(editor)
    sent = {"name": "Dana W.", "slug": "dana-whitlock", "kind": named.kind, "links": "[]", "user": ""}
    assert client.post(reverse("admin:articles_author_change", args=[named.pk]), sent).status_code == 302
    named.refresh_from_db()
    assert (named.name, named.user and named.user.email) == ("Dana W.", SECRET)


@pytest.mark.parametrize("had", [False, True])
def test_what_has_an_address(client: Client, editor: User, reporter: User, press: Any, draft: Any, had: bool):
    other = draft("Mayor under arrest", slug="mayor-arrested")
    if had:
        publishing.publish(other, by=None)
        other.slug = "mayor-released"
        publishing.save(other, by=None)
        publishing.update(other, by=None)
        publishing.unpublish(other, by=None)
    client.force_login(reporter)
    mine = draft(by=reporter)
    page = press("save", mine, slug="mayor-arrested").text
    assert "It is taken. “mayor-arrested-2” is free." in page
    assert "another article, and leads" not in page
    assert "article has this" not in page
    client.force_login(editor)
    said = "This was the address of another article" if had else "Another article has this address."
    assert said in press("save", mine, slug="mayor-arrested").text


def test_headline_of_a_draft_that_an_editor_pinned(client: Client, reporter: User, draft: Any):
    other, mine = draft("Mayor under arrest"), draft("Mine", by=reporter)
    publishing.save(mine, by=None, related=[other])
    client.force_login(reporter)
    for name in ("change", "preview", "history", "frame"):
        answer = client.get(reverse(f"admin:articles_article_{name}", args=[mine.pk]))
        assert answer.status_code == 200
        assert "Mayor under arrest" not in answer.text, name


def test_readers_corrections_in_the_preview(client: Client, editor: User, published: Any):
    article = published()
    corrections.correct(article, by=None, kind="correction", text="It was the old bridge.")
    client.force_login(editor)
    for name in ("preview", "frame"):
        page = client.get(reverse(f"admin:articles_article_{name}", args=[article.pk])).text
        assert "It was the old bridge." in page
