"""Brings comments over from Disqus, Coral, Remark42 or another site of this software."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils.translation import gettext as _

from newsroom.comment_import import mapping
from newsroom.comment_import.importing import READERS, Import, Options
from newsroom.wordpress.decoding import Unreadable

QUIET = 10  # seconds between two lines on how far it is


class Command(BaseCommand):
    help = (
        "Brings comments over from an export of Disqus (XML), Coral (JSON of mongoexport), Remark42 (backup) or "
        "export_comments, plain or gzipped. Articles are found by the addresses they have or had. Safe to run again: "
        "what is here stays, what is new is added, and what was changed here since is never overwritten. Files are "
        "read to their end before anything is written. docs/comments-import.md says what becomes of what."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", help="of Coral: comments, stories and users, in any order")
        parser.add_argument("--from", dest="kind", choices=sorted(READERS), required=True, help="what wrote them")
        parser.add_argument("--map", type=Path, help="a .csv file of old addresses and the articles they belong to")
        parser.add_argument("--unmatched", type=Path, help="write the threads without article there, to be filled in")
        parser.add_argument("--without-networks", action="store_true", help="keep no network addresses")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--report", type=Path, help="write the whole report to this file, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Options(
            options["files"], options["kind"], options["map"], options["dry_run"], not options["without_networks"]
        )
        with Import(wanted) as importing:
            self._run(importing)
            self._write_files(importing, options["unmatched"], options["report"])
            for line in importing.tally.lines():
                self.stdout.write(line)
        if wanted.is_dry_run:
            self.stdout.write(_("This was a dry run: nothing was written."))

    def _run(self, importing: Import) -> None:
        shown = time.monotonic()
        try:
            for progress in importing.run():
                if time.monotonic() - shown >= QUIET:
                    shown = time.monotonic()
                    self.stderr.write(f"{progress.step}: {progress.done / max(1, progress.total):.0%}")
        except Unreadable as error:
            raise CommandError(_("%s Nothing was imported.") % error) from error
        except IntegrityError as error:
            why = _("Something else brings the same comments over right now. Run it again when that is done.")
            raise CommandError(why) from error
        except KeyboardInterrupt as error:
            raise CommandError(_("Stopped. What was carried over stays; run it again to go on.")) from error

    def _write_files(self, importing: Import, unmatched: Path | None, report: Path | None) -> None:
        about = {
            "files": [str(path) for path in importing.options.paths],
            "from": importing.options.kind,
            "dry_run": importing.options.is_dry_run,
            "read": importing.tally.read,
            "statuses": importing.tally.statuses,
        }
        try:
            if unmatched:
                mapping.write(unmatched, importing.scratch.left_behind())
            if report:
                importing.tally.write(report, about)
        except OSError as error:
            self.stderr.write(_("The report could not be written: %s") % error)
