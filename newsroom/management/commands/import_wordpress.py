"""Brings a WordPress site over from its export file."""

import contextlib
import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from newsroom.wordpress import user_file
from newsroom.wordpress.decoding import Unreadable
from newsroom.wordpress.importing import Import, Options, Progress
from newsroom.wordpress.users import bring as bring_users

DRAWN = 0.2  # seconds between two drawings of the progress bar
QUIET = 10  # seconds between lines where no progress bar can be drawn
WIDTH = 30


class Command(BaseCommand):
    help = (
        "Brings posts, pages, comments, pictures, menus and old addresses over from a WordPress export "
        "(Tools → Export). Safe to run again: what is here already stays, what is new or changed in the export is "
        "added. Articles edited here are never overwritten. The file is read to its end before anything is "
        "written; that takes as much room in the temporary folder as it is long. With --users, alone or besides, "
        "accounts are made of a table of users, who sign in with the passwords they have there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="the .xml file that WordPress wrote")
        parser.add_argument("--users", type=Path, help="a .csv file with user_email, display_name, roles and user_pass")
        parser.add_argument("--trust-staff", action="store_true", help="count the addresses of the desk as confirmed")
        parser.add_argument("--media-dir", type=Path, help="a copy of wp-content/uploads, to take the files from")
        parser.add_argument("--fetch-media", action="store_true", help="download files from the old site")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--report", type=Path, help="write the whole report to this file, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"] and not options["users"]:
            raise CommandError(_("Name the .xml file that WordPress wrote, or a table of users with --users."))
        path = options["file"] or options["users"]
        wanted = Options(path, options["media_dir"], options["fetch_media"], options["dry_run"])
        if wanted.media_dir and not wanted.media_dir.is_dir():
            raise CommandError(_("%s is not a folder.") % wanted.media_dir)
        with _less_garbage_collection(), Import(wanted) as importing:
            try:
                self._bring(importing, **{name: options[name] for name in ("file", "users", "trust_staff")})
            except Unreadable as error:
                raise CommandError(_("%s Nothing was imported.") % error) from error
            except KeyboardInterrupt as error:
                raise CommandError(_("Stopped. What was carried over stays; run it again to go on.")) from error
            if options["report"]:
                site = importing.unpacked.url if options["file"] else ""
                self._write_report(importing, options["report"], site)
            for line in importing.report.lines():
                self.stdout.write(line)
            if wanted.is_dry_run:
                self.stdout.write(_("This was a dry run: nothing was written."))

    def _bring(self, importing: Import, file: Path | None, users: Path | None, trust_staff: bool) -> None:
        entries = list(user_file.read(users)) if users else []  # refused before anything is written
        logins = {}
        if file:
            self._show(importing)
            authors = importing.unpacked.authors.items()
            logins = {fields.get("wp:author_email", "").strip().lower(): login for login, fields in authors}
        if users:
            is_dry_run = importing.options.is_dry_run
            bring_users(entries, importing.report, is_dry_run=is_dry_run, trusts_staff=trust_staff, logins=logins)

    def _write_report(self, importing: Import, path: Path, site: str) -> None:
        options = importing.options
        about = {"file": str(options.path), "site": site, "dry_run": options.is_dry_run}
        try:
            importing.report.write(path, about)
        except OSError as error:
            self.stderr.write(_("The report could not be written: %s") % error)

    def _show(self, importing: Import) -> None:
        shown = time.monotonic()
        is_drawn = sys.stderr.isatty()
        for progress in importing.run():
            if time.monotonic() - shown >= (DRAWN if is_drawn else QUIET):
                self.stderr.write(_line(progress, is_drawn), ending="" if is_drawn else "\n")
                shown = time.monotonic()
        if is_drawn:
            self.stderr.write("\r\x1b[K", ending="")


@contextlib.contextmanager
def _less_garbage_collection() -> Iterator[None]:
    """A batch makes a hundred thousand objects and no cycles; looking for some all the time took a tenth of it."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _line(progress: Progress, is_drawn: bool) -> str:
    share = min(1.0, progress.done / progress.total) if progress.total else 1.0
    if not is_drawn:
        return f"{progress.step}: {share:.0%}"
    bar = "█" * round(share * WIDTH)
    return f"\r\x1b[K{progress.step:<12} {bar:·<{WIDTH}} {share:4.0%}"
