"""When something was said, however an export writes it."""

from datetime import UTC, datetime
from typing import Any

EARLIEST = 1990  # the year; what was said before was not said in the web


def moment(text: str) -> datetime | None:
    """Aware; what has no zone is UTC, as Disqus writes it. None where there is no usable date."""
    try:
        found = datetime.fromisoformat(text.strip())
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found.year >= EARLIEST else None


def of_mongo(value: Any) -> str:
    """ISO 8601 of {"$date": …} in each of the ways mongoexport wrote it over the years, or of a date as it is."""
    while isinstance(value, dict):
        value = value.get("$date", value.get("$numberLong"))
    if isinstance(value, str) and not value.lstrip("-").isdigit():
        return value[:64]
    try:
        return datetime.fromtimestamp(int(value) / 1000, UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return ""
