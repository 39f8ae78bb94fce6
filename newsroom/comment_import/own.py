"""Reading what `manage.py export_comments` wrote, here or at another site of the same software."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from comments.exporting import FORMAT, VERSION
from comments.models import Comment
from newsroom.comment_import.json_records import Record, Records, part, parts, words
from newsroom.comment_import.said import Person, Said, Thread
from newsroom.wordpress.decoding import Unreadable


class Reader:
    """Raises Unreadable, also for a file without its last line, which says how many comments there are."""

    def __init__(self, path: Path) -> None:
        self._records = Records(path)
        self.source = self._records.source
        self.site = ""
        self.unread: list[tuple[int, str]] = []
        self._threads: set[str] = set()
        self._count = 0
        self._announced: object = None

    def __iter__(self) -> Iterator[Thread | Said | Person]:
        for number, (line, record) in enumerate(self._records):
            if not number:
                self._begin(record)
            elif "end" in record:
                self._announced = record.get("comments")
            elif "article" in record:
                self._count += 1
                yield from self._comment(record, line)
            else:
                self.unread.append((line, ", ".join(sorted(record))[:80]))
        if self._announced != self._count:
            raise Unreadable(_("The file was cut off: its last line, which counts the comments, does not fit."))

    def _begin(self, record: Record) -> None:
        if record.get("format") != FORMAT or record.get("version") != VERSION:
            raise Unreadable(_("This is not an export of comments that can be read here, by its first line."))
        self.site = words(record, "site")

    def _comment(self, record: Record, line: int) -> Iterator[Thread | Said]:
        article = part(record, "article")
        key = words(article, "id")
        if key not in self._threads:
            self._threads.add(key)
            yield Thread(key, words(article, "address"), title=words(article, "headline"), line=line)
        yield _said(record, line, key)


def _said(record: Record, line: int, thread: str) -> Said:
    author = part(record, "author")
    former = [each for each in parts(record, "former_texts") if each.get("public") is True]
    return Said(
        id=words(record, "id"),
        thread=thread,
        line=line,
        parent=words(record, "parent"),
        name=words(author, "name"),
        email=words(author, "email"),
        url=words(author, "site"),
        ip=words(record, "network"),
        html=words(record, "text"),
        source=words(record, "source"),
        at=words(record, "written_at"),
        edited_at=words(record, "edited_at"),
        featured_at=words(record, "featured_at"),
        featured_note=words(record, "featured_note"),
        status=words(record, "status") or Comment.Status.PENDING,
        kind=words(record, "kind"),
        former=[(words(each, "text"), words(each, "source"), words(each, "until")) for each in former],
        is_own=True,
    )
