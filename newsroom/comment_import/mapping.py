"""The table by which an operator says where threads belong that no address leads to, and the one to fill in for it."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from accounts.export import cell, is_formula
from articles.models import Article
from newsroom.comment_import.matching import by_key, keys
from newsroom.wordpress.decoding import Unreadable

HEAD = ["old address", "article", "comments", "title"]
LEFT = "-"
BLANKS = "\ufeff \t"


def read(path: Path) -> dict[str, int]:
    """Addresses, and the paths they may be known by, with the number of the article; 0 for “-”: leave it behind.

    Rows without an article are those that nobody filled in yet.

    Raises Unreadable, naming the line: a table is taken as a whole or not at all.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(reader.line_num, row) for reader in [csv.reader(file, strict=True)] for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(_("The table %(path)s cannot be read: %(why)s.") % {"path": path, "why": error}) from error
    found: dict[str, int] = {}
    for line, row in rows:
        if len(row) > 1 and row[0].strip() and row[:2] != HEAD[:2]:
            old = _bare(row[0])
            if not (given := _bare(row[1])):
                continue
            article = 0 if given == LEFT else _article(given, line)
            for name in [old, *keys(old)[:1]]:
                found.setdefault(name, article)
    return found


def _article(given: str, line: int) -> int:
    if given.isascii() and given.isdigit() and len(given) < 19:
        found = Article.objects.filter(pk=int(given)).values_list("pk", flat=True).first()
    else:
        wanted = keys(given)
        articles = by_key(wanted)
        found = next((articles[key] for key in wanted if key in articles), None)
    if not found:
        where = {"line": line, "what": given[:200]}
        raise Unreadable(_("Line %(line)d of the table: there is no article at “%(what)s”.") % where)
    return found


def _bare(text: str) -> str:
    """Without the apostrophe that stands before what a spreadsheet would take for a formula."""
    text = text.strip(BLANKS)
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text


def write(path: Path, threads: Iterable[tuple[str, str, str, int, int]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for _why, address, title, _line, count in threads:
            writer.writerow([cell(address), "", count, cell(title[:200])])
