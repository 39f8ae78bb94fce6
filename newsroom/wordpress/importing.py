"""The import from end to end: read, then carry what others refer to before what refers to it."""

import contextlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.models import ImportedSite
from newsroom.wordpress.attachments import Attachments
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.files import Files
from newsroom.wordpress.menus import Menus
from newsroom.wordpress.pages import Pages
from newsroom.wordpress.posts import Posts
from newsroom.wordpress.report import Report
from newsroom.wordpress.terms import Terms
from newsroom.wordpress.unpacked import Unpacked, scratch_file
from newsroom.wordpress.wxr import Reader

CARRIED_KINDS = ("post", "page", "attachment", "nav_menu_item")

SCRATCH = "newsroom-import-"
STALE = 24 * 60 * 60  # seconds; no import takes a day


@dataclass
class Options:
    path: Path
    media_dir: Path | None = None
    fetches_media: bool = False
    is_dry_run: bool = False


@dataclass
class Progress:
    step: str
    done: int
    total: int


def clear_stale() -> None:
    """A run that was killed could not take its copy of the export away, which holds e-mail addresses."""
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
        with contextlib.suppress(OSError):
            if time.time() - max(found.lstat().st_mtime for found in (folder, *folder.iterdir())) > STALE:
                shutil.rmtree(folder, ignore_errors=True)


class Import:
    """`run` does it, telling how far it is; afterwards `report` says what came of it. Used once, as a context."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "Import":
        clear_stale()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix=SCRATCH)))
        self._scratch: sqlite3.Connection = scratch_file(folder)
        self._stack.callback(self._scratch.close)
        self.report = Report(self._scratch)
        return self

    def __exit__(self, *args: Any) -> None:
        self._stack.close()

    def run(self) -> Iterator[Progress]:
        """Raises Unreadable before anything is written, if the file is broken anywhere."""
        reader = Reader(self.options.path)
        self.unpacked = Unpacked(reader, self._scratch, self.report)
        for done in self.unpacked.read():
            yield Progress(_("Reading"), done, reader.source.size)
        self._remark_reading(reader)
        if not self.options.is_dry_run:
            yield from self._carry()
            return
        with transaction.atomic():
            yield from self._carry()
            transaction.set_rollback(True)

    def _remark_reading(self, reader: Reader) -> None:
        if reader.source.stripped:
            reason = _("Control characters that XML forbids were left out of the file")
            self.report.remark(reason, _("%d characters") % reader.source.stripped)
        if reader.source.guessed_bytes:
            reason = _("The file says UTF-8, but bytes of Windows-1252 stand in it; they were read as such")
            self.report.remark(reason, _("%d bytes") % reader.source.guessed_bytes)
        for name in sorted(reader.unknown_elements):
            self.report.remark(_("Elements inside elements that hold text; only the text around them was read"), name)

    def _carry(self) -> Iterator[Progress]:
        site, _created = ImportedSite.objects.get_or_create(url=self.unpacked.address)
        carrying = Carrying(self.unpacked, self._scratch, self.report, site)
        terms = Terms(carrying)
        terms.carry()
        totals = self.unpacked.kinds()
        self._skip_other_kinds(totals)
        yield from self._batches(_("Attachments"), "attachment", totals, Attachments(carrying))
        files = Files(carrying, self.options.media_dir, self.options.fetches_media)
        if not self.options.is_dry_run:
            for done, total in files.store_attachments():
                yield Progress(_("Files"), done, total)
        pages = Pages(carrying)
        yield from self._batches(_("Pages"), "page", totals, pages)
        pages.connect_parents()
        yield from self._batches(_("Posts"), "post", totals, Posts(carrying, terms))
        Menus(carrying, terms).carry()
        if not self.options.is_dry_run:
            for done, total in files.store_outside_pictures():
                yield Progress(_("Files"), done, total)

    def _batches(
        self, step: str, kind: str, totals: dict[str, int], carrier: Attachments | Pages | Posts
    ) -> Iterator[Progress]:
        done = 0
        for batch in self.unpacked.batches(kind):
            carrier.carry(batch)
            done += len(batch)
            yield Progress(step, done, totals[kind])

    def _skip_other_kinds(self, totals: dict[str, int]) -> None:
        for kind in totals:
            if kind not in CARRIED_KINDS:
                self._skip_kind(kind)

    def _skip_kind(self, kind: str) -> None:
        if kind == "wp_block":
            reason = _("Reusable blocks are written into the texts that show them, and kept nowhere else")
        else:
            reason = _("Items of this type have no counterpart here: %s") % kind
        for batch in self.unpacked.batches(kind):
            for item in batch:
                self.report.skip(kind, reason, item.label)
                if item.comments:
                    self.report.count("comment", "skipped", len(item.comments))
                    self.report.remark(
                        _("Comments on something that is no article stay behind"), f"{item.label}: {len(item.comments)}"
                    )
