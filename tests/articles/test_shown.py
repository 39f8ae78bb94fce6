"""What readers once had is not purged, keeps its date, and ends preview links; what they never had does none of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.admin import site
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from articles import corrections, preview_links, publishing, shown, workflow
from articles.models import Article
from tests.conftest import Published

TOMORROW = timedelta(days=1)


def reloaded(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def may_be_deleted(article: Article, user: User) -> bool:
    request = RequestFactory().get("/")
    request.user = user
    return site.get_model_admin(Article).has_delete_permission(request, reloaded(article))


def test_what_was_live_stays_after_a_schedule_that_came_to_nothing(published: Published, administrator: User) -> None:
    article = published(at=timezone.now() - timedelta(days=400))
    date = article.published_at
    publishing.unpublish(article, by=administrator)
    publishing.schedule(article, by=administrator, at=timezone.now() + TOMORROW, override="It was moved")
    publishing.unschedule(article, by=administrator)
    assert (article.status, reloaded(article).published_at) == ("ready", date)
    Article.objects.update(published_at=None)  # as in older data
    assert not may_be_deleted(article, administrator)
    with pytest.raises(publishing.Refused):
        publishing.delete(reloaded(article), by=administrator)


def test_what_was_never_live_may_go(draft: Callable[..., Article], administrator: User) -> None:
    article = draft(by=administrator)
    publishing.schedule(article, by=administrator, at=timezone.now() + TOMORROW, override="It is short")
    assert not may_be_deleted(article, administrator)
    publishing.unschedule(article, by=administrator)
    assert reloaded(article).published_at is None
    assert shown.last_date(article) is None
    assert may_be_deleted(article, administrator)
    publishing.delete(reloaded(article), by=administrator)


def test_a_schedule_whose_time_had_come_was_live(draft: Callable[..., Article], administrator: User) -> None:
    article = draft(by=administrator)
    publishing.schedule(article, by=administrator, at=timezone.now() + TOMORROW, override="It is short")
    planned = article.published_at
    article.revisions.update(created_at=timezone.now() - 3 * TOMORROW)
    newest = article.revisions.first()
    assert newest
    assert planned
    newest.content["published_at"] = (planned - 2 * TOMORROW).isoformat()
    newest.save()
    assert shown.last_date(article) == planned - 2 * TOMORROW


def test_a_link_lives_while_readers_get_nothing_new(published: Published, administrator: User) -> None:
    article = published()
    article.headline = "A new headline for the lawyer"
    publishing.save(article, by=administrator)
    token = preview_links.create(reloaded(article), name="Ada Counsel", by=administrator).token
    workflow.assign(reloaded(article), to=administrator, by=administrator)
    correction = corrections.correct(reloaded(article), by=administrator, kind="correction", text="It was Tuesday.")
    corrections.withdraw_correction(correction, by=administrator, reason="It was not.")
    assert preview_links.find(token)
    publishing.discard(reloaded(article), by=administrator)
    assert preview_links.find(token)
    article.headline = "Another one"
    publishing.save(article, by=administrator)
    publishing.update(reloaded(article), by=administrator, override="It is short")
    assert preview_links.find(token) is None
