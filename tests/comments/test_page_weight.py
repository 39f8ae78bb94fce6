"""What a page of a discussion weighs: it is sent to everyone who opens an article."""

import re
from collections.abc import Callable
from html import escape, unescape

import pytest
from django.test import Client

from articles.models import Article
from comments import threads
from tests.comments.said import say
from tests.conftest import account

MOST = 900  # bytes for one comment, of which 200 are its text
MOST_OF_A_PAGE = 60_000
NEXT = re.compile(rb'rel="next nofollow"\s+href="([^"]+)"')


def test_ordinary_comments_fit(client: Client, published: Callable[..., Article]):
    article, ann = published(), account("ann@example.org", display_name="Ann Whitlock-Lee")
    for _ in range(threads.SIZE):
        first = say(article, "x" * 193, user=ann)
        for _ in range(threads.FIRST_REPLIES):
            say(article, "x" * 193, parent=first, user=ann)
    page = client.get(f"/discussion/{article.pk}/").content.partition(b'id="comments"')[2].partition(b"</section>")[0]
    count = page.count(b"<article")
    assert count == threads.SIZE * (1 + threads.FIRST_REPLIES)
    assert len(page) <= MOST_OF_A_PAGE
    comments = page[page.index(b'<ol class="thread-list"') : page.rindex(b"</ol>")]
    assert len(comments) / count <= MOST


@pytest.mark.parametrize("letters", ["x", "é", "<"])
def test_a_page_of_long_comments_has_fewer(client: Client, published: Callable[..., Article], letters: str):
    article, text = published(), escape(letters * 3000)
    said = [say(article, text, guest_name="Pat") for _ in range(threads.SIZE)]
    for _ in range(threads.BRANCH_SIZE):
        say(article, text, parent=said[0])
    address, seen = f"/discussion/{article.pk}/?sort=oldest", 0
    while address:
        page = client.get(address).content
        assert len(page.partition(b'id="comments"')[2].partition(b"</section>")[0]) <= MOST_OF_A_PAGE
        seen += page.count(b"<article")
        address = unescape(found[1].decode()) if (found := NEXT.search(page)) else ""
    assert seen == threads.SIZE + threads.FIRST_REPLIES
    address, seen = f"/discussion/comment/{said[0].pk}/", 0
    while address:
        page = client.get(address).content
        assert len(page.partition(b'id="comments"')[2].partition(b"</section>")[0]) <= MOST_OF_A_PAGE
        seen += page.count(b"<article") - 1  # the comment itself stands on each
        found = NEXT.search(page)
        address = f"/discussion/comment/{said[0].pk}/{unescape(found[1].decode())}" if found else ""
    assert seen == threads.BRANCH_SIZE
