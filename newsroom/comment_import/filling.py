"""What of a comment elsewhere becomes what of a comment here, and by what later runs tell whether either changed."""

import ipaddress
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from articles import body
from comments import markup
from comments.models import Comment
from newsroom.comment_import import texts
from newsroom.comment_import.dates import moment
from newsroom.comment_import.scratch import Turn
from newsroom.wordpress.items import digest
from newsroom.wordpress.names import plain

Status = Comment.Status
# What a later run may change.
FIELDS = ["body", "source", "status", "guest_name", "guest_email", "guest_url", "ip_address"]
FIELDS += ["edited_at", "featured_at", "featured_note"]


def fill(comment: Comment, turn: Turn, now: datetime, *, keeps_networks: bool) -> list[str]:
    """Returns what of it is not as it was."""
    said = turn.said
    remarks = list(said.remarks)
    comment.kind = said.kind if said.kind in Comment.Kind.values else Comment.Kind.COMMENT
    comment.body = turn.html
    comment.source = said.source
    comment.guest_name = plain(said.name, 250)
    comment.guest_email = said.email if len(said.email) <= 254 and "@" in said.email else ""
    comment.guest_url = said.url if len(said.url) <= 500 and said.url.startswith(("http://", "https://")) else ""
    comment.ip_address = _ip(said.ip) if keeps_networks else None
    comment.status = said.status if said.status in Status.values else Status.PENDING
    remarks += _hide(comment, turn)
    comment.edited_at = _past(said.edited_at, now)
    is_featured = bool(said.featured_at) and comment.status == Status.APPROVED
    comment.featured_at = (_past(said.featured_at, now) or comment.created_at) if is_featured else None
    comment.featured_note = plain(said.featured_note, 200) if is_featured else ""
    return remarks


def html_of(turn: Turn) -> str:
    """Sanitised. It takes longer than all else about a comment, and is done before anybody has to wait for it."""
    said = turn.said
    if said.is_own:
        return body.clean_remark(said.html)
    if not said.html and said.source and said.status != Status.WITHDRAWN:
        return markup.to_html(said.source)
    return texts.html_of(said.html)


def _hide(comment: Comment, turn: Turn) -> list[str]:
    """What was not to be seen there is not to be seen here; nor is what nobody can read."""
    if comment.status != Status.APPROVED:
        return []
    if turn.is_hidden:
        comment.status = Status.REJECTED
        return [_("It was visible, but its thread was not: it is rejected here")]
    if not comment.body:
        comment.status = Status.PENDING
        return [_("A comment without any text waits for a moderator")]
    if len(turn.said.html) > texts.LONGEST:
        comment.status = Status.PENDING
        return [_("Longer than %d characters: cut there, and it waits for a moderator") % texts.LONGEST]
    return []


def former(turn: Turn, comment: Comment) -> list[tuple[int, str, str, datetime]]:
    """Rows of what readers may see that it said before."""
    found = [(html, source, moment(until)) for html, source, until in turn.said.former]
    return [(comment.pk, body.clean_remark(html), source, until) for html, source, until in found if until]


def read(turn: Turn) -> str:
    said = turn.said
    who: list[Any] = [said.name, said.email, said.url, said.ip]
    what = [said.html, said.source, said.status, said.at, said.edited_at, said.featured_at, said.featured_note]
    return digest(*who, *what, turn.is_hidden)


def written(comment: Comment) -> str:
    times = [_told(comment.edited_at), _told(comment.featured_at)]
    return digest(comment.body, comment.status, comment.guest_name, comment.guest_url, *times)


def _told(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""


def _past(text: str, now: datetime) -> datetime | None:
    at = moment(text) if text else None
    return min(at, now) if at else None


@lru_cache(4096)
def _ip(given: str) -> str | None:
    """None also for what Remark42 has: a hash of it."""
    try:
        return str(ipaddress.ip_address(given.strip()))
    except ValueError:
        return None
