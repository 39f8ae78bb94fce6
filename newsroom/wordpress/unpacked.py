"""An export taken apart into a temporary file, so that what refers to what can be asked in any order.

WordPress writes items in no useful order: posts before the pictures they show, replies before what
they reply to. The file is read once, from end to end, before anything is written to the site; it
costs as much disk as the export is long, and no memory.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from newsroom.wordpress.decoding import Unreadable
from newsroom.wordpress.items import Item, pack
from newsroom.wordpress.paths import link_key, upload_path, without_scaling, without_size
from newsroom.wordpress.report import Report
from newsroom.wordpress.wxr import Fields, Reader, Record

SCHEMA = """
CREATE TABLE item (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, head TEXT, comments TEXT);
CREATE TABLE upload (path TEXT PRIMARY KEY, id TEXT, is_exact INTEGER) WITHOUT ROWID;
CREATE TABLE attachment_page (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE child (parent TEXT, seq INTEGER, id TEXT, PRIMARY KEY (parent, seq)) WITHOUT ROWID;
CREATE TABLE comment (id INTEGER PRIMARY KEY);
CREATE TABLE offset (month TEXT PRIMARY KEY, seconds INTEGER);
CREATE INDEX item_kind ON item (kind, seq);
"""
ADD_UPLOAD = """
INSERT INTO upload VALUES (?, ?, ?)
ON CONFLICT (path) DO UPDATE SET id = excluded.id, is_exact = 1 WHERE is_exact = 0 AND excluded.is_exact = 1
"""
BATCH = 200
BATCH_SIZE = 8 * 1024 * 1024  # characters


def scratch_file(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "import.sqlite3", isolation_level=None)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000; BEGIN;")
    connection.executescript(SCHEMA)
    return connection


class Unpacked:
    """Terms and authors are kept in memory, being few; items are in the scratch file."""

    def __init__(self, reader: Reader, scratch: sqlite3.Connection, report: Report) -> None:
        self.reader, self.report, self._scratch = reader, report, scratch
        self.authors: dict[str, Fields] = {}
        self.categories: dict[str, Fields] = {}
        self.tags: dict[str, Fields] = {}
        self.menus: dict[str, str] = {}
        self._without_id = 0

    def read(self) -> Iterator[int]:
        """Takes the file apart; yields the bytes read so far. Raises Unreadable."""
        for number, record in enumerate(self.reader):
            if record.element == "item":
                self._keep_item(record)
            else:
                self._keep_term(record)
            if number % 200 == 0:
                yield self.reader.source.bytes_read

    @property
    def url(self) -> str:
        """Raises Unreadable for what is no address."""
        channel = self.reader.channel
        url = channel.get("wp:base_blog_url") or channel.get("link") or channel.get("wp:base_site_url") or ""
        try:
            urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        except ValueError as error:
            raise Unreadable(_("The address of the site in the file is none: %s.") % url[:200]) from error
        return url.strip()

    @property
    def address(self) -> str:
        """What tells sites apart: host and path, without scheme, www and closing slash."""
        parts = urlsplit(self.url if "//" in self.url else f"//{self.url}")
        return f"{(parts.netloc or 'unknown').lower().removeprefix('www.')}{parts.path.rstrip('/')}"[:500]

    @property
    def base_path(self) -> str:
        """Where on its host the site stood: empty, or /blog."""
        return urlsplit(self.url).path.rstrip("/").lower()

    def _keep_term(self, record: Record) -> None:
        fields = record.fields
        if record.element == "wp:author":
            self.authors.setdefault(fields.get("wp:author_login", "").strip(), fields)
        elif record.element == "wp:category":
            self.categories.setdefault(fields.get("wp:category_nicename", "").strip(), fields)
        elif record.element == "wp:tag":
            self.tags.setdefault(fields.get("wp:tag_slug", "").strip(), fields)
        else:
            self._keep_other_term(fields)

    def _keep_other_term(self, fields: Fields) -> None:
        taxonomy, slug = fields.get("wp:term_taxonomy", "").strip(), fields.get("wp:term_slug", "").strip()
        name = fields.get("wp:term_name", "").strip()
        if taxonomy == "nav_menu":
            self.menus.setdefault(slug, name)
        elif taxonomy == "category":
            parent = fields.get("wp:term_parent", "")
            self.categories.setdefault(slug, {**fields, "wp:cat_name": name, "wp:category_parent": parent})
        elif taxonomy in {"post_tag", "tag"}:
            self.tags.setdefault(slug, {**fields, "wp:tag_name": name})
        elif taxonomy != "post_format":
            self.report.skip(
                "term", _("A taxonomy of a plug-in or theme has no home here"), f"{taxonomy}: {name or slug}"
            )

    def _keep_item(self, record: Record) -> None:
        fields = record.fields
        kind = fields.get("wp:post_type", "").strip() or "post"
        old_id = fields.get("wp:post_id", "").strip()
        what = f"{kind} {old_id} “{fields.get('title', '')[:80]}” ({_('line %d') % record.line})"
        if record.is_too_large:
            self.report.skip(kind, _("Larger than any text can be"), what)
            return
        if not (old_id.isascii() and old_id.isdigit() and len(old_id) < 19):
            self.report.skip(kind, _("It has no usable id"), what)
            return
        head, comments = pack(self._without_known_comments(record))
        row = (str(int(old_id)), kind, head, comments)
        added = self._scratch.execute("INSERT OR IGNORE INTO item (id, kind, head, comments) VALUES (?, ?, ?, ?)", row)
        if not added.rowcount:
            self.report.skip(kind, _("An item before it has the same id"), what)
            return
        self._index(kind, str(int(old_id)), added.lastrowid or 0, fields)

    def _without_known_comments(self, record: Record) -> Record:
        kept = []
        for comment in record.comments:
            old_id = comment.get("wp:comment_id", "").strip()
            if not (old_id.isascii() and old_id.isdigit() and len(old_id) < 19):
                self.report.skip("comment", _("It has no usable id"), f"{_('comment')} “{old_id[:40]}”")
            elif not self._scratch.execute("INSERT OR IGNORE INTO comment VALUES (?)", (int(old_id),)).rowcount:
                self.report.skip("comment", _("A comment before it has the same id"), f"{_('comment')} {old_id}")
            else:
                kept.append(comment)
        record.comments = kept
        return record

    def _index(self, kind: str, old_id: str, seq: int, fields: Fields) -> None:
        if kind == "attachment":
            path = upload_path(fields.get("wp:attachment_url", "") or fields.get("guid", ""))
            self._scratch.execute(ADD_UPLOAD, (path, old_id, 1))
            self._scratch.execute(ADD_UPLOAD, (without_scaling(path), old_id, 0))
            page = link_key(fields.get("link", ""))
            self._scratch.execute("INSERT OR IGNORE INTO attachment_page VALUES (?)", (page,))
            parent = fields.get("wp:post_parent", "").strip()
            if parent not in {"", "0"}:
                self._scratch.execute("INSERT OR IGNORE INTO child VALUES (?, ?, ?)", (parent, seq, old_id))
        self._learn_offset(fields.get("wp:post_date", ""), fields.get("wp:post_date_gmt", ""))

    def _learn_offset(self, local: str, utc: str) -> None:
        try:
            there, instant = datetime.fromisoformat(local.strip()), datetime.fromisoformat(utc.strip())
            seconds = int((there - instant).total_seconds())
        except (ValueError, TypeError):
            return
        if abs(seconds) <= 15 * 3600:
            self._scratch.execute("INSERT OR IGNORE INTO offset VALUES (?, ?)", (local.strip()[:7], seconds))

    # What the carrying asks.

    def count(self) -> int:
        return int(self._scratch.execute("SELECT COUNT(*) FROM item").fetchone()[0])

    def kinds(self) -> dict[str, int]:
        return dict(self._scratch.execute("SELECT kind, COUNT(*) FROM item GROUP BY kind ORDER BY kind"))

    def batches(self, kind: str) -> Iterator[list[Item]]:
        """All of one kind in the order of the file."""
        query = "SELECT seq, id, kind, head, comments FROM item WHERE kind = ? AND seq > ? ORDER BY seq LIMIT ?"
        last = 0
        while batch := self._batch(query, (kind, last, BATCH)):
            last = batch[-1].seq
            yield batch

    def _batch(self, query: str, parameters: tuple[str, int, int]) -> list[Item]:
        """Fewer than asked for where texts are so long that memory would feel it."""
        batch: list[Item] = []
        size = 0
        for row in self._scratch.execute(query, parameters):
            batch.append(Item(*row))
            size += len(row[3]) + len(row[4])
            if size > BATCH_SIZE:
                break
        return batch

    def item(self, old_id: str) -> Item | None:
        query = "SELECT seq, id, kind, head, comments FROM item WHERE id = ?"
        row = self._scratch.execute(query, (old_id,)).fetchone()
        return Item(*row) if row else None

    def attachment_at(self, url: str) -> str:
        """The id of the attachment whose file, in any size, is at this address; empty if none is."""
        path = upload_path(url)
        for key in dict.fromkeys([path, without_size(path)]):
            if row := self._scratch.execute("SELECT id FROM upload WHERE path = ?", (key,)).fetchone():
                return str(row[0])
        return ""

    def is_attachment_page(self, url: str) -> bool:
        """Whether it is the page WordPress made around a picture, not the picture."""
        query = "SELECT 1 FROM attachment_page WHERE path = ?"
        return "attachment_id=" in url or bool(self._scratch.execute(query, (link_key(url) or "-",)).fetchone())

    def attachments_of(self, old_id: str) -> list[str]:
        query = "SELECT id FROM child WHERE parent = ? ORDER BY seq"
        return [row[0] for row in self._scratch.execute(query, (old_id,))]

    def offset_at(self, local: datetime) -> timedelta | None:
        """How far the site's clock was ahead of UTC in that month, or in the nearest month known."""
        query = "SELECT seconds FROM offset ORDER BY ABS(julianday(month || '-15') - julianday(?)) LIMIT 1"
        row = self._scratch.execute(query, (f"{local:%Y-%m}-15",)).fetchone()
        return timedelta(seconds=row[0]) if row else None
