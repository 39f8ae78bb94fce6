import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from articles.models import Article, FormerAddress
from newsroom.comment_import.importing import Import, Options
from newsroom.comment_import.tally import Tally
from tests.conftest import Published


class Came:
    """What an import said of itself, kept after its scratch file is gone."""

    def __init__(self, tally: Tally) -> None:
        assert tally.accounted_for == tally.read
        self.read, self.statuses = tally.read, dict(tally.statuses)
        self.counts = dict(tally.counts.get("comment", {}))
        self.reasons = {reason: (count, examples) for reason, count, examples in tally.reasons()}
        self.lines = tally.lines()

    def says(self, words: str) -> list[str]:
        """The examples of that reason; at least an empty list must be expected where it is none."""
        return [each for reason, (_count, examples) in self.reasons.items() if words in reason for each in examples]


@pytest.fixture
def bring(db: None, tmp_path: Path) -> Callable[..., Came]:
    """Imports text, bytes or records as a file of the kind; every comment of it must be accounted for."""

    def bring(kind: str, *contents: Any, **options: Any) -> Came:
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{kind}-{number}"
            if isinstance(content, list):
                content = "".join(json.dumps(each) + "\n" for each in content)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
            paths.append(path)
        with Import(Options(paths, kind, **options)) as importing:
            for _progress in importing.run():
                pass
            return Came(importing.tally)

    return bring


@pytest.fixture
def bridge(published: Published) -> Article:
    """Once at /2019/03/bridge-vote and /?p=12 of the old site."""
    article = published("Council votes on the bridge", slug="bridge")
    for path in ("/2019/03/bridge-vote", "/?p=12"):
        FormerAddress.objects.create(path=path, article=article)
    return article


@pytest.fixture
def harbour(published: Published) -> Article:
    article = published("Harbour reopens", slug="harbour")
    FormerAddress.objects.create(path="/2019/04/harbour", article=article)
    return article
