"""Brings a WordPress site over from its export file."""

import gc
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from newsroom.wordpress.decoding import Unreadable
from newsroom.wordpress.importing import Import, Options, Progress

QUIET = 10  # seconds between lines where no progress bar can be drawn
WIDTH = 30


class Command(BaseCommand):
    help = (
        "Brings posts, pages, comments, pictures, menus and old addresses over from a WordPress export "
        "(Tools → Export). Safe to run again: what is here already stays, what is new or changed in the export is "
        "added. Articles edited here are never overwritten. The file is read to its end before anything is "
        "written; that takes as much room in the temporary folder as it is long."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the .xml file that WordPress wrote")
        parser.add_argument("--media-dir", type=Path, help="a copy of wp-content/uploads, to take the files from")
        parser.add_argument("--fetch-media", action="store_true", help="download files from the old site")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--report", type=Path, help="write the whole report to this file, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Options(options["file"], options["media_dir"], options["fetch_media"], options["dry_run"])
        if wanted.media_dir and not wanted.media_dir.is_dir():
            raise CommandError(_("%s is not a folder.") % wanted.media_dir)
        with Import(wanted) as importing:
            try:
                self._show(importing)
            except Unreadable as error:
                raise CommandError(_("%s Nothing was imported.") % error) from error
            if options["report"]:
                about = {"file": str(wanted.path), "site": importing.unpacked.url, "dry_run": wanted.is_dry_run}
                importing.report.write(options["report"], about)
            for line in importing.report.lines():
                self.stdout.write(line)
            if wanted.is_dry_run:
                self.stdout.write(_("This was a dry run: nothing was written."))

    def _show(self, importing: Import) -> None:
        # A batch makes a hundred thousand objects and no cycles; looking for some so often is a tenth of the time.
        gc.freeze()
        gc.set_threshold(20_000, 50, 100)
        shown = 0.0
        is_drawn = sys.stderr.isatty()
        for progress in importing.run():
            if time.monotonic() - shown >= (0.2 if is_drawn else QUIET):
                if shown or is_drawn:
                    self.stderr.write(_line(progress, is_drawn), ending="" if is_drawn else "\n")
                shown = time.monotonic()
        if is_drawn:
            self.stderr.write("\r\x1b[K", ending="")


def _line(progress: Progress, is_drawn: bool) -> str:
    share = min(1.0, progress.done / progress.total) if progress.total else 1.0
    if not is_drawn:
        return f"{progress.step}: {share:.0%}"
    bar = "█" * round(share * WIDTH)
    return f"\r\x1b[K{progress.step:<12} {bar:·<{WIDTH}} {share:4.0%}"
