"""What a page of a discussion weighs: it is sent to everyone who opens an article."""

from collections.abc import Callable

from django.test import Client

from articles.models import Article
from comments import threads
from tests.comments.said import say
from tests.conftest import account

MOST = 900  # bytes for one comment, of which 200 are its text
MOST_OF_A_PAGE = 60_000


def test_sixty_comments_fit(client: Client, published: Callable[..., Article]):
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
