"""All that is kept about someone, as one ZIP file: data.json, and the same as a table in CSV for each kind.

Made while it is sent, row by row, so that a hundred thousand comments need no more memory than one.
"""

import csv
import json
import re
from collections.abc import Iterator
from io import RawIOBase, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts import personal_data
from accounts.models import User
from accounts.personal_data import Holding, Row

PIECE = 64 * 1024
# What a spreadsheet takes for a formula, which may fetch and send; OWASP, "CSV injection".
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Blanks and what shows nothing: spreadsheets leave some of them away, which ones depends on how a file is opened.
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\0]+")


class Pipe(RawIOBase):
    """What the archive writes, to be taken out before there is much of it."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.written += piece
        return len(piece)

    def take(self) -> bytes:
        piece, self.written = bytes(self.written), bytearray()
        return piece


def archive(user: User) -> Iterator[bytes]:
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as file:
        for name, pieces in _files(user):
            # A name alone would make it a file of 1980.
            entry_of = ZipInfo(name, timezone.localtime().timetuple()[:6])
            entry_of.compress_type = ZIP_DEFLATED
            with file.open(entry_of, "w") as entry:
                for piece in pieces:
                    entry.write(piece)
                    if len(pipe.written) >= PIECE:
                        yield pipe.take()
    yield pipe.take()


def _files(user: User) -> Iterator[tuple[str, Iterator[bytes]]]:
    holdings = personal_data.holdings()
    yield "data.json", _json(user, holdings)
    for holding in holdings:
        yield f"{holding.name}.csv", _csv(holding.rows(user))
    if user.portrait:
        with user.portrait.open() as portrait:
            yield "portrait.webp", iter([portrait.read()])


def _json(user: User, holdings: list[Holding]) -> Iterator[bytes]:
    site, exported_at = json.dumps(settings.SITE_URL), timezone.now().isoformat()
    yield f'{{"site": {site},\n"exported_at": "{exported_at}"'.encode()
    for holding in holdings:
        yield f',\n"{holding.name}": ['.encode()
        for number, row in enumerate(holding.rows(user)):
            text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
            yield f"{',' if number else ''}\n{text}".encode()
        yield b"]"
    yield b"}\n"


def _csv(rows: Iterator[Row]) -> Iterator[bytes]:
    line = StringIO(newline="")
    writer = csv.writer(line)
    for number, row in enumerate(rows):
        if not number:
            line.write("\ufeff")  # without it, spreadsheets take UTF-8 for something else
            writer.writerow(row)
        writer.writerow([cell(value) for value in row.values()])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def cell(value: Any) -> str:
    """As text that no spreadsheet takes for a formula: data.json has it unchanged."""
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if is_formula(text) and not isinstance(value, (int, float)) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take it for one, also behind blanks."""
    begins = UNSEEN.match(text)
    return text.startswith(FORMULA) or (begins is not None and text.startswith(FORMULA, begins.end()))
