"""Everything that is in the database and among the uploads, as text: what somebody has who takes a copy."""

import base64
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django_q.models import OrmQ

from accounts import secrets

URL_SAFE = str.maketrans("-_", "+/")
ENCRYPTED = re.compile(r"gAAAA[\w-]{50,}={0,2}")  # as accounts/secrets.py writes it


def raw() -> str:
    """Every value of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return "\n".join(f"{table}: {value}" for table in tables for value in _values(cursor, table))


def _values(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a name of our own
    for row in cursor.fetchall():
        yield " | ".join(_text(value) for value in row)


def _text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    return f"{value} {_unpacked(value)}" if isinstance(value, str) else str(value)


def _unpacked(value: str) -> str:
    """What a cache keeps is pickled and in base64; what a session keeps is so between colons, and may be compressed."""
    return " ".join(_decoded(part) for part in value.split(":") if len(part) > 16)


def _decoded(part: str) -> str:
    bare = part.removeprefix(".")
    try:
        found = base64.b64decode(bare.translate(URL_SAFE) + "=" * (-len(bare) % 4), validate=True)
        return (zlib.decompress(found) if part != bare else found).decode("latin-1")
    except (ValueError, zlib.error):
        return ""


def readable() -> str:
    """The same to whoever has the key too: with sessions and jobs unpacked and all that is encrypted decrypted."""
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    jobs = [str(job.task) for job in OrmQ.objects.all()]
    everything = "\n".join([raw(), *sessions, *jobs])
    return "\n".join([everything, *map(_decrypted, ENCRYPTED.findall(everything))])


def _decrypted(text: str) -> str:
    try:
        return secrets.decrypt(text)
    except secrets.Unreadable:
        return ""


def uploads() -> list[str]:
    folder = Path(settings.MEDIA_ROOT)
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


def lines_with(dump: str, *words: str) -> list[str]:
    """So that a failing test says where."""
    return [line[:300] for line in dump.split("\n") for word in words if word.lower() in line.lower()]
