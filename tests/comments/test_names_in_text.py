"""A name from right to left turns nothing round that stands beside it: wherever it is in a text, it is apart."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Article
from comments import posting
from comments.models import Comment

NAME = "مريم"
NAMELESS = {"title", "option", "input", "textarea", "script"}  # of which nothing can be set apart, or nothing need be


def loose(html: str) -> tuple[int, list[str | None]]:
    """How often the name is there, and what it is in where it is not apart."""
    holders = [node for node in LexborHTMLParser(html).css("body *") if NAME in node.text(deep=False)]
    assert holders, html[:500]
    return len(holders), [node.html for node in holders if node.tag not in NAMELESS and not is_apart(node)]


def is_apart(node) -> bool:
    while node:
        if node.tag == "bdi" or node.attributes.get("dir") == "auto":
            return True
        node = node.parent
    return False


@pytest.fixture
def article(published: Callable[..., Article], reader: User) -> Article:
    found = published()
    User.objects.filter(pk=reader.pk).update(display_name=NAME)
    comment = posting.post(found, "First", by=reader)
    posting.post(found, "Second", by=reader, reply_to=None)
    Comment.objects.update(status=Comment.Status.APPROVED)
    assert comment.article == found
    return found


def test_readers_pages(client: Client, article: Article, reader: User):
    assert loose(client.get(article.get_absolute_url()).text) == (4, [])  # heading and "Reply to …" of both comments
    client.force_login(reader)
    above = Comment.objects.earliest("pk")
    answer = reverse("comments:write", args=[article.pk]) + f"?reply_to={above.pk}"
    for address in (answer, reverse("account")):
        assert loose(client.get(address).text)[1] == [], address


def test_lists_at_the_desk(desk: Client, article: Article):
    for kind in ("comments_comment", "accounts_user"):
        assert loose(desk.get(reverse(f"admin:{kind}_changelist")).text)[1] == [], kind


def test_script_has_a_place_apart_for_the_name_of_whoever_is_answered(client: Client, article: Article):
    (place,) = LexborHTMLParser(client.get(article.get_absolute_url()).text).css("[data-answered]")
    assert is_apart(place)
