"""Plays random sequences, each rolled back; of what goes wrong, finds the few acts that it takes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import publishing, revisions
from articles.models import Article
from articles.revisions import Credit
from tests.articles.sequences.acts import ACTS
from tests.articles.sequences.looking import look, look_at_the_end
from tests.articles.sequences.stage import Cast, Stage

SHORTEST, LONGEST = 3, 9  # acts of a sequence
PACE = timedelta(seconds=20)


class Lost(AssertionError):
    """Names the sequence and the fewest steps that were found to lead to it."""


class _Undone(Exception):
    pass


@dataclass
class Player:
    cast: Cast
    clock: Any  # time_machine
    begins: datetime
    outcomes: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)  # what the last sequence was

    def play(self, seed: str, steps: Iterable[int] = ()) -> None:
        """Raises Lost."""
        length = Random(seed).randint(SHORTEST, LONGEST)  # noqa: S311  # the same every time
        wanted = list(steps) or list(range(length))
        if wrong := self._tried(seed, wanted):
            fewest, why = self._shrunk(seed, wanted[: len(self.told)], wrong)
            self._tried(seed, fewest)
            raise Lost(f"sequence {seed}, steps {fewest} ({'; '.join(self.told)}): {why!r}") from why

    def _tried(self, seed: str, steps: list[int]) -> Exception | None:
        try:
            with transaction.atomic():
                self._played(seed, steps)
                raise _Undone
        except _Undone:
            return None
        except Exception as wrong:  # what breaks is as wrong as what is lost
            return wrong

    def _played(self, seed: str, steps: list[int]) -> None:
        self.clock.move_to(self.begins, tick=False)
        stage = begun(self.cast, self.clock, Random(f"{seed}.begin"))  # noqa: S311  # the same every time
        self.told = []
        for step in steps:
            self.clock.move_to(timezone.now() + PACE, tick=False)
            stage.rng = Random(f"{seed}.{step}")  # noqa: S311  # the same every time
            act = stage.rng.choices(list(ACTS), weights=ACTS.values())[0]
            self.told.append(act.__name__)
            self.told[-1] = f"{act.__name__} {act(stage)}".strip()
            self.outcomes[self.told[-1]] += 1
            look(stage)
        look_at_the_end(stage)
        self.outcomes["texts typed"] += sum(map(len, stage.sent.values()))

    def _shrunk(self, seed: str, steps: list[int], wrong: Exception) -> tuple[list[int], Exception]:
        """Leaves out one act after the other, as long as it still goes wrong."""
        for step in list(steps):
            fewer = [each for each in steps if each != step]
            if fewer and (found := self._tried(seed, fewer)):
                steps, wrong = fewer[: len(self.told)], found
        return steps, wrong


def begun(cast: Cast, clock: Any, rng: Random) -> Stage:
    """A draft of the reporter's, or one that is live already."""
    article = Article(headline="At first", slug="at-first", body="<p>First</p>", category=cast.categories[0])
    publishing.save(article, by=cast.reporter, bylines=[Credit(cast.authors[0])], tags=["bridges"])
    stage = Stage(cast, article, rng, clock, said=revisions.of_row(article))
    if rng.random() < 0.5:
        publishing.publish(article, by=cast.editors[0])
        stage.approved = stage.said
    return stage
