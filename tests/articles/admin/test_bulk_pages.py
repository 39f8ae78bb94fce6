"""Changing many articles at once, as it is asked for, looked at, confirmed and undone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import publishing
from articles.models import Article, BulkAct, Category
from tests.pictures import stored

Make = Callable[..., Article]
LIST = reverse("admin:articles_article_changelist")
TRY, DO, ACTS = (reverse(f"admin:articles_article_bulk{name}") for name in ("_try", "_do", ""))


@pytest.fixture
def at_desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def tried(client: Client, *articles: Article, **given: Any) -> Any:
    return client.post(TRY, {"keys": ",".join(str(each.pk) for each in articles), **given})


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_whole_way_from_the_list_and_back(at_desk: Client, draft: Make, published: Make):
    one, two = draft("One"), published("Two", tags=["Bridges"])
    asked = at_desk.post(LIST, {"action": "bulk_selected", "_selected_action": [one.pk, two.pk]})
    assert f'name="keys" value="{one.pk},{two.pk}"' in asked.text
    page = tried(at_desk, one, two, verb="add_tag", tag="bridges").text
    assert "Would change: 1" in page
    assert "Would stay as it is: 1" in page
    assert list(one.tags.names()) == []
    done = at_desk.post(DO, {"token": token(page)}, follow=True)
    assert list(one.tags.names()) == ["Bridges"]  # as it is written already
    act = BulkAct.objects.get()
    assert "Undo</button>" in done.text
    assert "Add the tag “Bridges”" in at_desk.get(ACTS).text
    undone = at_desk.post(reverse("admin:articles_article_bulk_undo", args=[act.pk]), follow=True)
    assert "1 are as they were." in undone.text
    assert "Undo</button>" not in undone.text
    assert list(one.tags.names()) == []


def test_all_that_match_are_chosen_by_the_filter(at_desk: Client, draft: Make, published: Make, monkeypatch: Any):
    drafts = [draft(f"Draft {number}") for number in range(3)]
    published("Live")
    chosen = {"action": "bulk_selected", "select_across": "1", "_selected_action": [drafts[0].pk]}
    page = at_desk.post(f"{LIST}?state=draft", chosen)
    assert page.context["count"] == 3
    monkeypatch.setattr("articles.bulk.MOST", 2)
    page = at_desk.post(f"{LIST}?state=draft", chosen, follow=True)
    assert "At most 2 at once" in page.text


def test_what_changes_between_look_and_confirmation_is_left(at_desk: Client, draft: Make, editor: User):
    article = draft()
    page = tried(at_desk, article, verb="add_tag", tag="Bridges").text
    article.standfirst = "Another"
    publishing.save(article, by=editor)
    assert "It was changed meanwhile." in at_desk.post(DO, {"token": token(page)}, follow=True).text
    assert list(article.tags.names()) == []


def test_confirmation_is_for_who_looked(at_desk: Client, draft: Make, administrator: User):
    article = draft()
    page = tried(at_desk, article, verb="add_tag", tag="Bridges").text
    at_desk.force_login(administrator)
    for given in (token(page), "x", ""):
        assert at_desk.post(DO, {"token": given})["Location"] == LIST
    assert not BulkAct.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"verb": "add_tag"},
        {"verb": "add_tag", "tag": "one, two"},
        {"verb": "category"},
        {"verb": "category", "category": "999999"},
        {"verb": "delete"},
        {},
    ],
)
def test_half_a_wish_is_asked_again(at_desk: Client, draft: Make, given: dict[str, str]):
    assert tried(at_desk, draft(), **given).status_code == 400


@pytest.mark.parametrize("keys", ["", "x", "1,,2", "1" * 30, "-1"])
def test_keys_that_are_none_lead_back_to_the_list(at_desk: Client, keys: str):
    assert at_desk.post(TRY, {"keys": keys, "verb": "unpublish"})["Location"] == LIST


def test_reporter_is_told_nothing_of_others_and_unpublishes_nothing(
    client: Client, reporter: User, editor: User, draft: Make, published: Make
):
    secret, live = draft("Secret"), published("Live")
    act = BulkAct.objects.create(verb="add_tag", given={"value": "x"}, done=[{"article": secret.pk}], created_by=editor)
    client.force_login(reporter)
    page = tried(client, secret, live, verb="add_tag", tag="x").text
    assert "Secret" not in page
    assert "There is nothing to change." in page
    assert tried(client, live, verb="unpublish").status_code == 400
    assert client.get(reverse("admin:articles_article_bulk_one", args=[act.pk])).status_code == 404
    assert client.post(reverse("admin:articles_article_bulk_undo", args=[act.pk])).status_code == 404
    assert "Add the tag" not in client.get(ACTS).text


def test_category_is_changed_with_a_count_of_what_readers_see(at_desk: Client, draft: Make, published: Make):
    guns = Category.objects.get(slug="guns")
    page = tried(at_desk, draft("One"), published("Two"), verb="category", category=guns.pk).text
    assert "Readers get the change of 1 of them at once." in page
    at_desk.post(DO, {"token": token(page)})
    assert set(Article.objects.values_list("category", flat=True)) == {guns.pk}


@pytest.mark.parametrize("address", [TRY, DO])
def test_looking_changes_nothing(at_desk: Client, reader: User, address: str):
    assert at_desk.get(address).status_code == 405
    at_desk.force_login(reader)
    assert at_desk.post(address).status_code in {302, 403}


def listed(client: Client, verb: str, *articles: Article, **given: Any) -> Any:
    return client.post(
        LIST, {"action": f"{verb}_selected", "_selected_action": [each.pk for each in articles], **given}
    )


@pytest.mark.parametrize("verb", ["publish", "submit"])
def test_looking_at_many_costs_the_same_for_5_and_100(
    at_desk: Client, draft: Make, django_assert_max_num_queries: Any, verb: str
):
    at_desk.get(LIST)  # writes down the session
    counts = []
    for many in (5, 100):
        for number in range(Article.objects.count(), many):
            picture = stored((8, 8), alt="") if number < 10 else None
            link = f'<p><a href="/news/gone-{number}/">a</a></p>' if number % 2 else "<p>Words</p>"
            draft(f"Bridge number {number}", body=link, lead_picture=picture, tags=[f"Tag {number}"])
        articles = list(Article.objects.all())
        with django_assert_max_num_queries(27) as asked:  # 13 of them for the list that it is chosen in
            page = listed(at_desk, verb, *articles)
        found = {str(name): count for name, count, _rows, _more in page.context["kinds"]}
        assert found["Would change"] + found["Is refused"] == many
        assert (found["Is refused"] > 0) is (verb == "publish")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("across", [{}, {"select_across": "1"}])
def test_publishing_all_that_match_leaves_alone_what_changed_since_it_was_shown(
    at_desk: Client, draft: Make, editor: User, across: dict[str, str]
):
    one, two = draft("One"), draft("Two")
    page = listed(at_desk, "publish", one, two, **across)
    assert "They are 2 articles. The newest change in them is that of “Two”" in page.text
    one.headline = "Nobody looked at this"
    publishing.save(one, by=editor)
    draft("Three")
    left = at_desk.post(DO, {"token": page.context["token"]}, follow=True).text
    assert "It was changed meanwhile." in left
    assert set(Article.objects.visible().values_list("headline", flat=True)) == {"Two"}
    undone = at_desk.post(reverse("admin:articles_article_bulk_undo", args=[BulkAct.objects.get().pk]), follow=True)
    assert "That cannot be undone" in undone.text
    assert Article.objects.visible().count() == 1
