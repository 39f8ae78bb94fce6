"""The pages of a discussion, the same for everyone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing
from articles.models import Article
from comments import threads
from comments.models import Comment, Discussion, Rules
from tests.comments.said import say


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def tree(client: Client, address: str) -> LexborHTMLParser:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-cache"
    return LexborHTMLParser(response.content)


def words(found: LexborHTMLParser) -> list[str]:
    return [node.text(strip=True) for node in found.css(".thread-list .comment .text")]


def test_from_the_article_to_the_last_page(client: Client, article: Article):
    said = [say(article, str(number)) for number in range(threads.SIZE * 2 + 1)]
    seen, address = [], article.get_absolute_url()
    while address:
        page = tree(client, address)
        assert page.css_first("#comments-heading").text(strip=True) == f"{len(said)} comments"
        seen += words(page)
        onward = page.css_first(".thread .pager a[rel~=next]")
        address = (onward.attributes["href"] or "").partition("#")[0] if onward else ""
    assert seen == [str(number) for number in reversed(range(len(said)))]


def test_one_order_is_marked_and_the_others_are_links(client: Client, article: Article):
    say(article, "First")
    say(article, "Second")
    page = tree(client, f"/discussion/{article.pk}/?sort=oldest")
    assert words(page) == ["First", "Second"]
    assert [link.text(strip=True) for link in page.css(".thread-sorts a[aria-current]")] == ["Oldest"]
    assert len(page.css(".thread-sorts a")) == 5
    assert tree(client, f"/discussion/{article.pk}/?sort=picks").css(".comment") == []


@pytest.mark.parametrize("query", ["sort=worst", "after=x", "sort=oldest&after=1.1.1", "sort=", "after=%00"])
def test_made_up_addresses_are_not_found(client: Client, article: Article, query: str):
    assert client.get(f"/discussion/{article.pk}/?{query}").status_code == 404


def test_search_engines_are_led_to_the_article_alone(client: Client, article: Article):
    comment = say(article)
    for address in (f"/discussion/{article.pk}/", f"/discussion/comment/{comment.pk}/"):
        assert tree(client, address).css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_a_permalink_outlives_what_becomes_of_the_comment(client: Client, article: Article):
    first = say(article, "First")
    reply = say(article, "Reply", parent=first)
    address = f"/discussion/comment/{first.pk}/"
    assert words(tree(client, address)) == ["First", "Reply"]
    Comment.objects.filter(pk=first.pk).update(status="rejected")
    page = tree(client, address)
    assert words(page) == ["Reply"]
    assert page.css_first(f"#comment-{first.pk}").text(strip=True) == "This comment was removed by a moderator."
    below = tree(client, f"/discussion/comment/{reply.pk}/")
    assert below.css_first(".thread-above .comment-removed")
    Comment.objects.filter(pk=reply.pk).update(status="rejected")
    assert client.get(address).status_code == 404  # nothing is left of it


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "returned", "withdrawn"])
def test_what_nobody_sees_has_no_page(client: Client, article: Article, status: str):
    assert client.get(f"/discussion/comment/{say(article, status=status).pk}/").status_code == 404


def test_articles_that_are_not_there_or_not_discussed_have_no_discussion(client: Client, article: Article):
    comment = say(article)
    addresses = [f"/discussion/{article.pk}/", f"/discussion/{article.pk}/changes.json"]
    addresses.append(f"/discussion/comment/{comment.pk}/")
    Article.objects.update(comments_policy="off")
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    Article.objects.update(comments_policy="closed")
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    publishing.unpublish(article, by=None)
    assert [client.get(address).status_code for address in addresses] == [404] * 3


@pytest.mark.parametrize("after", ["0", "-1", "x", "9" * 19, "1.5", "١"])
def test_made_up_places_in_a_thread(client: Client, article: Article, after: str):
    comment = say(article)
    assert client.get(f"/discussion/comment/{comment.pk}/?after={after}").status_code in (200, 404)


def test_changes_are_told_once(client: Client, article: Article):
    address = f"/discussion/{article.pk}/changes.json"
    assert client.get(address).json() == {"count": 0, "version": 0}
    say(article)
    first = client.get(address)
    assert first.json()["count"] == 1
    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, HTTP_IF_NONE_MATCH=f"W/{first['ETag']}").status_code == 304
    say(article)
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).json()["count"] == 2
    assert first["Cache-Control"] == "public, max-age=0, s-maxage=10"


def test_closed_by_the_rules_it_says_so_and_has_no_form(client: Client, article: Article):
    comment = say(article)
    addresses = [article.get_absolute_url(), f"/discussion/{article.pk}/", f"/discussion/comment/{comment.pk}/"]
    for address in addresses:
        page = tree(client, address)
        assert len(page.css(".thread-leave")) == len(page.css("[data-reply]")) == 1
    Rules.objects.create(closes_after=3)
    Article.objects.update(published_at=timezone.now() - timedelta(days=4))
    for address in addresses:
        page = tree(client, address)
        assert page.css(".thread-leave, [data-reply]") == []
        assert len(words(page)) == 1
    assert "Comments close 3 days after" in tree(client, addresses[1]).css_first(".thread-policy").text()


def test_withheld_nobody_sees_any_of_it_and_is_told_so(client: Client, article: Article):
    comment = say(article, edited_at=timezone.now())
    Discussion.objects.update(withheld_at=timezone.now(), withheld_note="A court decides about it.")
    for address in (article.get_absolute_url(), f"/discussion/{article.pk}/"):
        page = tree(client, address)
        assert page.css(".comment, .thread-leave") == []
        assert page.css_first(".thread-policy").text(strip=True) == "A court decides about it."
        assert page.css_first("#comments-heading").text(strip=True) == "Comments"
    assert client.get(f"/discussion/comment/{comment.pk}/")["Location"] == f"/discussion/{article.pk}/"
    assert client.get(f"/discussion/comment/{comment.pk}/changes/").status_code == 404
    assert client.get(f"/discussion/{article.pk}/changes.json").json()["count"] == 0
    Discussion.objects.update(withheld_at=None)
    assert len(words(tree(client, article.get_absolute_url()))) == 1
