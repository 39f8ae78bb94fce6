"""Buttons that change where an article stands, pressed on a page that shows what is no longer so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing, standing
from articles.models import Article

Press = Callable[..., Any]
SOON, LATER = timedelta(hours=5), timedelta(hours=9)


def in_hours(hours: int) -> str:
    return f"{timezone.localtime(timezone.now() + timedelta(hours=hours)):%Y-%m-%d %H:%M}"


@pytest.fixture
def scheduled(draft: Callable[..., Article], administrator: User) -> tuple[Article, str]:
    """Scheduled, and rescheduled by somebody else since the page was opened that showed the second."""
    article = draft()
    publishing.schedule(article, by=None, at=timezone.now() + SOON)
    shown = standing.as_shown(article)
    publishing.schedule(article, by=administrator, at=timezone.now() + LATER)
    return article, shown


def test_every_page_says_what_it_shows(client: Client, editor: User, scheduled: tuple[Article, str]):
    client.force_login(editor)
    article, _shown = scheduled
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert f'name="_standing" value="{standing.as_shown(article)}"' in page.text
    listed = client.get(reverse("admin:articles_article_changelist"))
    assert f'name="_standing-{article.pk}" value="{standing.as_shown(article)}"' in listed.text
    assert 'name="_standing" value="draft"' in client.get(reverse("admin:articles_article_add")).text


@pytest.mark.parametrize("verb", ["schedule", "publish", "publish_today", "update", "unschedule", "unpublish"])
def test_what_somebody_else_scheduled_stays(
    client: Client, editor: User, administrator: User, press: Press, scheduled: tuple[Article, str], verb: str
):
    article, shown = scheduled
    client.force_login(editor)
    sent = {"appear_at": in_hours(30), "headline": "As typed", "note": "In a hurry", "_standing": shown}
    answer = press(verb, article, **sent)
    now = Article.objects.get(pk=article.pk)
    assert (now.status, now.published_at, now.headline) == (article.status, article.published_at, article.headline)
    assert answer.status_code == 409
    assert f"{administrator} changed it since this page was opened: Published" not in answer.text
    assert f"{administrator} changed it since this page was opened: Scheduled" in answer.text
    assert f"{timezone.localtime(article.published_at):%Y-%m-%d %H:%M}" in answer.text
    assert "As typed</textarea>" in answer.text
    assert "In a hurry" in answer.text
    again = {**sent, "_standing": standing.as_shown(now), "override": "It is a test of buttons."}
    assert f'value="{again["_standing"]}"' in answer.text
    assert press(verb, article, **again).status_code == 302


def test_back_to_draft_takes_nothing_from_readers(client: Client, editor: User, press: Press, draft: Any):
    article = draft()
    publishing.mark_ready(article, by=None)
    shown = standing.as_shown(article)
    publishing.publish(article, by=None)
    client.force_login(editor)
    answer = press("unpublish", article, _standing=shown)
    assert "The site changed it since this page was opened: Published" in answer.text
    assert Article.objects.get(pk=article.pk).is_visible


def test_takedown_waits_for_nothing(client: Client, editor: User, press: Press, published: Any):
    article = published()
    client.force_login(editor)
    press("take_down", article, reason="We were wrong.", _standing="published 2001-01-01T00:00:00+00:00")
    assert Article.objects.get(pk=article.pk).status == "taken_down"


def test_clock_is_nobody_else(client: Client, editor: User, press: Press, draft: Any, monkeypatch: Any):
    article = draft()
    publishing.schedule(article, by=None, at=timezone.now() + SOON)
    shown = standing.as_shown(article)
    later = timezone.now() + LATER
    monkeypatch.setattr(timezone, "now", lambda: later)
    client.force_login(editor)
    press("unpublish", article, _standing=shown)
    assert Article.objects.get(pk=article.pk).status == "draft"


def test_sent_back_is_not_what_was_published_meanwhile(
    client: Client, editor: User, draft: Any, typed: Callable[..., dict[str, Any]]
):
    article = draft()
    publishing.submit(article, by=None)
    shown = standing.as_shown(article)
    publishing.mark_ready(article, by=None)
    client.force_login(editor)
    address = reverse("admin:articles_article_send_back", args=[article.pk])
    sent = {**typed(article, standfirst="As typed"), "_send_back-note": "Who says so?", "_standing": shown}
    page = client.post(address, sent, follow=True).text
    now = Article.objects.get(pk=article.pk)
    assert (now.status, now.working_copy and now.working_copy.content["standfirst"]) == ("ready", "As typed")
    assert "changed it since this page was opened: Marked as ready" in page
    assert "You wrote: “Who says so?”" in page


def test_list_publishes_nothing_that_is_scheduled_by_now(client: Client, editor: User, draft: Any):
    article, other = draft(), draft("Another one")
    shown = {f"_standing-{each.pk}": standing.as_shown(each) for each in (article, other)}
    publishing.schedule(article, by=None, at=timezone.now() + SOON)
    client.force_login(editor)
    sent = {"action": "publish_selected", "_selected_action": [article.pk, other.pk], **shown}
    page = client.post(reverse("admin:articles_article_changelist"), sent)
    assert "changed it since this page was opened: Scheduled" in page.text
    client.post(reverse("admin:articles_article_bulk_do"), {"token": page.context["token"]})
    assert not Article.objects.get(pk=article.pk).is_visible
    other.refresh_from_db()
    assert other.status == "published"
