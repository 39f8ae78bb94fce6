"""Errors that readers found, at the desk: who sees and answers them, in which words, and that nobody is overruled."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import publishing
from articles.models import Article, Author
from articles.revisions import Credit
from comments import article_errors
from comments.models import ArticleError
from tests.conftest import account, rewrite

ERRORS = "/admin/comments/articleerror/"
BODY = "<p>The bridge cost 5 million dollars, they said.</p><p>Nobody knew.</p>"


def of_role(name: str, role: str) -> User:
    user = account(f"{name.lower()}@example.org", display_name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published(body=BODY)


@pytest.fixture
def at_desk(client: Client, db: None) -> Client:
    client.force_login(of_role("Ed", "Editor"))
    return client


def found(article: Article, by: User | None = None, text: str = "It was 6 million.") -> ArticleError:
    number = publishing.latest_revision(article)
    reader = by or account(f"{ArticleError.objects.count()}@example.org")
    return article_errors.report(article, number, 2, "5 million", text, by=reader)


def answer(client: Client, error: ArticleError, state: str, words: str = "", seen: str = "open") -> Any:
    return client.post(f"{ERRORS}{error.pk}/", {"state": state, "answer": words, "seen": seen}, follow=True)


def test_from_the_first_page_to_the_answer(at_desk: Client, client: Client, article: Article, reader: User):
    error = found(article, reader)
    assert "1 error that readers found waits for an answer" in at_desk.get("/admin/").text
    assert "It was 6 million." in at_desk.get(ERRORS).text
    page = at_desk.get(f"{ERRORS}{error.pk}/").text
    assert "The bridge cost <mark>5 million</mark> dollars, they said." in page
    assert "The same." in page
    assert f"/admin/articles/article/{article.pk}/change/" in page
    article.body = BODY.replace("5 million", "6 million")
    rewrite(article, by=None)
    page = at_desk.get(f"{ERRORS}{error.pk}/").text
    assert "<del>5</del><ins>6</ins>" in page
    assert "Saved" in answer(at_desk, error, "corrected", "You are right.").text
    assert "waits for an answer" not in at_desk.get("/admin/").text
    assert AuditEntry.objects.filter(verb="handle_article_error", subject_id=str(error.pk)).exists()
    client.force_login(reader)
    page = client.get("/comments/errors/").text
    assert all(words in page for words in ("Corrected", "Thank you: the article is better for it.", "You are right."))


def test_what_became_of_the_paragraph(at_desk: Client, article: Article):
    error = found(article)
    article.body = "<p>Something else altogether happened.</p>"
    rewrite(article, by=None)
    assert "The paragraph is no longer there." in at_desk.get(f"{ERRORS}{error.pk}/").text
    article.revisions.filter(pk=error.revision_id).delete()
    assert "<mark>5 million</mark>" in at_desk.get(f"{ERRORS}{error.pk}/").text


def test_nobody_is_overruled_unawares(at_desk: Client, article: Article):
    error = found(article)
    answer(at_desk, error, "dismissed", "It was five.")
    again = answer(at_desk, error, "corrected", "Done.")
    assert again.status_code == 409
    assert "Somebody else has handled this" in again.text
    assert "Done." in again.text
    error.refresh_from_db()
    assert (error.state, error.answer) == ("dismissed", "It was five.")
    answer(at_desk, error, "corrected", "It was six.", seen=article_errors.stamp(error))
    error.refresh_from_db()
    assert (error.state, error.answer) == ("corrected", "It was six.")


@pytest.mark.parametrize(
    ("state", "words", "said"),
    [("dismissed", " ", "Say why"), ("open", "x", "Choose"), ("", "x", "Choose"), ("corrected", "x" * 1001, "Choose")],
)
def test_what_is_no_answer(at_desk: Client, article: Article, state: str, words: str, said: str):
    error = found(article)
    assert said in answer(at_desk, error, state, words).text
    assert ArticleError.objects.get().state == "open"


def test_only_who_may_save_the_article(client: Client, article: Article):
    error = found(article)
    for role in ("Contributor", "Reporter", "Moderator"):
        client.force_login(of_role(role, role))
        assert client.get(ERRORS).status_code == 403
        assert answer(client, error, "corrected").status_code == 403
    client.force_login(
        account("writes@example.org", "comments.change_articleerror", "articles.change_article", is_staff=True)
    )
    assert "It was 6 million." not in client.get(ERRORS).text
    assert client.get(f"{ERRORS}{error.pk}/").status_code == 403
    assert answer(client, error, "corrected").status_code == 403
    publishing.unpublish(article, by=None)
    assert "It was 6 million." not in client.get(ERRORS).text
    assert answer(client, error, "corrected").status_code == 403
    Article.objects.update(assigned_to=User.objects.get(email="writes@example.org"))
    assert "It was 6 million." in client.get(ERRORS).text
    assert answer(client, error, "corrected").status_code == 200
    assert ArticleError.objects.get().state == "corrected"


def test_ones_own_articles(client: Client, article: Article, published: Callable[..., Article]):
    me = of_role("Ed", "Editor")
    mine = published("Mine", body=BODY, bylines=[Credit(Author.objects.create(name="Ed", slug="ed", user=me))])
    found(article, text="Of others.")
    found(mine, text="Of mine.")
    client.force_login(me)
    page = client.get(ERRORS, {"mine": 1}).text
    assert "Of mine." in page
    assert "Of others." not in page


def test_page_by_page_with_the_same_queries(at_desk: Client, article: Article):
    counts = []
    at_desk.get(ERRORS)
    for many in (1, 29):
        for number in range(many):
            error = found(article, text=f"Number {number}.")
            ArticleError.objects.filter(pk=error.pk).update(at=timezone.now() - timedelta(minutes=number // 3))
        with CaptureQueriesContext(connection) as asked:
            page = at_desk.get(ERRORS)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    rest = at_desk.get(f"{ERRORS}?{page.context['next']}")
    shown = [each.pk for one in (page, rest) for each in one.context["errors"]]
    assert sorted(shown) == sorted(ArticleError.objects.values_list("pk", flat=True))
    assert len(shown) == 30
    for address in (f"{ERRORS}?after=x", f"{ERRORS}?state=x", f"{ERRORS}999/"):
        assert at_desk.get(address).status_code == 404
