"""How long a comment waits for a moderator these days."""

from datetime import datetime, timedelta
from statistics import median

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments.models import Decision

LAST = 50  # decisions of people
FEWEST = 5
Verb = Decision.Verb
DECIDED = [Verb.APPROVE, Verb.REJECT, Verb.SPAM, Verb.RETURN]


def expected() -> timedelta | None:
    """The median of the last ones; None where too few were decided to say."""
    decided = Decision.objects.filter(verb__in=DECIDED, by_id__isnull=False, before__queued_at__isnull=False)
    rows = decided.order_by("-pk").values_list("at", "before")[:LAST]
    since = [(at, datetime.fromisoformat(before["queued_at"])) for at, before in rows if before["queued_at"]]
    waits = [(at - queued_at).total_seconds() for at, queued_at in since]
    return timedelta(seconds=median(waits)) if len(waits) >= FEWEST else None


def in_words(wait: timedelta) -> str | Promise:
    minutes = round(wait / timedelta(minutes=1))
    if minutes < 2:
        return _("about a minute")
    if minutes < 90:
        return ngettext("about %(count)d minute", "about %(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    if hours < 36:
        return ngettext("about %(count)d hour", "about %(count)d hours", hours) % {"count": hours}
    days = round(hours / 24)
    return ngettext("about %(count)d day", "about %(count)d days", days) % {"count": days}
