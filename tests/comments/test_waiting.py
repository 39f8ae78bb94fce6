"""How long comments wait, and what their authors read of it on the page of their own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Article
from comments import moderation, waiting
from comments.decisions import Act
from comments.models import Comment
from tests.comments.said import say

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def decide_after(article: Article, minutes: int, by: User | None) -> None:
    waiting_since = timezone.now() - timedelta(minutes=minutes)
    comment = say(article, status=Status.PENDING, queued_at=waiting_since)
    moderation.put([comment.pk], Status.APPROVED, Act(by=by))


def test_it_is_the_median_of_what_people_decided(article: Article, editor: User):
    for minutes in (1, 7, 8, 600):
        decide_after(article, minutes, editor)
    assert waiting.expected() is None
    decide_after(article, 30, None)  # a rule did
    assert waiting.expected() is None
    decide_after(article, 9, editor)
    wait = waiting.expected()
    assert wait
    assert waiting.in_words(wait) == "about 8 minutes"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "about a minute"), (89, "about 89 minutes"), (90, "about 2 hours"), (60 * 48, "about 2 days")],
)
def test_it_is_said_in_round_numbers(minutes: int, words: str):
    assert waiting.in_words(timedelta(minutes=minutes)) == words


def test_authors_read_why_and_how_long(client: Client, article: Article, reader: User, editor: User):
    for minutes in range(5):
        decide_after(article, 10 + minutes, editor)
    held_for = [{"rule": "suspect_words", "words": "bargain"}, {"rule": "mode_site", "words": ""}]
    say(article, "Held.", user=reader, status=Status.PENDING, queued_at=timezone.now(), held_for=held_for)
    returned = say(article, "Returned.", user=reader)
    moderation.put([returned.pk], Status.RETURNED, Act(by=editor, words="Leave out the name, please."))
    spam = say(article, "Spam.", user=reader)
    moderation.put([spam.pk], Status.SPAM, Act(by=editor, words="Advertising"))
    client.force_login(reader)
    page = LexborHTMLParser(client.get("/comments/own/").content)
    said = [[each.text() for each in item.css(".own-comment-reason")] for item in page.css(".own-comments > li")]
    assert said == [
        [],
        ["Leave out the name, please."],
        ["Some words in it are looked at by a moderator.", "Every comment here waits for a moderator."],
    ]
    assert "bargain" not in page.html
    assert "usually read after about 12 minutes" in page.css_first(".account-lead").text()
    assert page.css_first(f"a[href='/comments/{returned.pk}/edit/']")
    assert len(page.css("a[href^='/comments/'][href$='/edit/']")) == 1
