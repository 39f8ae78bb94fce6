"""Writes comments into a file: JSON lines, which import_comments reads again, or a table."""

import sys
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts import audit
from articles.models import Article
from comments import exporting


class Command(BaseCommand):
    help = (
        "Writes all comments, or those of some days or of one article, with their threads, states, times and former "
        "texts. JSON lines can be read by import_comments; a table (CSV) is for spreadsheets. Addresses of guests and "
        "networks are left out unless asked for."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="where to; “-”, or nothing: standard output")
        parser.add_argument("--format", choices=sorted(exporting.FORMS), default="jsonl")
        parser.add_argument("--from", dest="since", type=date.fromisoformat, help="the first day, as 2026-03-01")
        parser.add_argument("--to", dest="until", type=date.fromisoformat, help="the last day, included")
        parser.add_argument("--article", help="its number or its address")
        parser.add_argument("--decisions", action="store_true", help="with what moderators decided about each (JSON)")
        parser.add_argument("--private", action="store_true", help="with e-mail addresses of guests and networks")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = exporting.Wanted(
            *exporting.between(options["since"], options["until"]),
            article=_article(options["article"]) if options["article"] else None,
            has_private=options["private"],
            has_decisions=options["decisions"],
        )
        audit.record("export_comments", by=None, form=options["format"], private=options["private"])
        write, _type = exporting.FORMS[options["format"]]
        if options["file"] == "-":
            _pour(write(wanted), sys.stdout.buffer)
            return
        path = Path(options["file"])
        try:
            with path.open("wb") as file:
                _pour(write(wanted), file)
        except OSError as error:
            raise CommandError(_("%(path)s cannot be written: %(why)s.") % {"path": path, "why": error}) from error


def _pour(pieces: Any, file: BinaryIO) -> None:
    for piece in pieces:
        file.write(piece)


def _article(given: str) -> int:
    steps = given.strip("/").split("/")
    found = Article.objects.filter(pk=int(given)) if given.isdigit() else Article.objects.filter(slug=steps[-1])
    number = found.values_list("pk", flat=True).first()
    if not number:
        raise CommandError(_("There is no article at “%s”.") % given)
    return number
