"""When things happened: WordPress writes the instant in UTC and on the site's clock, and sometimes neither."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from newsroom.wordpress.unpacked import Unpacked

EARLIEST, LATEST = 1000, 2999  # years; beyond them no archive page exists and databases disagree


class When(NamedTuple):
    """`at` is aware, or None if nothing usable was written. `guess` says how it was come by, for the report."""

    at: datetime | None
    guess: str = ""


def when(unpacked: Unpacked, utc: str, local: str, published: str = "") -> When:
    """`published` is the pubDate of the item."""
    if found := _read(utc):
        return When(found.replace(tzinfo=UTC))
    if there := _read(local):
        if offset := unpacked.offset_at(there):
            return When((there - offset).replace(tzinfo=UTC), _("Its date in UTC was worked out from other items"))
        if offset is not None:
            return When(there.replace(tzinfo=UTC), _("Its date in UTC was worked out from other items"))
        aware = there.replace(tzinfo=get_default_timezone()).astimezone(UTC)
        return When(aware, _("Its date was read on this publication's own clock"))
    return _from_feed_date(published)


def _from_feed_date(published: str) -> When:
    try:
        found = parsedate_to_datetime(published.strip())
    except (ValueError, TypeError, IndexError):
        return When(None)
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    if not EARLIEST <= found.year <= LATEST or published.strip().startswith("Wed, 30 Nov -0001"):
        return When(None)
    return When(found.astimezone(UTC), _("Its date was taken from the feed date, pubDate"))


def _read(text: str) -> datetime | None:
    text = text.strip()
    if not text or text.startswith("0000"):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo:
        found = found.astimezone(UTC).replace(tzinfo=None)
    return found if EARLIEST <= found.year <= LATEST else None
