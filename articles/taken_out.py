"""Words that an update took out which readers are not told of: no earlier telling may go on showing them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from articles import differences
from articles.differences import FOR_READERS, FieldDifference
from articles.revisions import Content
from articles.word_difference import Budget, Piece

WORD = re.compile(r"\w+")
Shown = Sequence[FieldDifference]


class TakenOut:
    """Of what stood there `before`; what readers get `now` may say some of it elsewhere, which is no secret then."""

    def __init__(self, before: Content, after: Content, now: Content, budget: Budget) -> None:
        said = _phrases(_side(differences.between({}, now, FOR_READERS), "new"))
        gone = [_phrase(run) for run in _gone(differences.between(before, after, FOR_READERS, budget))]
        self.words = {word for run in gone for word in run.split()}.difference(said.split())
        self.runs = {run for run in gone if run and f" {run} " not in said}

    def is_in(self, shown: Shown) -> bool:
        """Whole runs of it, on either side of the differences, or words that are nowhere else any more."""
        for side in ("new", "gone"):
            said = _phrases(_side(shown, side))
            if self.words.intersection(said.split()) or any(f" {run} " in said for run in self.runs):
                return True
        return False


def _texts(found: Shown) -> Iterator[list[Piece]]:
    for each in found:
        yield each.pieces
        yield from (block.pieces for block in each.blocks)


def _side(found: Shown, kind: str) -> Iterator[str]:
    for pieces in _texts(found):
        yield "".join(piece.text for piece in pieces if piece.kind in ("same", kind))


def _gone(found: Shown) -> Iterator[str]:
    """A name of two words is one run, though the space between them stays."""
    for pieces in _texts(found):
        run = ""
        for piece in pieces:
            if piece.kind == "gone" or not piece.text.strip():
                run += piece.text
            elif piece.kind == "same":
                yield run
                run = ""
        yield run


def _phrase(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _phrases(texts: Iterable[str]) -> str:
    """No phrase goes from one text into the next."""
    return " " + " | ".join(_phrase(text) for text in texts) + " "
