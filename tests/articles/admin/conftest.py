"""What the browser of someone at the desk sends."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, Author, Category

NO_ROWS = {f"{rows}-{which}_FORMS": "0" for rows in ("bylines", "related_pins") for which in ("TOTAL", "INITIAL")}


@pytest.fixture
def typed(news: Category) -> Callable[..., dict[str, Any]]:
    """The editor's form, filled in; `started_from` is the revision it was opened with."""

    def fill(article: Article | None = None, **fields: Any) -> dict[str, Any]:
        form = {
            "headline": article.headline if article else "Council votes on the bridge",
            "standfirst": article.standfirst if article else "",
            "body": article.body if article else "<p>One two three</p>",
            "category": str(article.category_id if article else news.pk),
            "slug": article.slug if article else "",
            "tags": ", ".join(article.tags.names()) if article else "",
            "article_type": "news",
            "comments_policy": "open",
            "started_from": str(publishing.latest_revision(article)) if article else "0",
            **(authors_of(article) if article else NO_ROWS),
        }
        return {**form, **fields}

    return fill


@pytest.fixture
def press(client: Client, typed: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Sends the form with the button of that verb pressed."""

    def send(verb: str, article: Article | None = None, **fields: Any) -> HttpResponse:
        view = "admin:articles_article_change" if article else "admin:articles_article_add"
        address = reverse(view, args=[article.pk] if article else [])
        return client.post(address, {**typed(article, **fields), f"_{verb}": "1"})

    return send


def authors_of(article: Article) -> dict[str, str]:
    rows = {**NO_ROWS, "bylines-TOTAL_FORMS": str(article.bylines.count())}
    for row, entry in enumerate(article.bylines.select_related("author")):
        rows |= byline(entry.author, entry.position, row, entry.role)
    return rows


def byline(author: Author, position: int | str = "", row: int = 0, role: str = "author") -> dict[str, str]:
    prefix = f"bylines-{row}-"
    return {f"{prefix}author": str(author.pk), f"{prefix}role": role, f"{prefix}position": str(position)}
