"""Asks the cache before the site to show nothing that it kept before something was taken from readers.

deploy/nginx.conf keeps pages to have something to show while the site fails; not one of those that is forbidden since.
"""

import logging
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_q.models import Schedule

from articles.models import Article

LASTS = timedelta(minutes=10)  # longer than the cache keeps what nobody asks for
JOB = "articles.nothing_old.end_if_over"
logger = logging.getLogger(__name__)


def ask_without(article: Article) -> None:
    """From now on, if readers have it. In the transaction that takes it away: a file too many does no harm."""
    if not article.is_visible:
        return
    try:
        Path(settings.NOTHING_OLD).touch()
    except OSError:
        logger.exception("The cache before the site cannot be told that something was taken from readers")
        return
    over = timezone.now() + LASTS + timedelta(minutes=1)
    if not Schedule.objects.filter(func=JOB).update(next_run=over):
        name = "Let the cache show what it kept again"
        Schedule.objects.create(func=JOB, name=name, schedule_type=Schedule.ONCE, next_run=over)


def end_if_over() -> None:
    """Unless something else was taken away meanwhile."""
    file = Path(settings.NOTHING_OLD)
    if file.exists() and file.stat().st_mtime + LASTS.total_seconds() < time.time():
        file.unlink(missing_ok=True)
