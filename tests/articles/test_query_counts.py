"""How often each page asks the database: not more often for more articles, and never more than is allowed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles import readership
from articles.models import Article, Author, Category, Readership
from articles.revisions import Credit
from comments.models import Comment
from comments.models.comment import path_step
from tests.pictures import stored

AT_MOST = {
    "/": 8,
    "/latest/": 6,
    "/news/": 7,  # one of them for advertisements
    "/tag/bridges/": 6,
    "/author/dana-whitlock/": 6,
    "/archive/": 6,
    "/archive/2027/": 6,
    "/archive/2027/11/": 6,
    "/search/?q=article": 4,
    "/news/article-0/": 16,  # five of them for comments and who wrote them, one for what the form says beforehand
    "/feed/": 6,
    "/news/feed/": 8,
    "/sitemap-articles-2027-11-1.xml": 1,
    "/privacy/": 5,
    "/no-such-page/": 12,
}
NOON = datetime(2027, 11, 20, 12, tzinfo=UTC)


def fill(published: Callable[..., Article], author: Author, user: User, numbers: range) -> None:
    categories = list(Category.objects.filter(parent=None))
    for number in numbers:
        picture = stored(colour=(number, number, number), alt="x")
        article = published(
            f"Article {number}",
            at=NOON - timedelta(hours=number),
            category=categories[0] if number < 15 else categories[number % len(categories)],
            tags=["Bridges", f"Only {number}"],
            bylines=[Credit(author), Credit(Author.objects.create(name=f"Author {number}", slug=f"author-{number}"))],
            lead_picture=picture,
            body=f'<p>Article</p><img src="{picture.url}">',
            is_pinned=number % 7 == 0,
        )
        for place in range(max(1, number)):
            Comment.objects.create(
                article=Article.objects.get(slug="article-0") if numbers.start else article,
                path=path_step(timezone.now(), 100 * number + place),
                user=user,
                body="<p>So it is.</p>",
                status="approved",
            )


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured]


@pytest.fixture
def _november(time_machine) -> None:
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)


@pytest.mark.usefixtures("_november")
def test_pages_ask_no_more_often_for_more_articles(client: Client, published, author: Author, reader: User):
    fill(published, author, reader, range(20))  # enough for every part of the front page to have something in it
    Readership.objects.bulk_create(
        Readership(article=article, day=NOON.date(), count=1) for article in Article.objects.all()
    )
    readership.rank()
    few = {address: queries(client, address) for address in AT_MOST}
    fill(published, author, reader, range(20, 44))
    many = {address: queries(client, address) for address in AT_MOST}
    too_many = {address: asked for address, asked in many.items() if len(asked) > AT_MOST[address]}
    assert too_many == {}
    # Fewer is well: with enough on the same subjects, nothing is looked for in the category.
    assert {address: asked for address, asked in many.items() if len(asked) > len(few[address])} == {}
