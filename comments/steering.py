"""What moderators decide about a whole discussion: how it is moderated, until when and how fast, and who sees it.

Each of it changes a few columns together, and whoever saw them otherwise is told: nobody's decision is overwritten
unawares. All of it is undone as everything else is: comments/decisions.py.
"""

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from comments import discussions, notices
from comments.models import Decision, Discussion, Mode

Verb = Decision.Verb
PERMISSION = "comments.change_comment"
MODE, CLOSING = ["mode", "mode_note"], ["closes_at", "closed_note"]
SLOW, HOLD = ["slow_seconds", "slow_until"], ["withheld_at", "withheld_by_id", "withheld_note"]
ABOUT = {
    Verb.MODE: MODE,
    Verb.CLOSE: CLOSING,
    Verb.OPEN: CLOSING,
    Verb.SLOW: SLOW,
    Verb.SPEED: SLOW,
    Verb.WITHHOLD: HOLD,
    Verb.RESTORE: HOLD,
}
IN_AUDIT_LOG = {
    Verb.MODE: "set_discussion_mode",
    Verb.CLOSE: "close_discussion",
    Verb.OPEN: "open_discussion",
    Verb.SLOW: "slow_discussion",
    Verb.SPEED: "speed_discussion",
    Verb.WITHHOLD: "withhold_discussion",
    Verb.RESTORE: "restore_discussion",
}
LONGEST = 2000  # characters of what is noted for other moderators


class Refused(Exception):
    """Why it was not done, in words for the moderator."""


class Stale(Refused):
    """It is no longer as it was shown."""


class Act(NamedTuple):
    """`seen` is how it was shown, as `as_shown` writes it; None where nobody was shown anything."""

    by: User
    why: str = ""  # for other moderators
    seen: str | None = None


def set_mode(article_id: int, mode: Mode | str, note: str, *, act: Act) -> Decision | None:
    """No mode: as elsewhere."""
    return _decide(article_id, Verb.MODE, {"mode": str(mode), "mode_note": note if mode else ""}, act)


def close(article_id: int, note: str, *, act: Act, at: datetime | None = None) -> Decision | None:
    """Now, or at some time to come. Raises Refused."""
    now = timezone.now()
    if at is not None and at <= now:
        raise Refused(_("That time is over. Choose one to come, or close it now."))
    return _decide(article_id, Verb.CLOSE, {"closes_at": at or now, "closed_note": note}, act)


def open_again(article_id: int, *, act: Act) -> Decision | None:
    return _decide(article_id, Verb.OPEN, {"closes_at": None, "closed_note": ""}, act)


def slow(article_id: int, seconds: int, until: datetime, *, act: Act) -> Decision | None:
    """So many seconds between two comments of one reader. Raises Refused."""
    if until <= timezone.now():
        raise Refused(_("That time is over. Choose one to come."))
    return _decide(article_id, Verb.SLOW, {"slow_seconds": seconds, "slow_until": until}, act)


def speed_up(article_id: int, *, act: Act) -> Decision | None:
    return _decide(article_id, Verb.SPEED, {"slow_seconds": None, "slow_until": None}, act)


def withhold(article_id: int, note: str, *, act: Act) -> Decision | None:
    """Readers see nothing of it, and change nothing of it. Raises Refused."""
    values = {"withheld_at": timezone.now(), "withheld_by_id": act.by.pk, "withheld_note": note}
    return _decide(article_id, Verb.WITHHOLD, values, act)


def restore(article_id: int, *, act: Act) -> Decision | None:
    """Exactly as it was."""
    values = {"withheld_at": None, "withheld_by_id": None, "withheld_note": ""}
    return _decide(article_id, Verb.RESTORE, values, act)


def as_shown(discussion: Discussion, names: list[str]) -> str:
    """To be sent along by whoever saw it."""
    return sha256(repr(discussions.values(discussion, names)).encode()).hexdigest()


def _decide(article_id: int, verb: Decision.Verb, values: discussions.Values, act: Act) -> Decision | None:
    """Raises PermissionDenied, Refused and Stale. None where it is so already."""
    if not act.by.has_perm(PERMISSION):
        raise PermissionDenied
    with transaction.atomic():
        discussions.lock([article_id])
        found = Discussion.objects.get(article=article_id)
        _check(found, verb, act)
        before = discussions.values(found, ABOUT[verb])
        for name, value in values.items():
            setattr(found, name, value)
        after = discussions.values(found, ABOUT[verb])
        return _carried_out(article_id, verb, before, after, act) if after != before else None


def _check(found: Discussion, verb: Decision.Verb, act: Act) -> None:
    if act.seen is not None and act.seen != as_shown(found, ABOUT[verb]):
        raise Stale(_("This was changed since it was shown here. Nothing was saved: look at it as it is now."))
    if verb == Verb.WITHHOLD and found.withheld_at:
        raise Refused(_("It is withheld already."))


def _carried_out(
    article_id: int, verb: Decision.Verb, before: discussions.Values, after: discussions.Values, act: Act
) -> Decision:
    discussions.put(article_id, after)
    notices.appear_in(article_id, after)
    made = Decision.objects.create(
        verb=verb,
        by_id=act.by.pk,
        article_id=article_id,
        before=before,
        after=after,
        words=act.why.strip()[:LONGEST],
        bulk=uuid4(),
    )
    audit.record(IN_AUDIT_LOG[verb], by=act.by, subject=Discussion(pk=article_id), decision=made.pk)
    return made
