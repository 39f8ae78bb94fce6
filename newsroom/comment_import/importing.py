"""The import from end to end: the file is read and understood as a whole before anything is written."""

import contextlib
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from newsroom.comment_import import coral, disqus, mapping, own, remark42
from newsroom.comment_import.carrying import Carrier, Terms
from newsroom.comment_import.matching import TOGETHER, Matching
from newsroom.comment_import.said import Person, Said, Thread
from newsroom.comment_import.scratch import Scratch
from newsroom.comment_import.source import Source
from newsroom.comment_import.tally import KIND, Tally
from newsroom.models import ImportedSite
from newsroom.wordpress.importing import SCRATCH, Progress, clear_stale
from newsroom.wordpress.report import CARRIED, SKIPPED, UPDATED

LONGEST_ID = 200  # ImportedItem.old_id
PAUSE = 0.025  # seconds; so often does whoever waits for SQLite look whether it is free, and would find it taken
EVERY = 500  # comments between two words on how far it is


class Reader(Protocol):
    source: Source
    site: str
    unread: list[tuple[int, str]]

    def __iter__(self) -> Iterator[Thread | Said | Person]: ...


READERS: dict[str, Callable[[Path], Reader]] = {
    "disqus": disqus.Reader,
    "coral": coral.Reader,
    "remark42": remark42.Reader,
    "newsroom": own.Reader,
}


@dataclass
class Options:
    paths: list[Path]
    kind: str
    table: Path | None = None  # of addresses and articles, by hand
    is_dry_run: bool = False
    keeps_networks: bool = True


class Import:
    """`run` does it, telling how far it is; afterwards `tally` says what came of it. Used once, as a context."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "Import":
        clear_stale()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix=SCRATCH)))
        self.scratch = Scratch(folder)
        self._stack.callback(self.scratch.db.close)
        self.tally = Tally(self.scratch.db)
        return self

    def __exit__(self, *args: Any) -> None:
        self._stack.close()

    def run(self) -> Iterator[Progress]:
        """Raises Unreadable before anything is written, if a file is broken anywhere."""
        matching = Matching(mapping.read(self.options.table) if self.options.table else None)
        self.site = ""
        for path in self.options.paths:
            yield from self._read(READERS[self.options.kind](path), path)
        for threads in self.scratch.threads(TOGETHER):
            found = matching.find([(address, other) for _number, address, other in threads])
            self.scratch.lead(
                (article, why, number) for (article, why), (number, *_rest) in zip(found, threads, strict=True)
            )
        self.scratch.connect()
        self._remark_threads()
        for cut in self.scratch.cut_rings():
            reason = _("Comments that answer each other in a ring: the first now begins a thread")
            self.tally.remark(reason, f"{_('comment')} {cut[:80]}")
        yield from self._carry()

    def _read(self, reader: Reader, path: Path) -> Iterator[Progress]:
        for number, found in enumerate(reader):
            if isinstance(found, Said):
                self._take(found)
            elif isinstance(found, Thread):
                self.tally.threads += 1
                self.scratch.add_thread(found)
            else:
                self.scratch.add_person(found)
            if number % EVERY == 0:
                yield Progress(_("Reading"), reader.source.done, reader.source.size)
        self.site = self.site or reader.site
        self._remark_reading(reader, path)

    def _take(self, said: Said) -> None:
        self.tally.read += 1
        what = _("line %(line)d, comment %(id)s") % {"line": said.line, "id": said.id[:80]}
        if not said.id or len(said.id) > LONGEST_ID:
            self.tally.skip(KIND, _("It has no usable id"), what)
        elif not self.scratch.add(said):
            self.tally.skip(KIND, _("A comment before it has the same id"), what)

    def _remark_reading(self, reader: Reader, path: Path) -> None:
        source = reader.source
        if source.stripped:
            reason = _("Control characters that XML forbids were left out of the file")
            self.tally.remark(reason, _("%d characters") % source.stripped)
        if source.guessed_bytes:
            reason = _("The file says UTF-8, but bytes of Windows-1252 stand in it; they were read as such")
            self.tally.remark(reason, _("%d bytes") % source.guessed_bytes)
        for line, names in reader.unread:
            reason = _("An entry that is neither comment, thread nor user was not read")
            self.tally.remark(
                reason, _("%(file)s, line %(line)d: %(what)s") % {"file": path, "line": line, "what": names}
            )

    def _remark_threads(self) -> None:
        for why, address, title, line, count in self.scratch.left_behind():
            where = {"line": line, "address": address or f"“{title[:80]}”", "count": count}
            self.tally.count(KIND, SKIPPED, count)
            self.tally.remark(why, _("line %(line)d: %(address)s (comments: %(count)d)") % where)
        for line, old_id in self.scratch.without_thread():
            what = _("line %(line)d, comment %(id)s") % {"line": line, "id": old_id[:80]}
            self.tally.skip(KIND, _("Its thread is not in the export"), what)
        for (address,) in self.scratch.closed():
            self.tally.remark(_("The thread was closed there; whether it is here, the rules of this site say"), address)

    def _carry(self) -> Iterator[Progress]:
        url = f"{self.options.kind}:{self.site.replace('/', ' ')}"[:500]
        site = ImportedSite.objects.filter(url=url).first() or ImportedSite(url=url)
        if not self.options.is_dry_run and not site.pk:
            site, _created = ImportedSite.objects.get_or_create(url=url)
        terms = Terms(
            site,
            timezone.now(),
            is_dry_run=self.options.is_dry_run,
            keeps_networks=self.options.keeps_networks,
            is_of_here=self.options.kind == "newsroom" and _host(self.site) == _host(settings.SITE_URL),
        )
        carrier, done, total = Carrier(self.scratch, self.tally, terms), 0, self.scratch.order()
        try:
            for turns in self.scratch.turns():
                if carrier.carry(turns) and connection.vendor == "sqlite":
                    time.sleep(PAUSE)
                done += len(turns)
                yield Progress(_("Comments"), done, total)
        finally:
            self._record()

    def _record(self) -> None:
        """In the audit log, also what came over before somebody stopped it."""
        counts = self.tally.counts.get(KIND, Counter())
        if not self.options.is_dry_run and counts[CARRIED] + counts[UPDATED]:
            carried, updated = counts[CARRIED], counts[UPDATED]
            audit.record("import_comments", by=None, source=self.options.kind, carried=carried, updated=updated)


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower() or "-"
