"""Whether an address is free, said while it is typed; the form has the last word."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Category, FormerAddress
from tests.conftest import rewrite


@pytest.fixture
def ask(client, editor: User) -> Callable[..., dict[str, Any]]:
    client.force_login(editor)

    def get(slug: str, article: Article | None = None, **more: str) -> dict[str, Any]:
        view = "admin:articles_article_address" if article else "admin:articles_new_address"
        return client.get(reverse(view, args=[article.pk] if article else []), {"slug": slug, **more}).json()

    return get


def moved(published) -> Article:
    """Was at /news/letters/ and is at /news/post/."""
    article = published("Letters")
    article.slug = "post"
    rewrite(article)
    return article


@pytest.mark.parametrize(
    ("slug", "is_free", "says"),
    [
        ("bridges", True, "Free."),
        ("", True, "It is made from the headline."),
        ("taken", False, "Another article has this address."),
        ("letters", False, "This was the address of another article, and leads there."),
        ("feed", False, "The site itself uses “feed” here. Choose another."),
        ("no blanks", False, "Letters, digits, hyphens"),
    ],
)
def test_what_is_said_of_a_new_address(ask, draft, published, slug: str, is_free: bool, says: str):
    draft("Taken")
    moved(published)
    answer = ask(slug)
    assert answer["is_free"] is is_free
    assert says in answer["says"]


def test_address_in_a_category_that_was_renamed_is_not_free(ask, published):
    other = published("Other")
    FormerAddress.objects.create(path="/old-news", category=Category.objects.get(slug="news"))
    FormerAddress.objects.create(path="/old-news/letters", article=other)
    assert not ask("letters")["is_free"]


def test_after_publication_it_is_said_that_the_old_one_leads_here(ask, published, draft):
    live = published("Live")
    assert ask("new-one", live) == {"is_free": True, "says": "Free. The old address will lead here."}
    assert ask("live", live) == {"is_free": True, "says": ""}
    politics = str(Category.objects.get(slug="politics").pk)
    assert ask("live", live, category=politics)["says"] == "Free. The old address will lead here."
    assert ask("new-one", draft("Draft"))["says"] == "Free."


def test_own_former_address_can_be_taken_back(ask, published):
    assert ask("letters", moved(published))["is_free"]


def test_who_may_not_write_is_not_answered(client, reporter: User, reader: User, draft):
    client.force_login(reporter)
    assert client.get(reverse("admin:articles_new_address"), {"slug": "a"}).status_code == 200
    assert client.get(reverse("admin:articles_article_address", args=[draft().pk])).status_code == 404
    assert client.post(reverse("admin:articles_new_address")).status_code == 405
    client.force_login(reader)
    assert client.get(reverse("admin:articles_new_address")).status_code == 302


def test_form_refuses_the_former_address_of_another(client, editor: User, press, draft, published):
    client.force_login(editor)
    moved(published)
    article = draft("Mine")
    response = press("save", article, slug="letters")
    assert "leads there" in response.text
    article.refresh_from_db()
    assert article.slug == "mine"


def test_what_had_such_an_address_before_can_still_be_saved(client, editor: User, press, draft, published):
    client.force_login(editor)
    article = draft("Mine")
    FormerAddress.objects.create(path="/news/mine", article=published("Other"))
    assert press("save", article, standfirst="Changed").status_code == 302
