"""Deleting a draft takes everything with it: only what somebody has looked at."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from articles import publishing
from articles.models import Article


def page_of(article: Article) -> str:
    return reverse("admin:articles_article_delete", args=[article.pk])


def seen_on(client: Client, article: Article) -> str:
    found = re.search(r'name="_seen" value="(\d+)"', client.get(page_of(article)).text)
    assert found
    return found[1]


def test_what_was_looked_at(client: Client, administrator: User, draft: Any):
    article = draft()
    client.force_login(administrator)
    sent = {"post": "yes", "_seen": seen_on(client, article)}
    assert client.post(page_of(article), sent).status_code == 302
    assert not Article.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("is_auto", [False, True])
def test_nothing_that_a_colleague_wrote_since(
    client: Client, administrator: User, reporter: User, draft: Any, is_auto: bool
):
    article = draft(by=reporter)
    client.force_login(administrator)
    sent = {"post": "yes", "_seen": seen_on(client, article)}
    article.body = "<p>The two thousand words of an afternoon.</p>"
    publishing.save(article, by=reporter, is_auto=is_auto)
    page = client.post(page_of(article), sent, follow=True)
    assert f"It is not deleted: {reporter} went on with it meanwhile." in page.text
    assert "two thousand words" in page.text
    assert not AuditEntry.objects.filter(verb="delete_article").exists()
    assert client.post(page_of(article), {**sent, "_seen": seen_on(client, article)}).status_code == 302
    assert not Article.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("said", [{}, {"_seen": ""}, {"_seen": "x"}, {"_seen": "-1"}, {"_seen": "9" * 12}])
def test_nothing_by_a_form_that_does_not_say_what_it_showed(
    client: Client, administrator: User, draft: Any, said: dict[str, str]
):
    article = draft()
    client.force_login(administrator)
    page = client.post(page_of(article), {"post": "yes", **said}, follow=True)
    assert "the form did not say which text you looked at" in page.text
    assert page.redirect_chain == [(reverse("admin:articles_article_change", args=[article.pk]), 302)]
    assert Article.objects.filter(pk=article.pk).exists()


def test_what_was_published_since_is_no_fault_of_the_page(client: Client, administrator: User, draft: Any):
    article = draft()
    client.force_login(administrator)
    sent = {"post": "yes", "_seen": seen_on(client, article)}
    publishing.publish(article, by=None)
    assert client.post(page_of(article), sent).status_code == 403
    assert Article.objects.filter(pk=article.pk).exists()
    assert client.post(reverse("admin:articles_article_delete", args=[10**17]), sent).status_code == 302
