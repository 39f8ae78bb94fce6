"""Ending an embargo before its time: that is a decision about the source, and no word of the text.

The verb is part of `publishing`: it locks the article, writes a Revision and into the audit log.
"""

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles import fitting, permissions, revisions, working_copies
from articles.models import Article, Revision
from articles.writing import Refused, Stale, allowed, locked, point, record


def may_lift(user: User | None, article: Article) -> bool:
    return allowed(user, "publish") and permissions.may_work_on(user, article)


def as_shown(ends: datetime | None) -> str:
    """Until when it runs, as forms send it along."""
    return ends.astimezone(UTC).isoformat() if ends else ""


def lift_embargo(
    article: Article, *, by: User | None, until: datetime | None = None, reason: str, shown: str | None = None
) -> Revision:
    """It ends at `until` (aware), or now. Raises PermissionDenied, and Refused without a reason or one that runs.

    Raises Stale if `as_shown` was another date when somebody decided.
    """
    if not may_lift(by, article):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say why it may appear earlier: it is kept in the history."))
    with transaction.atomic():
        current = locked(article)
        ends, head = fitting.embargo(current), working_copies.head(current)
        if ends is None:
            raise Refused(_("No embargo holds it."))
        if shown is not None and shown != as_shown(ends):
            now = f"{timezone.localtime(ends):%Y-%m-%d %H:%M %Z}"
            raise Stale(
                _("Someone else changed the embargo meanwhile: it runs until %s. Look before you lift it.") % now
            )
        if until and until >= ends:
            raise Refused(_("That is no earlier. To extend an embargo, change its date and save."))
        about = {"from": ends.isoformat(), "until": until.isoformat() if until else None}
        if fitting.why_not(current, {"embargo_until": about["until"]}):
            current.embargo_until, current.modified_at = until, timezone.now()
            current.save(update_fields=["embargo_until", "modified_at"])
        revision = record(current, "lift_embargo", by, reason.strip(), base=head.number, details=about)
        if head.is_pending:
            said = {**head.content, "embargo_until": about["until"]}
            revision = record(current, "save", by, reason.strip(), content=said, base=head.number, since=head.content)
        is_ahead = head.is_pending and bool(revisions.differing(revision.content, revisions.of_row(current)))
        point(current, revision if is_ahead else None)
    article.refresh_from_db()
    return revision
