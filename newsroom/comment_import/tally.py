"""What an import of comments did. Every comment of the file is counted once: under what became of it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from comments.models import Comment
from newsroom.wordpress.report import CARRIED, SKIPPED, UPDATED, Report

KIND = "comment"


class Tally(Report):
    def __init__(self, scratch: sqlite3.Connection) -> None:
        super().__init__(scratch)
        self.read = 0  # comments in the file, whatever became of them
        self.threads = 0
        self.statuses: Counter[str] = Counter()

    def became(self, outcome: str, status: str) -> None:
        self.count(KIND, outcome)
        self.statuses[status] += 1

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """What is counted inside does not count if it is taken back."""
        before = {kind: counts.copy() for kind, counts in self.counts.items()}, self.statuses.copy()
        try:
            yield
        except BaseException:
            self.counts, self.statuses = before
            raise

    @property
    def accounted_for(self) -> int:
        return sum(self.counts.get(KIND, {}).values())

    def lines(self) -> list[str]:
        said = {"comments": self.read, "threads": self.threads}
        first = [_("In the file: %(comments)d comments in %(threads)d threads.") % said]
        if self.statuses:
            labels = {str(value): label for value, label in Comment.Status.choices}
            parts = ", ".join(f"{labels[each]} {count}" for each, count in sorted(self.statuses.items()))
            first.append(_("Their state here: %s.") % parts)
        return first + super().lines()

    def closing_line(self) -> str:
        counts = self.counts.get(KIND, Counter())
        if counts[CARRIED] + counts[UPDATED]:
            return _("Done.")
        if counts[SKIPPED]:
            return _("No change: nothing that can be carried over is missing here.")
        return _("No change: everything in the file is already here.")
