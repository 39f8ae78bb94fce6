"""Reading the collections of Coral (6 to 9) as mongoexport writes them: comments, stories and users.

What a record is, it says by what it has; so they may be in one file or in several, in any order.
"""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from comments.models import Comment
from newsroom.comment_import.dates import of_mongo
from newsroom.comment_import.json_records import Record, Records, part, parts, words
from newsroom.comment_import.said import Person, Said, Thread

Status = Comment.Status
# NONE was shown at once, and nobody decided about it since: coral-server/models/comment/constants.ts.
STATUSES = {
    "APPROVED": Status.APPROVED,
    "NONE": Status.APPROVED,
    "REJECTED": Status.REJECTED,
    "PREMOD": Status.PENDING,
    "SYSTEM_WITHHELD": Status.PENDING,
}


class Reader:
    """Raises Unreadable."""

    def __init__(self, path: Path) -> None:
        self._records = Records(path)
        self.source = self._records.source
        self.site = ""
        self.unread: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[Thread | Said | Person]:
        for line, record in self._records:
            self.site = self.site or words(record, "tenantID")
            if "storyID" in record:
                yield said(record, line)
            elif "url" in record:
                yield story(record, line)
            elif "username" in record:
                yield Person(words(record, "id"), words(record, "username"), words(record, "email"))
            else:
                self.unread.append((line, ", ".join(sorted(record))[:80]))


def story(record: Record, line: int) -> Thread:
    return Thread(
        key=words(record, "id"),
        address=words(record, "url"),
        title=words(part(record, "metadata"), "title"),
        line=line,
        is_closed=bool(record.get("closedAt")),
    )


def said(record: Record, line: int) -> Said:
    revisions = parts(record, "revisions")
    last = revisions[-1] if revisions else {}
    featured = next((each for each in parts(record, "tags") if each.get("type") == "FEATURED"), None)
    found = Said(
        id=words(record, "id"),
        thread=words(record, "storyID"),
        line=line,
        parent=words(record, "parentID"),
        author=words(record, "authorID"),
        html=words(last, "body"),
        at=of_mongo(record.get("createdAt")),
        # What was said before was shown to moderators alone there, and would be to everybody here.
        edited_at=of_mongo(last.get("createdAt")) if len(revisions) > 1 else "",
        status=STATUSES.get(words(record, "status"), Status.PENDING),
    )
    if words(record, "status") not in STATUSES:
        found.remarks.append(_("Its status is unknown here, so it waits for a moderator"))
    if featured is not None:
        found.featured_at = of_mongo(featured.get("createdAt")) or found.at
    if last.get("media"):
        found.remarks.append(_("A picture or film beside the text was left behind"))
    if record.get("deletedAt"):
        found.status = Status.WITHDRAWN
        found.author = found.html = found.edited_at = found.featured_at = ""
    return found
