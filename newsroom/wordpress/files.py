"""Giving pictures and files of the old site their content, from a copy of its uploads or from the site itself.

Outside of the big transactions: files cannot be rolled back, and decoding pictures takes its time.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import renditions
from articles.models import MediaFile, Picture
from newsroom import safe_fetch
from newsroom.models import ImportedItem
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.paths import without_scaling, without_size

LARGEST = 400 * 1024 * 1024  # of a file in the folder; it is held in memory while it is stored
MEDIA = ("audio/", "video/", "application/pdf", "application/ogg", "application/octet-stream", "binary/octet-stream")

Fetch = Callable[[str], safe_fetch.Fetched]


class NotFound(Exception):
    """There is no file to be had; the message says why."""


class Files:
    """Every file that cannot be had is told to the report, and asked for again by the next run."""

    def __init__(self, carrying: Carrying, media_dir: Path | None, fetches: bool) -> None:
        self._carrying, self._report = carrying, carrying.report
        self._media_dir = media_dir.resolve() if media_dir else None
        self._fetch: Fetch | None = safe_fetch.fetch if fetches else None

    def store_attachments(self) -> Iterator[tuple[int, int]]:
        """Yields how many are done, of how many."""
        total = self._carrying.unpacked.kinds().get("attachment", 0)
        done = 0
        for batch in self._carrying.unpacked.batches("attachment") if self._media_dir or self._fetch else ():
            for item in batch:
                shown = self._carrying.library.by_id(item.id)
                if shown:
                    self._store(Picture if shown.is_picture else MediaFile, shown.pk, item.id)
                done += 1
                yield done, total

    def store_outside_pictures(self) -> Iterator[tuple[int, int]]:
        """Those that texts show and the export does not list."""
        if not self._media_dir and not self._fetch:
            return
        outside = ImportedItem.objects.filter(site=self._carrying.site, kind="image").order_by("pk")
        total = outside.count()
        for done, item in enumerate(outside.iterator(chunk_size=500), start=1):
            self._store(Picture, item.new_id or 0, item.old_id)
            yield done, total

    def _store(self, model: type[Picture | MediaFile], pk: int, old_id: str) -> None:
        row = model._default_manager.filter(pk=pk).first()
        if row is None or (row.original if isinstance(row, Picture) else row.file):
            return
        try:
            content = self._content(row)
            if isinstance(row, Picture):
                self._carrying.library.add_picture(old_id, renditions.store_original(row, content))
            else:
                name = _path(row.source_url)
                self._carrying.library.add_file(old_id, renditions.store_file(row, name, BytesIO(content)))
            self._report.files["stored"] += 1
        except (NotFound, safe_fetch.Refused) as error:
            self._missing(row, str(error))
        except ValidationError as error:
            self._missing(row, " ".join(error.messages))
        except OSError as error:
            self._missing(row, error.strerror or str(error))

    def _missing(self, row: Picture | MediaFile, why: str) -> None:
        self._report.files["missing"] += 1
        self._report.remark(_("A file could not be had: %s") % why, row.source_url)

    def _content(self, row: Picture | MediaFile) -> bytes:
        if self._media_dir and (found := self._in_folder(row.source_url)):
            if found.stat().st_size > LARGEST:
                raise NotFound(_("It is larger than %s MB.") % (LARGEST // 1024 // 1024))
            return found.read_bytes()
        if not self._fetch:
            raise NotFound(_("It is not in the folder."))
        fetched = self._fetch(row.source_url)
        expected = ("image/", "application/octet-stream") if isinstance(row, Picture) else MEDIA
        if not fetched.content_type.startswith(expected):
            raise NotFound(_("The server sent something else: %s") % (fetched.content_type[:80] or _("unlabelled")))
        return fetched.content

    def _in_folder(self, url: str) -> Path | None:
        """By the path after /uploads/, never outside of the folder, be it by .. or by a link."""
        path = _path(url)
        _before, found, inside = path.rpartition("/uploads/")
        inside = inside if found else path.lstrip("/")
        for name in dict.fromkeys([inside, without_size(inside), without_scaling(inside)]):
            found_path = self._resolved(name)
            if found_path and found_path.is_file():
                return found_path
        return None

    def _resolved(self, name: str) -> Path | None:
        if not self._media_dir or not name or "\0" in name:
            return None
        try:
            path = (self._media_dir / name).resolve(strict=True)
        except (OSError, RuntimeError):
            return None
        return path if path.is_relative_to(self._media_dir) else None


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""
