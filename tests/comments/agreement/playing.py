"""Plays random acts and looks at everything in between; of what goes wrong, finds the few acts that it takes.

Each act draws from a number of its own, made of seed and step, so that it can be played without those before it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from tests.comments.agreement import surfaces
from tests.comments.agreement.acts import ACTS
from tests.comments.agreement.model import Model
from tests.comments.agreement.stage import Stage

EVERY = 25  # acts between two looks at everything
PACE = timedelta(seconds=47)  # between two acts: nobody is too quick
SHRINKS = 40  # replays


class Disagreement(AssertionError):
    """Names the seed and the fewest steps that were found to lead to it."""


class _Undone(Exception):
    pass


@dataclass
class Play:
    published: Callable[..., Any]
    clock: Any  # time_machine
    seed: str
    begins: datetime
    outcomes: Counter[str] = field(default_factory=Counter)
    reached: int = 0  # steps

    def run(self, steps: Sequence[int]) -> None:
        """All of it is rolled back. Raises Disagreement."""
        if wrong := self._tried(steps):
            fewest, why = self._shrunk(list(steps)[: self.reached], wrong)
            raise Disagreement(f"seed {self.seed}, steps {fewest}: {why!r}") from wrong

    def _tried(self, steps: Iterable[int]) -> Exception | None:
        try:
            with transaction.atomic():
                self._played(list(steps))
                raise _Undone
        except _Undone:
            return None
        except Exception as wrong:  # a page that fails is as wrong as one that says something else
            return wrong

    def _played(self, steps: list[int]) -> None:
        self.clock.move_to(self.begins, tick=False)
        stage = Stage.set(self.published)
        for place, step in enumerate(steps, start=1):
            self.clock.move_to(self.begins + PACE * (step + 1), tick=False)
            self.reached = place
            stage.rng = Random(f"{self.seed}.{step}")  # noqa: S311  # the same every time
            act = stage.rng.choices(list(ACTS), weights=ACTS.values())[0]
            outcome = act(stage)
            self.outcomes[f"{act.__name__} {outcome}".strip()] += 1
            assert not outcome.startswith("5"), (act.__name__, outcome)
            look(stage, is_close=place % EVERY == 0 or place == len(steps))

    def _shrunk(self, steps: list[int], wrong: Exception) -> tuple[list[int], Exception]:
        size, left = len(steps) // 2, SHRINKS
        while size and left:
            for start in range(0, len(steps), size):
                fewer = steps[:start] + steps[start + size :]
                left -= 1
                if found := self._tried(fewer):
                    steps, wrong = fewer[: self.reached], found
                    break
                if not left:
                    break
            else:
                size //= 2
        return steps, wrong


def look(stage: Stage, *, is_close: bool) -> None:
    models = [(article, Model.of(article)) for article in stage.articles]
    surfaces.check_lists(models)
    for article, model in models:
        surfaces.check_counts(stage.guest, article, model)
        if is_close:
            look_close(stage, article, model)
    if is_close:
        surfaces.check_cards(stage.guest, models)
        for person in [*stage.readers, stage.author]:
            surfaces.check_own(person.client, person.user.pk)
        surfaces.check_desk(stage.moderators[0].client)


def look_close(stage: Stage, article: Any, model: Model) -> None:
    surfaces.check_article(stage.guest, article, model)
    surfaces.check_feeds(stage.guest, article, model)
    if not model.is_off:
        for sort in surfaces.SORTS:
            surfaces.check_list(stage.guest, article, model, sort)
            surfaces.check_json(stage.guest, article, model, sort)
        surfaces.check_alike(stage.everybody, article)
    for person in [*stage.readers, stage.author]:
        surfaces.check_marks(person.client, article, person.user.pk, model)
