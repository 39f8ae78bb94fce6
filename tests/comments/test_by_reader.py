"""What someone wrote, as they find it on their account."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles import publishing
from comments import by_reader
from comments.models import Comment
from comments.models.comment import path_step
from tests.conftest import account

PAGE = "/comments/own/"


def write(user: User, article, status: str = "approved", minutes: int = 0, body: str = "<p>Words</p>") -> Comment:
    at = timezone.now() - timedelta(minutes=minutes)
    return Comment.objects.create(
        article=article, user=user, status=status, created_at=at, path=path_step(at), body=body
    )


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def test_each_status_is_said_in_plain_words_and_spam_is_not_named(member: Client, reader: User, published):
    article = published()
    found = {status: write(reader, article, status) for status in Comment.Status.values}
    page = member.get(PAGE).text
    assert page.count("Not published") == 2
    assert "Waiting to be read by us" in page
    assert "Removed by you" in page
    assert "pam" not in page.partition("<main")[2].partition("</main>")[0]
    assert f"{article.get_absolute_url()}#comment-{found['approved'].pk}" in page
    assert f"#comment-{found['pending'].pk}" not in page


def test_nobody_elses_are_there(member: Client, published):
    write(account("other@example.org"), published(), body="<p>Secret thought</p>")
    page = member.get(PAGE).text
    assert "Secret thought" not in page
    assert "You have not commented" in page


def test_article_that_is_gone_is_not_linked(member: Client, reader: User, published):
    article = published("Taken back")
    write(reader, article)
    publishing.unpublish(article, by=None)
    page = member.get(PAGE).text
    assert "The article is no longer there" in page
    assert article.get_absolute_url() not in page


def test_pages_go_on_where_the_last_one_ended(member: Client, reader: User, published, monkeypatch):
    monkeypatch.setattr(by_reader, "PAGE_SIZE", 2)
    article = published()
    written = [write(reader, article, minutes=number).pk for number in range(5)]
    seen, before = [], ""
    while True:
        page = by_reader.page(reader, before)
        seen.append([own.comment.pk for own in page.comments])
        if not page.older:
            break
        before = str(page.older)
    assert seen == [written[:2], written[2:4], written[4:]]
    assert "Older comments" in member.get(PAGE).text
    assert "Back to the newest" in member.get(f"{PAGE}?before={before}").text
    assert member.get(f"{PAGE}?before=x").status_code == 404


def test_list_costs_the_same_for_one_and_for_three(member: Client, reader: User, published, django_assert_num_queries):
    write(reader, published("One"))
    member.get(PAGE)  # the first request of a session notes it
    with CaptureQueriesContext(connection) as one:
        member.get(PAGE)
    write(reader, published("Two"))
    write(reader, published("Three"))
    with django_assert_num_queries(len(one)):
        member.get(PAGE)


def test_hostile_text_is_harmless(member: Client, reader: User, published):
    write(reader, published(), body="<p onclick=x>Hi<script>alert(1)</script></p>")
    assert "alert(1)" not in member.get(PAGE).text
