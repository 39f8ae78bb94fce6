"""What readers got of an article, and when: by its revisions, for the clock shows what nobody touches."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import Article
from articles.writing import AUTOSAVE, PUBLIC

Status = Article.Status
# These say what readers have already, or what the desk alone reads: nothing begins with them, and nothing ends.
TURN_NOTHING = ("assign", "correct", "withdraw_correction", "discard")
WRITE_DRAFTS = ("save", AUTOSAVE, "restore")
STATE = ("created_at", "is_published", *(f"content__{name}" for name in ("status", "published_at", "embargo_until")))


class Period(NamedTuple):
    """What an article was from a revision on."""

    moment: datetime
    is_for_readers: bool
    status: str
    published_at: str | None
    embargo_until: str | None

    @property
    def begins(self) -> datetime | None:
        """When the clock shows this to readers, if nothing else happens before."""
        if not self.is_for_readers or not self.published_at:
            return None
        dates = [parse_datetime(value) for value in (self.published_at, self.embargo_until) if value]
        return max(self.moment, *filter(None, dates))


def periods(article: Article, since: datetime | None = None) -> Iterator[tuple[Period, datetime]]:
    """What it was at that moment, and each thing it became later, with its end. Of all time without one."""
    # A text that waits beside what is live changes nothing for readers, and neither does one of a draft.
    ends = ~Q(content__status=Status.PUBLISHED) & ~Q(verb__in=WRITE_DRAFTS)
    turns = article.revisions.filter(Q(is_published=True) | ends, is_aside=False).exclude(verb__in=TURN_NOTHING)
    before = turns.filter(created_at__lt=since).order_by("-number").values_list(*STATE)[:1] if since else []
    after = turns.filter(created_at__gte=since) if since else turns
    found = [Period(*row) for row in [*before, *after.order_by("number").values_list(*STATE)]]
    ends_at = [later.moment for _earlier, later in pairwise(found)] + [timezone.now()]
    yield from zip(found, ends_at, strict=False)  # nothing may have begun


def last_date(article: Article) -> datetime | None:
    """Under which date readers had it last; None if they never did, whatever was scheduled."""
    had = [each.published_at for each, until in periods(article) if each.begins and each.begins <= until]
    return parse_datetime(had[-1]) if had and had[-1] else None


def is_known(article: Article) -> bool:
    """Whether readers have it, will have it, or had it once: then it is taken down, never deleted."""
    return bool(article.published_at) or article.status in PUBLIC or last_date(article) is not None
