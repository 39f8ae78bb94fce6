"""What was taken out of a text and what was put in, word by word, in a time that no text can make long.

Words that both sides have once are fixed points; between them, and only where little lies between them, the longest
common order is looked for. A `Budget` counts the work: where it is used up, the rest
is one piece that went for another.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

WORD = re.compile(r"\s+|\w+|[^\w\s]")
SENTENCE = re.compile(r"[^.!?]*(?:[.!?]+\s*|$)")
MOST_WORK = 1_000_000  # comparisons, of all texts on a page: less than half a second
LONG = 20_000  # characters, from which sentences are compared first: in a text so long, few words stand once


Stretch = tuple[int, int, int, int]  # begin and end in the old text, begin and end in the new one


@dataclass(frozen=True)
class Piece:
    """Of a text: `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


class Run(NamedTuple):
    """Stretches `begin:end` of the old and `begin_new:end_new` of the new text, which are the same or are not."""

    is_same: bool
    begin: int
    end: int
    begin_new: int
    end_new: int


@dataclass
class Budget:
    left: int = MOST_WORK

    def allows(self, work: int) -> bool:
        """And takes it off."""
        if work > self.left:
            return False
        self.left -= work
        return True


def compared(before: str, after: str, budget: Budget | None = None) -> list[Piece]:
    budget = budget or Budget()
    if len(before) + len(after) < LONG:
        return _words_compared(before, after, budget)
    old, new, pieces = SENTENCE.findall(before), SENTENCE.findall(after), []
    for run in runs(old, new, budget):
        was, says = "".join(old[run.begin : run.end]), "".join(new[run.begin_new : run.end_new])
        pieces += [Piece("same", says)] if run.is_same else _words_compared(was, says, budget)
    return pieces


def _words_compared(before: str, after: str, budget: Budget) -> list[Piece]:
    old, new, pieces = WORD.findall(before), WORD.findall(after), []
    for run in _without_islands(list(runs(old, new, budget)), old):
        if run.is_same:
            pieces.append(Piece("same", "".join(new[run.begin_new : run.end_new])))
            continue
        if run.end > run.begin:
            pieces.append(Piece("gone", "".join(old[run.begin : run.end])))
        if run.end_new > run.begin_new:
            pieces.append(Piece("new", "".join(new[run.begin_new : run.end_new])))
    return pieces


def runs(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> Iterator[Run]:
    """All of both in order, in turn the same and not."""
    at, at_new, same = 0, 0, 0
    for place, place_new in [*_matches(old, new, budget), (len(old), len(new))]:
        if (place, place_new) == (at + same, at_new + same) and place < len(old) and place_new < len(new):
            same += 1
            continue
        if same:
            yield Run(True, at, at + same, at_new, at_new + same)
            at, at_new = at + same, at_new + same
        if place > at or place_new > at_new:
            yield Run(False, at, place, at_new, place_new)
        at, at_new, same = place, place_new, 1


def _without_islands(found: list[Run], old: Sequence[str]) -> Iterator[Run]:
    """A blank that stayed between two changed words is no more worth telling than they are."""
    held: Run | None = None
    for place, run in enumerate(found):
        is_island = run.is_same and held and place + 1 < len(found) and "".join(old[run.begin : run.end]).isspace()
        if run.is_same and not is_island:
            if held:
                yield held
            held = None
            yield run
        else:
            held = held._replace(end=run.end, end_new=run.end_new) if held else run._replace(is_same=False)
    if held:
        yield held


def _matches(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[tuple[int, int]]:
    """Places in both of what is the same in both, in order."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        begin, end, begin_new, end_new = waiting.pop()
        while begin < end and begin_new < end_new and old[begin] == new[begin_new]:
            found.append((begin, begin_new))
            begin, begin_new = begin + 1, begin_new + 1
        while begin < end and begin_new < end_new and old[end - 1] == new[end_new - 1]:
            end, end_new = end - 1, end_new - 1
            found.append((end, end_new))
        if begin == end or begin_new == end_new or not budget.allows(end - begin + end_new - begin_new):
            continue
        stretch = (begin, end, begin_new, end_new)
        if fixed := _fixed_points(old, new, stretch):
            found += fixed
            edges = [(begin - 1, begin_new - 1), *fixed, (end, end_new)]
            waiting += [
                (one + 1, other, one_new + 1, other_new) for (one, one_new), (other, other_new) in pairwise(edges)
            ]
        elif budget.allows((end - begin) * (end_new - begin_new)):
            found += _longest(old, new, stretch)
    return sorted(found)


def _fixed_points(old: Sequence[Hashable], new: Sequence[Hashable], stretch: Stretch) -> list[tuple[int, int]]:
    """What stands once in both stretches, as far as its order is the same in both: the longest such row."""
    begin, end, begin_new, end_new = stretch
    counts, counts_new = Counter(old[begin:end]), Counter(new[begin_new:end_new])
    places = {old[place]: place for place in range(begin, end) if counts[old[place]] == 1}
    return _longest_row(
        [
            (places[new[place]], place)
            for place in range(begin_new, end_new)
            if counts_new[new[place]] == 1 and new[place] in places
        ]
    )


def _longest_row(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs in the order of their second places, as many as there can be in the order of their first, too."""
    ends: list[int] = []  # of rows of each length, the earliest place they can end at
    last: list[int] = []  # and which pair that is
    before: list[int] = []
    for number, (place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    row, number = [], last[-1] if last else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _longest(old: Sequence[Hashable], new: Sequence[Hashable], stretch: Stretch) -> list[tuple[int, int]]:
    """The longest common order, by the table of all pairs: only for what is short."""
    begin, end, begin_new, end_new = stretch
    width = end_new - begin_new
    table = [[0] * (width + 1)]
    for place in range(end - 1, begin - 1, -1):
        below, row = table[-1], [0] * (width + 1)
        for column in range(width - 1, -1, -1):
            same = old[place] == new[begin_new + column]
            row[column] = below[column + 1] + 1 if same else max(below[column], row[column + 1])
        table.append(row)
    table.reverse()
    found, place, column = [], 0, 0
    while place < end - begin and column < width:
        if old[begin + place] == new[begin_new + column]:
            found.append((begin + place, begin_new + column))
            place, column = place + 1, column + 1
        elif table[place + 1][column] >= table[place][column + 1]:
            place += 1
        else:
            column += 1
    return found
