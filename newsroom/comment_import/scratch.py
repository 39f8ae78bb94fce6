"""An export of comments taken apart into a temporary file, where everything can be asked in any order.

Replies come before what they answer, threads after what is said in them, and one thread may be longer than memory.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from newsroom.comment_import.said import Person, Said, Thread

SCHEMA = """
CREATE TABLE thread (
    number INTEGER PRIMARY KEY, key TEXT UNIQUE, alias TEXT, address TEXT, other TEXT, title TEXT, line INTEGER,
    is_hidden INTEGER, is_closed INTEGER, article INTEGER, why TEXT
);
CREATE INDEX thread_alias ON thread (alias);
CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT, email TEXT) WITHOUT ROWID;
CREATE TABLE said (
    seq INTEGER PRIMARY KEY, id TEXT UNIQUE, alias TEXT, thread TEXT, thread_alias TEXT, parent TEXT,
    parent_alias TEXT, author TEXT, packed TEXT, article INTEGER, above INTEGER, level INTEGER
);
CREATE TABLE turn (place INTEGER PRIMARY KEY, seq INTEGER);
CREATE TABLE placed (
    seq INTEGER PRIMARY KEY, article INTEGER, pk INTEGER, path TEXT, depth INTEGER, above_pk INTEGER
);
"""
CONNECT = """
CREATE INDEX said_alias ON said (alias);
UPDATE said SET thread = (SELECT key FROM thread WHERE alias = thread_alias ORDER BY number LIMIT 1)
    WHERE thread = '' AND thread_alias <> '';
UPDATE said SET parent = (SELECT above.id FROM said AS above WHERE above.alias = said.parent_alias ORDER BY above.seq)
    WHERE parent = '' AND parent_alias <> '';
UPDATE said SET article = (SELECT article FROM thread WHERE key = said.thread);
UPDATE said SET above = (SELECT above.seq FROM said AS above WHERE above.id = said.parent)
    WHERE parent <> '' AND article = (SELECT above.article FROM said AS above WHERE above.id = said.parent);
CREATE INDEX said_above ON said (above);
CREATE INDEX said_unplaced ON said (seq) WHERE level IS NULL AND article IS NOT NULL;
"""
# From what begins a thread down, level by level; the queue of it is on disk where it is long.
LEVELS = """
WITH RECURSIVE tree (seq, level) AS (
    SELECT seq, 0 FROM said WHERE {roots}
    UNION ALL SELECT said.seq, tree.level + 1 FROM tree JOIN said ON said.above = tree.seq
)
UPDATE said SET level = tree.level FROM tree WHERE said.seq = tree.seq
"""
NAMES = [field.name for field in fields(Said)]
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
BATCH = 50
IN_TURN = """
INSERT INTO turn (seq) SELECT seq FROM said WHERE level IS NOT NULL ORDER BY article, level, seq
"""
BATCH_SIZE = 4 * 1024 * 1024  # characters


@dataclass(slots=True)
class Turn:
    """A comment whose turn it is. `number` is its place in the file, from 1; `above` that of what it answers."""

    number: int
    article: int
    level: int
    above: int | None
    parent: str
    is_hidden: bool  # its whole thread was
    said: Said
    html: str = ""  # sanitised, once it is needed


@dataclass(slots=True)
class Place:
    """Where in a thread a comment stands here."""

    article: int
    pk: int
    path: str
    depth: int
    above_pk: int | None


class Scratch:
    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "comments.sqlite3", isolation_level=None)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000; BEGIN;")
        self.db.executescript(SCHEMA)

    # Filling it

    def add_thread(self, thread: Thread) -> None:
        """The first of the same key counts."""
        row = (thread.key, thread.alias, thread.address, thread.other_address, thread.title, thread.line)
        columns = "(key, alias, address, other, title, line, is_hidden, is_closed)"
        self.db.execute(
            f"INSERT OR IGNORE INTO thread {columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  # no values
            (*row, thread.is_hidden, thread.is_closed),
        )

    def add_person(self, person: Person) -> None:
        self.db.execute("INSERT OR IGNORE INTO person VALUES (?, ?, ?)", (person.id, person.name, person.email))

    def add(self, said: Said) -> bool:
        """False if there is one with the same id."""
        row = (said.id, said.alias, said.thread, said.thread_alias, said.parent, said.parent_alias, said.author)
        columns = "(id, alias, thread, thread_alias, parent, parent_alias, author, packed)"
        done = self.db.execute(
            f"INSERT OR IGNORE INTO said {columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  # no values
            (*row, to_json([getattr(said, name) for name in NAMES])),
        )
        return bool(done.rowcount)

    # Threads and articles

    def threads(self, size: int) -> Iterator[list[tuple[int, str, str]]]:
        """Number, address and another address of each."""
        query = "SELECT number, address, other FROM thread WHERE number > ? ORDER BY number LIMIT ?"
        last = 0
        while rows := self.db.execute(query, (last, size)).fetchall():
            last = rows[-1][0]
            yield rows

    def lead(self, found: Iterable[tuple[int | None, str, int]]) -> None:
        """Rows of an article, why there is none, and the number of a thread."""
        self.db.executemany("UPDATE thread SET article = ?, why = ? WHERE number = ?", found)

    def left_behind(self) -> Iterator[tuple[str, str, str, int, int]]:
        """Why, address, title, line and number of comments of each thread that leads nowhere and has comments."""
        query = """
            SELECT why, address, title, line, (SELECT COUNT(*) FROM said WHERE thread = key) AS said
            FROM thread WHERE article IS NULL ORDER BY number
        """
        self.db.execute("CREATE INDEX IF NOT EXISTS said_thread ON said (thread)")
        return (row for row in self.db.execute(query) if row[4])

    def without_thread(self) -> Iterator[tuple[int, str]]:
        query = "SELECT packed FROM said WHERE thread IS NULL OR thread NOT IN (SELECT key FROM thread) ORDER BY seq"
        for (packed,) in self.db.execute(query):
            found = _unpacked(packed)
            yield found.line, found.id

    def closed(self) -> list[tuple[str]]:
        return self.db.execute("SELECT address FROM thread WHERE is_closed AND article IS NOT NULL").fetchall()

    # The order in which they are written

    def connect(self) -> None:
        self.db.executescript(CONNECT)
        self.db.execute(LEVELS.format(roots="article IS NOT NULL AND above IS NULL"))

    def cut_rings(self) -> Iterator[str]:
        """Ids of comments that answered one of those that answered them, and now begin a thread."""
        unplaced = "SELECT MIN(seq) FROM said WHERE level IS NULL AND article IS NOT NULL"
        while first := self.db.execute(unplaced).fetchone()[0]:
            cut = self._on_ring(first)
            self.db.execute("UPDATE said SET above = NULL, parent = '' WHERE seq = ?", (cut,))
            self.db.execute(LEVELS.format(roots="seq = ?"), (cut,))
            yield str(self.db.execute("SELECT id FROM said WHERE seq = ?", (cut,)).fetchone()[0])

    def _on_ring(self, seq: int) -> int:
        """The first in the file of the ring that one gets to from here."""
        seen: dict[int, int] = {}
        while seq not in seen:
            seen[seq] = len(seen)
            seq = self.db.execute("SELECT above FROM said WHERE seq = ?", (seq,)).fetchone()[0]
        return min(each for each, place in seen.items() if place >= seen[seq])

    def order(self) -> int:
        """Once no ring is left: article by article, level by level. Returns how many there are."""
        return self.db.execute(IN_TURN).rowcount

    def turns(self) -> Iterator[list[Turn]]:
        """All that leads to an article, nothing before what it answers."""
        query = """
            SELECT said.seq, said.article, said.level, said.above, said.parent, thread.is_hidden, said.packed,
                person.name, person.email
            FROM turn JOIN said USING (seq) JOIN thread ON thread.key = said.thread
            LEFT JOIN person ON person.id = said.author
            WHERE turn.place > ? ORDER BY turn.place LIMIT ?
        """
        done = 0
        while rows := self._some(query, (done, BATCH)):
            yield [_turn(row) for row in rows]
            done += len(rows)

    def _some(self, query: str, parameters: tuple[int, ...]) -> list[Any]:
        """Fewer where texts are so long that memory would feel it."""
        rows, size = [], 0
        for row in self.db.execute(query, parameters):
            rows.append(row)
            size += len(row[6])
            if size > BATCH_SIZE:
                break
        return rows

    # Where they came to stand

    def put(self, places: Iterable[tuple[int, Place]]) -> None:
        rows = [(number, at.article, at.pk, at.path, at.depth, at.above_pk) for number, at in places]
        self.db.executemany("INSERT OR REPLACE INTO placed VALUES (?, ?, ?, ?, ?, ?)", rows)

    def places(self, numbers: Iterable[int]) -> dict[int, Place]:
        wanted = list(numbers)
        query = f"SELECT * FROM placed WHERE seq IN ({', '.join('?' * len(wanted))})"  # noqa: S608  # places alone
        return {row[0]: Place(*row[1:]) for row in self.db.execute(query, wanted)}


def _unpacked(packed: str) -> Said:
    return Said(**dict(zip(NAMES, json.loads(packed), strict=True)))


def _turn(row: Any) -> Turn:
    number, article, level, above, parent, is_hidden, packed, name, email = row
    said = _unpacked(packed)
    said.name, said.email = said.name or name or "", said.email or email or ""
    return Turn(number, article, level, above, parent or "", bool(is_hidden), said)
