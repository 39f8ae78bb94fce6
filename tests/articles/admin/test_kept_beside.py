"""A form that is sent to do something else: what of it is not in the text afterwards is said."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import publishing
from articles.models import Article

BUTTONS = ["articles_article_assign", "articles_article_take_over", "articles_article_remarks"]


@pytest.mark.parametrize("name", BUTTONS)
def test_what_collided_lies_aside_and_that_is_said(client: Client, editor: User, draft: Any, typed: Any, name: str):
    article = draft()
    sent = {**typed(article, headline="Mine, of an hour"), "_assign-to": "", "_remark": "Hm"}
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "Theirs"
    publishing.save(theirs, by=None)
    client.force_login(editor)
    page = client.post(reverse(f"admin:{name}", args=[article.pk]), sent, follow=True).text
    assert "Someone else changed the same meanwhile: headline." in page
    aside = article.revisions.get(is_aside=True)
    assert aside.content["headline"] == "Mine, of an hour"
    assert f"What you typed is revision {aside.number} in the history" in page


@pytest.mark.parametrize("name", BUTTONS)
def test_what_cannot_be_so_is_said_as_it_was_typed(client: Client, editor: User, draft: Any, typed: Any, name: str):
    draft("Another one", slug="taken")
    article = draft()
    sent = {**typed(article, slug="taken", unpublish_at="next tuesday"), "_assign-to": "", "_remark": "Hm"}
    client.force_login(editor)
    page = client.post(reverse(f"admin:{name}", args=[article.pk]), sent, follow=True).text
    assert "Not kept, because it cannot be so:" in page
    for typed_in in ("“next tuesday”", "“taken”"):
        assert typed_in in page


def test_nothing_is_said_of_what_was_kept(client: Client, editor: User, draft: Any, typed: Any):
    article = draft()
    client.force_login(editor)
    sent = {**typed(article, standfirst="More"), "_assign-to": ""}
    page = client.post(reverse("admin:articles_article_assign", args=[article.pk]), sent, follow=True).text
    assert "Not kept" not in page
    assert "meanwhile" not in page
