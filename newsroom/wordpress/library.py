"""Finding the picture or file that a text of the old site means, by its number there or by its address."""

import hashlib
import sqlite3
from urllib.parse import urlsplit

from articles.models import MediaFile, Picture
from newsroom.wordpress.figures import Shown, file_url, picture_url
from newsroom.wordpress.items import digest
from newsroom.wordpress.ledger import Ledger
from newsroom.wordpress.unpacked import Unpacked

COLUMNS = "pk, is_picture, kind, url, alt, caption, title"


class Library:
    """What came over is noted in the scratch file as it comes, so that looking it up costs no query."""

    def __init__(self, unpacked: Unpacked, scratch: sqlite3.Connection, ledger: Ledger) -> None:
        self._unpacked, self._scratch, self._ledger = unpacked, scratch, ledger
        scratch.execute(f"CREATE TABLE media (old_id TEXT PRIMARY KEY, {COLUMNS})")

    def add_picture(self, old_id: str, picture: Picture) -> None:
        row = (old_id, picture.pk, 1, "", picture_url(picture), picture.alt, picture.caption, picture.title)
        self._scratch.execute("INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def add_file(self, old_id: str, found: MediaFile) -> None:
        row = (old_id, found.pk, 0, found.kind, file_url(found), "", found.caption, found.title)
        self._scratch.execute("INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def by_id(self, old_id: str) -> Shown | None:
        # COLUMNS is a constant above.
        query = f"SELECT {COLUMNS} FROM media WHERE old_id = ?"  # noqa: S608  # names of columns, no values
        row = self._scratch.execute(query, (old_id,)).fetchone()
        return Shown(row[0], bool(row[1]), *row[2:]) if row else None

    def picture(self, old_id: str) -> Shown | None:
        found = self.by_id(old_id) if old_id else None
        return found if found and found.is_picture else None

    def by_url(self, url: str) -> Shown | None:
        old_id = self._unpacked.attachment_at(url)
        return self.by_id(old_id) if old_id else None

    def is_attachment_page(self, url: str) -> bool:
        return self._unpacked.is_attachment_page(url)

    def attachments_of(self, old_id: str) -> list[str]:
        return self._unpacked.attachments_of(old_id)

    def outside_picture(self, url: str, alt: str) -> Shown | None:
        """A picture that the export does not hold: a row without a file, so that it is not forgotten."""
        if urlsplit(url).scheme not in {"http", "https"}:
            return None
        old_id = url if len(url) <= 200 else "sha256:" + hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
        if found := self.by_id(old_id):
            return found
        known = self._ledger.known("image", [old_id]).get(old_id)
        picture = Picture.objects.filter(pk=known.new_id).first() if known and known.new_id else None
        if not picture:
            title = urlsplit(url).path.rpartition("/")[2][:250]
            picture = Picture.objects.create(source_url=url[:1000], alt=alt[:1000], title=title)
            self._ledger.write("image", old_id, picture.pk, digest(url), known=known)
        self.add_picture(old_id, picture)
        return self.by_id(old_id)
