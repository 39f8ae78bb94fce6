"""Reading a table of users that somebody exported from WordPress, and refusing whatever is none."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from newsroom.wordpress.decoding import Unreadable

LARGEST = 64 * 1024 * 1024  # bytes
MOST = 200_000  # people
# What the columns may be called, the best name first: as WP-CLI, phpMyAdmin and people call them.
COLUMNS = {
    "email": ("user_email", "email", "e_mail", "mail", "email_address"),
    "login": ("user_login", "login", "username"),
    "name": ("display_name", "name", "user_nicename"),
    "role": ("roles", "role", "wp_capabilities", "capabilities"),
    "old_hash": ("user_pass", "hash", "password_hash"),
}


@dataclass(frozen=True)
class Entry:
    line: int
    email: str
    login: str = ""
    name: str = ""
    role: str = ""
    old_hash: str = ""

    @property
    def label(self) -> str:
        return _("line %(line)d: %(email)s") % {"line": self.line, "email": self.email or "–"}


def read(path: Path) -> Iterator[Entry]:
    """Raises Unreadable where the file is broken; so read all of it before you use any."""
    try:
        if not path.is_file():
            raise Unreadable(_("%s is not a file.") % path)
        if path.stat().st_size > LARGEST:
            raise Unreadable(_("The file is larger than %d MB. Split it.") % (LARGEST // 1024**2))
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _entries(file)
    except OSError as error:
        raise Unreadable(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not written in UTF-8. Export it again as CSV in UTF-8.")) from error


def _entries(file: TextIO) -> Iterator[Entry]:
    rows = csv.reader(file, delimiter=_delimiter(file), strict=True)
    line, columns = 1, None
    try:
        for number, row in enumerate(rows):
            if number > MOST:
                raise Unreadable(_("There are more than %d people in the file. Split it.") % MOST)
            if columns is None:
                columns = _columns(row)
            elif any(cell.strip() for cell in row):
                cells = {name: row[index].strip() for name, index in columns.items() if index < len(row)}
                yield Entry(line, **({"email": ""} | cells))
            line = rows.line_num + 1
    except csv.Error as error:
        raise Unreadable(_("Line %(line)d is broken: %(why)s.") % {"line": line, "why": error}) from error
    if columns is None:
        raise Unreadable(_("The file is empty."))


def _delimiter(file: TextIO) -> str:
    heading = file.readline(10_000)
    file.seek(0)
    return max(",;\t", key=heading.count)


def _columns(heading: list[str]) -> dict[str, int]:
    names = [name.strip().lower().replace("-", "_").replace(" ", "_") for name in heading]
    found = {
        column: names.index(next(name for name in known if name in names))
        for column, known in COLUMNS.items()
        if set(known) & set(names)
    }
    if "email" not in found:
        raise Unreadable(_("The first line names no column “user_email”. It has to name the columns."))
    return found
