"""Whatever moderators decided one after the other, undone in turn it leaves the tables of comments as they were.

Part of the 1,000 sequences that `python -m tests.agreement` plays.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from accounts.models import User
from articles.models import Article
from comments import decisions
from comments.models import Decision
from tests.comments.agreement import undoing
from tests.conftest import account

TOGETHER = 20  # sequences that begin with the same comments
SEQUENCES = int(os.environ.get("UNDOING_SEQUENCES", "60"))
SEED = os.environ.get("AGREEMENT_SEED", "")
FIGURES = os.environ.get("AGREEMENT_FIGURES")


@pytest.mark.parametrize("seed", [f"{SEED}{number}" for number in range(SEQUENCES // TOGETHER)])
def test_sequences_undone_leave_no_trace(published: Callable[..., Article], administrator: User, seed: str):
    rng = Random(seed)  # noqa: S311  # the same every time
    articles = [published(f"Article {number}") for number in range(2)]
    readers = [account(f"reader-{number}@example.org") for number in range(3)]
    editor = account("second@example.org", is_staff=True, is_superuser=True)
    undoing.fill(articles, readers, editor, rng)
    sequence = undoing.Sequence(articles, readers, [editor, administrator], rng)
    undone = 0
    for number in range(TOGETHER):
        before = undoing.tables()
        acts = sequence.play(rng.randint(1, 10))
        after = undoing.tables()
        made = [decisions.undo(act, by=editor) for act in acts]
        assert undoing.differences(before, undoing.tables()) == [], (seed, number)
        if number % 2:  # what was undone can be done again, and undone once more
            for again in reversed([rows for rows in made if rows]):
                decisions.undo(again[0].bulk, by=editor)
            again_done = undoing.without_times(undoing.tables())
            assert undoing.differences(undoing.without_times(after), again_done) == [], (seed, number)
            for act in latest(len([rows for rows in made if rows])):
                decisions.undo(act, by=editor)
            assert undoing.differences(before, undoing.tables()) == [], (seed, number)
        undone += len(acts)
    if FIGURES:
        told = {"sequences undone": TOGETHER, "acts in them, undone": undone}
        Path(FIGURES, f"undone-{seed}.json").write_text(json.dumps(told))


def latest(count: int) -> list[object]:
    """The last acts, the latest first."""
    found: dict[object, None] = {}
    for bulk in Decision.objects.order_by("-pk").values_list("bulk", flat=True):
        found[bulk] = None
        if len(found) == count:
            break
    return list(found)[:count]
