from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.wordpress.importing import Import, Options
from newsroom.wordpress.report import Report
from tests.newsroom.wordpress.export import written


class Came:
    """What an import said of itself, kept after its scratch file is gone."""

    def __init__(self, report: Report) -> None:
        self.counts = {kind: dict(counts) for kind, counts in report.counts.items()}
        self.files, self.changes = dict(report.files), report.changes
        self.reasons = {reason: (count, examples) for reason, count, examples in report.reasons()}
        self.lines = report.lines()

    def says(self, words: str) -> bool:
        return any(words in reason for reason in self.reasons)


@pytest.fixture
def bring(db: None, tmp_path: Path) -> Callable[..., Came]:
    """Imports an export made of the given parts, or a file that is there."""

    def bring(*parts: str, path: Path | None = None, **about: str) -> Came:
        options = {name: about.pop(name) for name in ("media_dir", "fetches_media", "is_dry_run") if name in about}
        path = path or written(tmp_path / "export.xml", *parts, **about)
        with Import(Options(path, **options)) as importing:
            for _progress in importing.run():
                pass
            return Came(importing.report)

    return bring
