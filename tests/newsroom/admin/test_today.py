"""The first page of the desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments.models import Comment
from comments.models.comment import path_step
from tests.conftest import account

Make = Callable[..., Article]


def blocks(client: Client) -> dict[str, list[str]]:
    shown = client.get("/admin/").context["blocks"]
    return {str(each.name): [line.article.headline for line in each.lines] for each in shown}


@pytest.fixture
def work(draft: Make, published: Make, editor: User) -> None:
    now = timezone.now()
    for headline, fields in {
        "Due first": {"due_at": now + timedelta(hours=1)},
        "Due later, mine": {"due_at": now + timedelta(hours=9), "assigned_to": editor},
        "Reviewed": {"status": "in_review"},
        "Ready": {"status": "ready"},
    }.items():
        Article.objects.filter(pk=draft(headline).pk).update(**fields)
    published("Soon", at=now + timedelta(hours=2))
    published("Ends", unpublish_at=now + timedelta(hours=3))


def test_first_page_says_what_there_is_to_do_ones_own_first(client: Client, editor: User, work):
    client.force_login(editor)
    assert blocks(client) == {
        "Due": ["Due later, mine", "Due first"],
        "In review": ["Reviewed"],
        "Ready": ["Ready"],
        "Goes live or ends next": ["Soon", "Ends"],
        "Yours, last saved": ["Due later, mine"],
    }


def test_reporter_is_told_nothing_of_others(client: Client, reporter: User, draft: Make, work):
    own = draft("Own")
    Article.objects.filter(pk=own.pk).update(created_by=reporter)
    client.force_login(reporter)
    assert blocks(client) == {"Goes live or ends next": ["Ends"], "Yours, last saved": ["Own"]}


def test_who_moderates_is_told_of_comments_and_of_nothing_else(client: Client, published: Make, work):
    Comment.objects.create(article=published(), path=path_step(timezone.now(), 1), body="<p>x</p>", status="pending")
    client.force_login(account("moderator@example.org", "comments.change_comment", is_staff=True))
    page = client.get("/admin/")
    assert page.context["blocks"] == []
    assert [each.words for each in page.context["waiting"]] == ["1 comment waits for a decision"]


def test_first_page_asks_no_more_than_15_queries(client: Client, work, draft: Make, django_assert_num_queries):
    articles = [f"articles.{verb}_article" for verb in ("view", "work_on_others")]
    chief = account(
        "chief@example.org", *articles, "comments.change_comment", "comments.change_articleerror", is_staff=True
    )
    client.force_login(chief)
    client.get("/admin/")
    with django_assert_num_queries(15):
        client.get("/admin/")
    for number in range(3):
        Article.objects.filter(pk=draft(f"More {number}").pk).update(status="in_review")
    with django_assert_num_queries(15):
        client.get("/admin/")
