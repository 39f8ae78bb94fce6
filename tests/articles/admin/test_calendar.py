from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Article

Make = Callable[..., Article]
CALENDAR = reverse("admin:articles_article_calendar")
NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


def days(client: Client, query: str = "") -> dict[str, list[str]]:
    cells = LexborHTMLParser(client.get(f"{CALENDAR}{query}").text).css(".desk-calendar td:not([data-outside])")
    named = {cell.css_first(".desk-day-name").text(): cell.css("li") for cell in cells}  # type: ignore[union-attr]  # each has one
    return {name: [" ".join(row.text().split()) for row in rows] for name, rows in named.items() if rows}


def test_month_shows_what_is_scheduled_and_due(client: Client, editor: User, draft: Make, published: Make):
    with time_machine.travel(NOW, tick=False):
        client.force_login(editor)
        published("Live already")
        published("Late evening", at=datetime(2026, 11, 21, 4, 30, tzinfo=UTC))
        published("Next month", at=datetime(2026, 12, 1, 12, tzinfo=UTC))
        for headline, status in (("To write", "draft"), ("Written", "published")):
            due = datetime(2026, 11, 2, 15, tzinfo=UTC)
            article = draft(headline)
            Article.objects.filter(pk=article.pk).update(due_at=due, status=status, published_at=NOW)
        assert days(client) == {
            "Monday, November 2": ["10:00 due To write"],
            "Friday, November 20": ["23:30 Late evening"],
        }
        assert days(client, "?month=2026-12") == {"Tuesday, December 1": ["07:00 Next month"]}


def test_reporter_sees_own_alone(client: Client, reporter: User, published: Make):
    client.force_login(reporter)
    with time_machine.travel(NOW, tick=False):
        published("Of others", at=datetime(2026, 11, 21, 4, 30, tzinfo=UTC))
        client.force_login(reporter)
        assert days(client) == {}


@pytest.mark.parametrize("month", ["2026-13", "2026", "x", "0000-01", "2026-11-01"])
def test_an_impossible_month_is_this_one(client: Client, editor: User, month: str):
    client.force_login(editor)
    page = client.get(f"{CALENDAR}?month={month}")
    assert page.status_code == 200
    assert page.text.count('aria-current="date"') == 1


def test_years_end_and_begin(client: Client, editor: User):
    client.force_login(editor)
    page = client.get(f"{CALENDAR}?month=2026-12").text
    assert 'href="?month=2027-01"' in page
    assert 'href="?month=2026-11"' in page
