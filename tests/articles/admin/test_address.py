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
        ("taken", False, "It is taken."),
        ("letters", False, "It is taken."),
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


def test_what_is_made_of_the_headline_is_numbered_where_it_is_taken(client, editor: User, press, draft, ask):
    draft("Letters")
    client.force_login(editor)
    assert ask("letters", headline="Letters") == {"is_free": True, "says": "It is taken: a number is put after it."}
    assert ask("feed", headline="Feed")["is_free"]
    assert not ask("letters", headline="Other")["is_free"]
    assert press("save", headline="Letters", slug="letters").status_code == 302
    assert press("save", headline="Feed", slug="feed").status_code == 302
    other = draft("Other")
    assert press("save", other, headline="Letters", slug="letters").status_code == 302
    found = set(Article.objects.values_list("slug", flat=True))
    assert found == {"letters", "letters-2", "letters-3", "feed-2"}


def test_what_was_typed_and_is_taken_is_refused_with_one_that_is_free(client, editor: User, press, draft, published):
    draft("Letters")
    live = published("Live")
    client.force_login(editor)
    for response in (press("save", headline="Mine", slug="letters"), press("save", live, slug="letters")):
        assert "Another article has this address. “letters-2” is free." in response.text
    assert press("save", live, headline="Letters", slug="letters").status_code == 200  # readers know its address


def test_addresses_are_not_told_without_end(client, reporter: User, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"address": "2/h/user"}
    client.force_login(reporter)
    told = [client.get(reverse("admin:articles_new_address"), {"slug": "a"}).status_code for _ in range(3)]
    assert told == [200, 200, 429]


@pytest.mark.parametrize("is_new", [True, False])
def test_address_taken_at_the_same_moment_loses_nothing(client, editor: User, press, draft, monkeypatch, is_new: bool):
    other, article = draft("Other"), None if is_new else draft("Mine")
    client.force_login(editor)

    def too_late_to_look(_html: str) -> int:
        Article.objects.filter(pk=other.pk).update(slug="contested")
        return 1

    monkeypatch.setattr("articles.body.count_words", too_late_to_look)
    response = press("save", article, slug="contested", standfirst="Long thought about")
    assert response.status_code == 409
    assert "at the same moment" in response.text
    assert "Long thought about</textarea>" in response.text
    assert not Article.objects.filter(standfirst="Long thought about").exists()


def test_what_had_such_an_address_before_can_still_be_saved(client, editor: User, press, draft, published):
    client.force_login(editor)
    article = draft("Mine")
    FormerAddress.objects.create(path="/news/mine", article=published("Other"))
    assert press("save", article, standfirst="Changed").status_code == 302
