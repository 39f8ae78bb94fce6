"""What readers can see, as a condition."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone


def readers_see(at: datetime | None = None) -> Q:
    """The condition of `visible()`, to be one of several."""
    now = at or timezone.now()
    return Q(
        # Not published_at alone: where a page or a month sets a bound of its own, SQLite entered the index with
        # this one instead, and walked over everything newer. Within an OR it is only looked at.
        Q(published_at__lte=now, embargo_until=None) | Q(published_at__lte=now, embargo_until__lte=now),
        Q(unpublish_at=None) | Q(unpublish_at__gt=now),
        status="published",
    )
