"""An update changes what readers get, never whether they get it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article


def ending(article: Article, at: Any) -> Article:
    article.unpublish_at = at
    publishing.save(article, by=None)
    return Article.objects.get(pk=article.pk)


def test_what_has_ended_is_not_put_back_by_an_update(published, time_machine):
    now = timezone.now()
    article = published(at=now - timedelta(days=2), unpublish_at=now + timedelta(hours=1))
    time_machine.move_to(now + timedelta(hours=2), tick=False)
    with pytest.raises(publishing.Refused, match="has ended"):
        publishing.update(ending(article, None), by=None)
    assert not Article.objects.visible().exists()


def test_what_is_live_does_not_leave_the_site_by_an_update(published):
    article = published(at=timezone.now() - timedelta(days=2))
    with pytest.raises(publishing.Refused, match="unpublish it instead"):
        publishing.update(ending(article, timezone.now() - timedelta(minutes=1)), by=None)
    assert Article.objects.visible().exists()


def test_end_that_is_still_to_come_goes_out_with_an_update(published):
    article = published(at=timezone.now() - timedelta(days=2))
    later = timezone.now() + timedelta(hours=1)
    publishing.update(ending(article, later), by=None)
    assert Article.objects.visible().get().unpublish_at == later
