"""Reading a backup of Remark42: one JSON object a line, the first about users and pages, each other a comment."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Comment
from newsroom.comment_import.dates import moment
from newsroom.comment_import.json_records import Record, Records, part, parts, words
from newsroom.comment_import.said import Person, Said, Thread
from newsroom.wordpress.decoding import Unreadable

VERSIONS = {0, 1}
Status = Comment.Status


class Reader:
    """Raises Unreadable."""

    def __init__(self, path: Path) -> None:
        self._records = Records(path)
        self.source = self._records.source
        self.site = ""
        self.unread: list[tuple[int, str]] = []
        self._blocked: set[str] = set()
        self._closed: set[str] = set()
        self._threads: set[str] = set()

    def __iter__(self) -> Iterator[Thread | Said | Person]:
        for line, record in self._records:
            if "version" in record or "users" in record:
                self._about(record)
            elif "locator" in record:
                yield from self._comment(record, line)
            else:
                self.unread.append((line, ", ".join(sorted(record))[:80]))

    def _about(self, record: Record) -> None:
        if record.get("version", 0) not in VERSIONS:
            raise Unreadable(_("The backup is of version %s, which is unknown here.") % str(record["version"])[:20])
        now = timezone.now()
        self._blocked |= {words(user, "id") for user in parts(record, "users") if _is_blocked(user, now)}
        self._closed |= {words(post, "url") for post in parts(record, "posts") if post.get("read_only")}

    def _comment(self, record: Record, line: int) -> Iterator[Thread | Said]:
        locator = part(record, "locator")
        address = words(locator, "url")
        self.site = self.site or words(locator, "site")
        if address not in self._threads:
            self._threads.add(address)
            is_closed = address in self._closed
            yield Thread(address, address, title=words(record, "title"), line=line, is_closed=is_closed)
        yield self._said(record, line, address)

    def _said(self, record: Record, line: int, thread: str) -> Said:
        user, at = part(record, "user"), words(record, "time")
        found = Said(
            id=words(record, "id"),
            thread=thread,
            line=line,
            parent=words(record, "pid"),
            name=words(user, "name"),
            html=words(record, "text"),
            source=words(record, "orig"),
            at=at,
            edited_at=words(part(record, "edit"), "time"),
            featured_at=at if record.get("pin") else "",
        )
        # What somebody wrote who is blocked is shown there to administrators alone.
        if user.get("block") or words(user, "id") in self._blocked:
            found.status = Status.REJECTED
        if record.get("delete"):
            found.status = Status.WITHDRAWN
            found.name = found.html = found.source = found.edited_at = found.featured_at = ""
        return found


def _is_blocked(user: Record, now: datetime) -> bool:
    """A block without an end has one in the year 1."""
    blocked = part(user, "blocked")
    until = moment(words(blocked, "until"))
    return bool(blocked.get("status")) and (until is None or until > now)
