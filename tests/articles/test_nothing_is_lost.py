"""Whatever three people do to an article: readers have what was published last, and nothing anybody typed is lost.

`make sequences` plays 10,000 of these on both databases; here are some. A failure names its sequence and the fewest
steps that were found: WRITING_SEED=17 WRITING_STEPS=2,5 plays those alone.
"""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accounts.models import User
from articles.models import Article, Author, Category
from tests.articles.sequences.playing import Player
from tests.articles.sequences.stage import TAGS, Cast
from tests.conftest import EDITS, account
from tests.pictures import stored

BEGINS = datetime(2026, 3, 2, 8, tzinfo=UTC)
SEQUENCES = int(os.environ.get("WRITING_SEQUENCES", "60"))
TOGETHER = max(20, SEQUENCES // 100)  # that one cast plays
SEED = os.environ.get("WRITING_SEED", "")
STEPS = [int(step) for step in os.environ.get("WRITING_STEPS", "").split(",") if step]
FIGURES = os.environ.get("WRITING_FIGURES")
BATCHES = range(0, SEQUENCES, TOGETHER)


@pytest.fixture
def cast(draft: Callable[..., Article], editor: User, reporter: User) -> Cast:
    second = account("second@example.org", *[f"articles.{verb}_article" for verb in EDITS], is_staff=True)
    authors = [Author.objects.create(name=f"Author {number}", slug=f"author-{number}") for number in range(3)]
    others = [draft(f"Another {number}", tags=TAGS) for number in range(3)]
    pictures = [stored(colour=(number, 0, 0)) for number in range(2)]
    return Cast([editor, second], reporter, authors, pictures, others, list(Category.objects.all()[:2]))


@pytest.mark.parametrize("first", [SEED] if SEED else BATCHES)
def test_nothing_is_lost(cast: Cast, time_machine, first: int):
    player = Player(cast, time_machine, BEGINS)
    if SEED:
        player.play(SEED, STEPS)
        return
    for number in range(first, min(first + TOGETHER, SEQUENCES)):
        player.play(str(number))
    if FIGURES:
        played = {"sequences": min(TOGETHER, SEQUENCES - first), **player.outcomes}
        Path(FIGURES, f"writing-{first}.json").write_text(json.dumps(played))
