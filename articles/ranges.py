"""Answering with a file or the part of it that was asked for, so that players can jump (RFC 9110, section 14)."""

import re
from collections.abc import Iterator

from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Unsatisfiable(Exception):
    """The part asked for lies outside the file."""


def respond(request: HttpRequest, file: FieldFile, media_type: str, etag: str) -> HttpResponse | StreamingHttpResponse:
    """200, 206 or 416. Several ranges at once are answered with the whole file, as the standard allows.

    Raises FileNotFoundError.
    """
    size = file.size
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        asked = ""
    try:
        part = parse(asked, size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part or (0, size - 1)
    response = StreamingHttpResponse(
        _chunks(file.storage, str(file.name), first, last - first + 1),
        status=206 if part else 200,
        content_type=media_type,
        headers={"Accept-Ranges": "bytes", "Content-Length": str(last - first + 1)},
    )
    if part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def parse(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one range asked for; None if the whole is to be sent. Raises Unsatisfiable."""
    match = ONE_RANGE.fullmatch(asked.replace(" ", ""))
    if not match or not (match[1] or match[2]):
        return None
    if not match[1]:
        first, last = max(0, size - int(match[2])), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size), size - 1)
        if match[2] and int(match[2]) < first:
            return None
    if first >= size or (not match[1] and int(match[2]) == 0):
        raise Unsatisfiable
    return first, last


def _chunks(storage: Storage, name: str, first: int, length: int) -> Iterator[bytes]:
    # Opened when the first byte is wanted: a HEAD request never gets that far, and leaves nothing open.
    with storage.open(name) as file:
        file.seek(first)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
