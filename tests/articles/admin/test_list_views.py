"""Views of the list of articles: what there is to do, and what somebody gave a name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing, worklists
from articles.models import Article, Author, Readership, SavedFilter
from articles.revisions import Credit
from comments.models import Comment
from comments.models.comment import path_step

LIST = reverse("admin:articles_article_changelist")
SAVE = reverse("admin:articles_article_view_save")


def headlines(client: Client, query: str = "") -> list[str]:
    return [article.headline for article in client.get(f"{LIST}?{query}").context["cl"].result_list]


@pytest.fixture
def everything(draft, published, editor: User) -> None:
    """One of each."""
    now = timezone.now()
    for headline, status in (("Reviewed", "in_review"), ("Ready", "ready")):
        Article.objects.filter(pk=draft(headline).pk).update(status=status)
    published("Soon", at=worklists.end_of_today() - timedelta(seconds=1))
    published("Next week", at=now + timedelta(days=7))
    live = published("Live")
    live.headline = "Live, better"
    publishing.save(live, by=editor)
    Article.objects.filter(pk=draft("Due").pk).update(due_at=now + timedelta(days=2))
    Article.objects.filter(pk=draft("Due before").pk).update(due_at=now - timedelta(days=2), assigned_to=editor)
    Article.objects.filter(pk=published("Due once, out now").pk).update(due_at=now)


def test_each_view_shows_what_there_is_to_do(client: Client, editor: User, everything):
    client.force_login(editor)
    found = {
        name: headlines(client, f"desk={name}") for name in ("mine", "review", "ready", "today", "unpublished", "due")
    }
    assert found == {
        "mine": ["Due before"],
        "review": ["Reviewed"],
        "ready": ["Ready"],
        "today": ["Soon"],
        "unpublished": ["Live"],
        "due": ["Due before", "Due"],
    }


def test_reporter_sees_nothing_of_others_in_any_view(client: Client, reporter: User, everything):
    client.force_login(reporter)
    for name in ("mine", "review", "ready", "today", "unpublished", "due"):
        assert headlines(client, f"desk={name}") == []
    page = client.get(LIST).text
    assert "unpublished changes" not in page
    assert "due" not in page.partition('id="result_list"')[2].partition("</table>")[0]


def test_unpublished_changes_and_tasks_stand_in_the_row(client: Client, editor: User, everything):
    client.force_login(editor)
    page = client.get(LIST).text
    assert page.count('<span class="desk-changes">unpublished changes</span>') == 1
    assert page.count('data-late="yes"') == 1


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026", {"December", "March 31", "March 30"}),
        ("2026-03", {"March 31", "March 30"}),
        ("2026-03-31", {"March 31"}),
        ("2025", set()),
    ],
)
def test_list_is_narrowed_to_a_year_a_month_a_day_of_publication(desk: Client, published, on: str, expected: set[str]):
    zone = timezone.get_current_timezone()
    for name, at in (("March 31", (2026, 3, 31, 23)), ("March 30", (2026, 3, 30, 0)), ("December", (2026, 12, 31, 23))):
        article = published(name)
        Article.objects.filter(pk=article.pk).update(published_at=timezone.datetime(*at, tzinfo=zone))
    assert set(headlines(desk, f"on={on}")) == expected


@pytest.mark.parametrize("on", ["2026-13", "x", "9999", "0000", "2026-02-30", "２０２６"])
def test_impossible_dates_narrow_nothing(desk: Client, draft, on: str):
    draft()
    assert len(headlines(desk, f"on={on}")) == 1


@pytest.mark.parametrize("query", ["whitlock", "bridges", "COUNCIL river", "votes whitlock bridges", "council-votes"])
def test_words_are_found_in_texts_bylines_and_tags(desk: Client, draft, author: Author, query: str):
    draft(standfirst="Over the river", tags=["Bridges"], bylines=[Credit(author)])
    draft("Other", tags=["Roads"])
    assert headlines(desk, f"q={query}") == ["Council votes on the bridge"]


def test_every_word_is_needed(desk: Client, draft):
    draft()
    assert headlines(desk, "q=council+airport") == []


def test_search_finds_nothing_of_others(client: Client, reporter: User, draft):
    draft("Secret")
    client.force_login(reporter)
    assert headlines(client, "q=secret") == []


def test_views_are_saved_under_a_name_and_deleted(client: Client, editor: User, draft):
    draft("Kept")
    client.force_login(editor)
    back = client.post(SAVE, {"name": "  Drafts of  mine ", "query": "state=draft&p=3&q=kept"})
    assert back["Location"] == f"{LIST}?q=kept&state=draft"
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.name, saved.query) == (editor, "Drafts of mine", "q=kept&state=draft")
    page = client.get(f"{LIST}?state=draft&q=kept").text
    assert '<a href="?q=kept&amp;state=draft" aria-current="page">Drafts of mine</a>' in page
    assert "Keep this view" not in page
    client.post(reverse("admin:articles_article_view_delete", args=[saved.pk]))
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("given", [{"name": ""}, {"query": ""}, {"query": "q=" + "x" * 2000}])
def test_a_view_without_a_name_or_a_query_is_not_saved(client: Client, editor: User, given: dict[str, str]):
    client.force_login(editor)
    client.post(SAVE, {"name": "Some", "query": "state=draft", **given})
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("nul", ["\0", "%00"])
def test_nul_is_not_saved(client: Client, editor: User, nul: str):
    client.force_login(editor)
    back = client.post(SAVE, {"name": "Some\0 view", "query": f"state=draft&q=a{nul}b&x{nul}=1"})
    saved = SavedFilter.objects.get()
    assert (back["Location"], saved.name, saved.query) == (f"{LIST}?state=draft", "Some view", "state=draft")


def test_views_are_of_one_person(client: Client, editor: User, reporter: User):
    saved = SavedFilter.objects.create(user=editor, name="Mine alone", query="state=draft")
    client.force_login(reporter)
    assert "Mine alone" not in client.get(LIST).text
    assert client.post(reverse("admin:articles_article_view_delete", args=[saved.pk])).status_code == 404
    assert client.get(SAVE).status_code == 405


def test_row_says_how_often_it_was_read_and_what_waits(client: Client, desk: Client, published, reporter: User):
    article = published()
    Readership.objects.add(article.pk, timezone.localdate(), 41)
    Readership.objects.add(article.pk, timezone.localdate() - timedelta(days=30), 500)
    now = timezone.now()
    for number, status in enumerate(("pending", "pending", "approved")):
        Comment.objects.create(article=article, path=path_step(now, number), body="<p>x</p>", status=status)
    page = desk.get(LIST).text
    assert '<td class="field-read">41</td><td class="field-waiting">2</td>' in page
    client.force_login(reporter)
    assert "field-waiting" not in client.get(LIST).text


def test_list_costs_the_same_for_1_and_3(
    client: Client, editor: User, published: Callable[..., Article], author: Author, django_assert_num_queries
):
    client.force_login(editor)
    published("One", bylines=[Credit(author)])
    client.get(LIST)
    with django_assert_num_queries(12) as captured:
        client.get(LIST)
    for number in range(2):
        published(f"Article {number}", bylines=[Credit(author)], tags=["x"])
    with django_assert_num_queries(len(captured)):
        assert len(client.get(LIST).context["cl"].result_list) == 3
