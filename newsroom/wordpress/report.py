"""What an import did: how many of each kind, and every single thing that was left out or changed on the way."""

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CARRIED, UPDATED, UNCHANGED, KEPT, SKIPPED = "carried", "updated", "unchanged", "kept", "skipped"
OUTCOMES = {
    CARRIED: gettext_lazy("carried over"),
    UPDATED: gettext_lazy("updated"),
    UNCHANGED: gettext_lazy("unchanged"),
    KEPT: gettext_lazy("kept as edited here"),
    SKIPPED: gettext_lazy("skipped"),
}
EXAMPLES = 5


class Report:
    """Counts are kept in memory, remarks in the scratch file: a bad export has as many of them as posts."""

    def __init__(self, scratch: sqlite3.Connection) -> None:
        self.counts: dict[str, Counter[str]] = {}
        self.files: Counter[str] = Counter()
        self._scratch = scratch
        scratch.execute("CREATE TABLE remark (number INTEGER PRIMARY KEY, reason TEXT, what TEXT)")

    def count(self, kind: str, outcome: str, number: int = 1) -> None:
        if number:
            self.counts.setdefault(kind, Counter())[outcome] += number

    def remark(self, reason: str, what: str = "") -> None:
        """Something that did not come over as it was: why, and which."""
        self._scratch.execute("INSERT INTO remark (reason, what) VALUES (?, ?)", (reason, what[:500]))

    def skip(self, kind: str, reason: str, what: str) -> None:
        self.count(kind, SKIPPED)
        self.remark(reason, what)

    @property
    def changes(self) -> int:
        return sum(counts[CARRIED] + counts[UPDATED] for counts in self.counts.values()) + self.files["stored"]

    def lines(self) -> list[str]:
        """For people, ready to print."""
        lines = []
        for kind in sorted(self.counts):
            counts = self.counts[kind]
            parts = ", ".join(f"{counts[key]} {label}" for key, label in OUTCOMES.items() if counts[key])
            lines.append(f"{kind}: {parts}")
        if self.files:
            lines.append(_("files: %s") % ", ".join(f"{count} {name}" for name, count in sorted(self.files.items())))
        for reason, count, examples in self.reasons():
            lines.append(f"{count} × {reason}" if count > 1 else f"{reason}")
            lines += [f"    {example}" for example in examples if example]
            if count > len(examples):
                lines.append(_("    … and %d more (--report FILE lists all)") % (count - len(examples)))
        return [*lines, self.closing_line()]

    def closing_line(self) -> str:
        if not self.changes:
            return _("No change: everything in the file is already here.")
        return _("Done.")

    def reasons(self) -> list[tuple[str, int, list[str]]]:
        rows = self._scratch.execute("SELECT reason, COUNT(*) FROM remark GROUP BY reason ORDER BY MIN(number)")
        query = "SELECT what FROM remark WHERE reason = ? ORDER BY number LIMIT ?"
        return [
            (reason, count, [what for (what,) in self._scratch.execute(query, (reason, EXAMPLES))])
            for reason, count in rows.fetchall()
        ]

    def write(self, path: Path, about: dict[str, Any]) -> None:
        """The whole of it as JSON, remark by remark so that it may be longer than memory."""
        head = json.dumps({**about, "counts": self.counts, "files": self.files, "changes": self.changes}, indent=1)
        with path.open("w", encoding="utf-8") as file:
            file.write(head[:-2] + ',\n "remarks": [')
            rows = self._scratch.execute("SELECT reason, what FROM remark ORDER BY number")
            for number, (reason, what) in enumerate(rows):
                file.write(",\n" if number else "\n")
                file.write("  " + json.dumps({"reason": reason, "what": what}, ensure_ascii=False))
            file.write("\n ]\n}\n")
