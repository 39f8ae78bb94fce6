"""When something is taken from readers, the cache before the site is asked to show nothing that it kept."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_q.models import Schedule

from articles import nothing_old, publishing
from articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", ["take_down", "unpublish"])
def test_asked_for_ten_minutes(published: Callable[..., Article], settings: Any, verb: str):
    file, article = Path(settings.NOTHING_OLD), published()
    assert not file.exists()
    if verb == "take_down":
        publishing.take_down(article, by=None, reason="We were wrong.")
    else:
        publishing.unpublish(article, by=None)
    assert file.exists()
    publishing.take_down(published("Another"), by=None, reason="This, too.")
    job = Schedule.objects.get(func="articles.nothing_old.end_if_over")
    assert job.next_run > timezone.now() + nothing_old.LASTS
    nothing_old.end_if_over()
    assert file.exists()
    os.utime(file, times=(time.time(), time.time() - nothing_old.LASTS.total_seconds() - 1))
    nothing_old.end_if_over()
    assert not file.exists()


def test_nobody_is_asked_for_what_readers_never_had(draft: Callable[..., Article], settings: Any):
    article = draft()
    publishing.schedule(article, by=None, at=timezone.now() + timedelta(hours=1))
    publishing.unpublish(article, by=None)
    assert not Path(settings.NOTHING_OLD).exists()


def test_takedown_needs_no_file(published: Callable[..., Article], settings: Any, tmp_path: Path):
    settings.NOTHING_OLD = tmp_path / "nowhere" / "nothing-old"
    article = publishing.take_down(published(), by=None, reason="We were wrong.")
    assert article.status == "taken_down"
