"""JSON objects one after the other, whether each has a line, they are members of one long list, or are set out nicely.

Never the whole file is in memory, and nothing of it is believed: not that it ends, nor how deep or long anything is.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from newsroom.comment_import.source import Source
from newsroom.wordpress.decoding import FORBIDDEN, Unreadable

LONGEST = 16 * 1024 * 1024  # characters of one object
BETWEEN = " \t\r\n,[]"
Record = dict[str, Any]


class Records:
    """Pairs of a line, counted from 1, and the object that begins there. Raises Unreadable."""

    def __init__(self, path: Path) -> None:
        self.source = Source(path)
        self.line = 1
        self._buffer, self._place = "", 0
        self._is_list = self._is_closed = False
        self._decode = json.JSONDecoder(strict=False).raw_decode

    def __iter__(self) -> Iterator[tuple[int, Record]]:
        for chunk in self._grown():
            self._buffer = self._buffer[self._place :] + chunk
            self._place = 0
            while self._skip() and (found := self._next(is_last=not chunk)):
                yield found
        if self._is_list and not self._is_closed:
            raise Unreadable(_("The list has no end at line %d: the file was cut off.") % self.line)

    def _grown(self) -> Iterator[str]:
        """Ever larger pieces while one object does not end, so that it is not looked through a hundred times."""
        held = ""
        for chunk in self.source:
            held += chunk
            if len(held) >= len(self._buffer) - self._place:
                yield held
                held = ""
        yield held or ""
        if held:
            yield ""

    def _skip(self) -> bool:
        """To the beginning of the next object. Whether there is any."""
        place, text = self._place, self._buffer
        while place < len(text) and (letter := text[place]) in BETWEEN:
            self.line += letter == "\n"
            self._is_list = self._is_list or letter == "["
            self._is_closed = letter == "]" or (self._is_closed and letter != "[")
            place += 1
        self._place = place
        return place < len(text)

    def _next(self, *, is_last: bool) -> tuple[int, Record] | None:
        """None if it goes on in what was not read yet."""
        if self._buffer[self._place] != "{":
            raise self._broken(_("an object should begin here"))
        try:
            found, end = self._decode(self._buffer, self._place)
        except json.JSONDecodeError as error:
            if is_last or len(self._buffer) - self._place > LONGEST:
                raise self._broken(_("the object that begins here is damaged or cut off")) from error
            return None
        except (ValueError, RecursionError) as error:  # numbers of a thousand digits, lists in lists in lists
            raise self._broken(_("no export has such an object")) from error
        line = self.line
        self.line += self._buffer.count("\n", self._place, end)
        self._place = end
        return line, found

    def _broken(self, what: str) -> Unreadable:
        return Unreadable(_("The file is broken at line %(line)d: %(what)s.") % {"line": self.line, "what": what})


def words(record: Record, *names: str) -> str:
    """The first of these that is there, as text; without what no database takes. Never fails."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str):
            return FORBIDDEN.sub("", value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def part(record: Record, name: str) -> Record:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def parts(record: Record, name: str) -> list[Record]:
    value = record.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
