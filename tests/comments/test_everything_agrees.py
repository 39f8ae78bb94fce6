"""After whatever anybody does, every list, number, feed and answer tells of the same comments.

`python -m tests.agreement` plays 5,000 acts on each database; here is a part of them. A failure names its seed and the
fewest steps that were found: AGREEMENT_SEED=… AGREEMENT_STEPS=3,17,29 plays those alone.
"""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.models import Article
from comments import threads
from tests.comments.agreement.playing import Play

BEGINS = datetime(2026, 3, 2, 8, tzinfo=UTC)
LENGTH = int(os.environ.get("AGREEMENT_LENGTH", "90"))  # acts of each play, which begins with nothing said
PLAYS = int(os.environ.get("AGREEMENT_PLAYS", "2"))
SEED = os.environ.get("AGREEMENT_SEED", "")
STEPS = [int(step) for step in os.environ.get("AGREEMENT_STEPS", "").split(",") if step]
FIGURES = os.environ.get("AGREEMENT_FIGURES")


@pytest.mark.parametrize("seed", [SEED] if STEPS else [f"{SEED}{number}" for number in range(PLAYS)])
def test_everything_agrees(published: Callable[..., Article], time_machine, monkeypatch: pytest.MonkeyPatch, seed: str):
    """With pages so short that there are many."""
    monkeypatch.setattr(threads, "SIZE", 4)
    monkeypatch.setattr(threads, "BRANCH_SIZE", 5)
    time_machine.move_to(BEGINS, tick=False)
    play = Play(published, time_machine, seed, BEGINS)
    play.run(STEPS or range(LENGTH))
    if FIGURES:
        Path(FIGURES, f"agrees-{seed}.json").write_text(json.dumps(play.outcomes))
