"""A stored text as the blocks that people see – paragraphs, headings, pictures – and how two texts differ in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import body
from articles.body import ANY_TAG, BLOCKS, MEDIA, TABLES
from articles.word_difference import Budget, Piece, compared, runs

NAMES: dict[str, str | Promise] = {
    **dict.fromkeys(["h2", "h3", "h4", "h5", "h6"], gettext_lazy("Heading")),
    "li": gettext_lazy("List item"),
    "blockquote": gettext_lazy("Quote"),
    "figcaption": gettext_lazy("Caption"),
    "caption": gettext_lazy("Caption"),
    "td": gettext_lazy("Table cell"),
    "th": gettext_lazy("Table cell"),
    "aside": gettext_lazy("Box"),
    "picture": gettext_lazy("Picture"),
    "file": gettext_lazy("File"),
    "video": gettext_lazy("Video"),
    "hr": gettext_lazy("Line"),
}
ALIKE = 0.3  # of the words of both, that both have; with fewer, a paragraph is another one
AHEAD = 8  # blocks, among which a changed one looks for what it was
MOST = 4000  # blocks; what follows them is told as one
MOVED_FROM = 20  # characters; what is shorter is there twice by chance


class Block(NamedTuple):
    """`form` is everything about it but its words: its own tag and those within."""

    name: str
    text: str
    form: str

    @property
    def label(self) -> str:
        return str(NAMES.get(self.name, ""))


@dataclass(frozen=True)
class BlockDifference:
    """`kind`: same, changed, gone, new, moved_away, moved_here, form; or skipped, for so many that are the same."""

    kind: str
    label: str = ""
    pieces: list[Piece] = field(default_factory=list)
    count: int = 0


def blocks(html: str) -> list[Block]:
    """Linear, for what `body.clean` let through."""
    reader = _Reader()
    at = 0
    for match in ANY_TAG.finditer(html):
        if len(reader.found) >= MOST:
            reader.text(body.plain_text(html[at:]))
            reader.flush()
            return reader.found
        reader.text(html[at : match.start()])
        at = match.end()
        reader.tag(match.group(0), match.group(1).lower())
    reader.text(html[at:])
    reader.flush()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Block] = []
        self.open: list[tuple[str, str]] = []  # names and tags of the blocks we are in
        self.parts: list[str] = []

    def text(self, raw: str) -> None:
        if raw:
            self.parts.append(raw)

    def tag(self, tag: str, name: str) -> None:
        if name in MEDIA:
            self.flush()
            self._media(tag, name)
        elif name not in BLOCKS | TABLES:
            self.parts.append(tag)
        elif tag.startswith("</"):
            self.flush()
            self._close(name)
        else:
            self.flush()
            self._open(tag, name)

    def flush(self) -> None:
        raw, self.parts = "".join(self.parts), []
        words = body.plain_text(raw)
        if words:
            inline = [match.group(0) for match in ANY_TAG.finditer(raw)]
            name, own = next((each for each in reversed(self.open) if each[0] in NAMES), ("p", ""))
            nearest = self.open[-1][1] if self.open else ""
            self.found.append(Block(name, words, " ".join([own, nearest, *inline])))

    def _open(self, tag: str, name: str) -> None:
        address = body.attributes_of(tag).get("data-embed", "") if name == "figure" else ""
        if address:
            self.found.append(Block("video", address, ""))
        if name == "hr":
            self.found.append(Block("hr", "", ""))
        elif name not in {"col"}:
            self.open.append((name, tag))

    def _close(self, name: str) -> None:
        for place in range(len(self.open) - 1, max(-1, len(self.open) - 20), -1):
            if self.open[place][0] == name:
                del self.open[place:]
                return

    def _media(self, tag: str, name: str) -> None:
        told = body.attributes_of(tag)
        number = told.get("data-picture") or told.get("data-file")
        if tag.startswith("</") or not (number or told.get("src")):
            return
        about = told.get("alt", "") or told.get("src", "")
        words = _("number %(number)s: %(about)s") % {"number": number, "about": about} if number else about
        self.found.append(Block("picture" if name == "img" else "file", words, ""))


def difference(before: str, after: str, budget: Budget | None = None) -> list[BlockDifference]:
    """Every block of both, in the order of the new text; what is gone where it was."""
    budget = budget or Budget()
    old, new = blocks(before), blocks(after)
    stays = runs([each.text for each in old], [each.text for each in new], budget)
    made: list[BlockDifference] = []
    moved = _moved(old, new)
    for run in stays:
        was, says = old[run.begin : run.end], new[run.begin_new : run.end_new]
        if run.is_same:
            made += [_of_the_same_words(*both) for both in zip(was, says, strict=True)]
        else:
            made += _replaced(was, says, moved, budget)
    return made


def folded(made: Sequence[BlockDifference], around: int = 1) -> list[BlockDifference]:
    """Without what is the same, but for so many blocks around each change."""
    near = set()
    for place, each in enumerate(made):
        if each.kind != "same":
            near |= set(range(place - around, place + around + 1))
    shown: list[BlockDifference] = []
    for place, each in enumerate(made):
        if place in near:
            shown.append(each)
        elif shown and shown[-1].kind == "skipped":
            shown[-1] = BlockDifference("skipped", count=shown[-1].count + 1)
        else:
            shown.append(BlockDifference("skipped", count=1))
    return shown


def _of_the_same_words(was: Block, says: Block) -> BlockDifference:
    kind = "same" if (was.name, was.form) == (says.name, says.form) else "form"
    label = says.label if was.label == says.label else f"{was.label or _('Paragraph')} → {says.label or _('Paragraph')}"
    return BlockDifference(kind, label, [Piece("same", says.text)])


def _moved(old: Sequence[Block], new: Sequence[Block]) -> set[str]:
    return {each.text for each in old if len(each.text) >= MOVED_FROM} & {each.text for each in new}


def _replaced(
    was: Sequence[Block], says: Sequence[Block], moved: set[str], budget: Budget
) -> Iterator[BlockDifference]:
    """Each new block beside the old one it is most like, in order; what is like none is gone, or new."""
    words = [_words(each.text, moved) for each in was]
    at = 0
    for block in says:
        mine = _words(block.text, moved)
        nearby = range(at, min(at + AHEAD, len(was)))
        best = max(nearby, key=lambda place: _likeness(mine, words[place]), default=None)
        if best is None or _likeness(mine, words[best]) < ALIKE:
            kind = "moved_here" if block.text in moved else "new"
            yield BlockDifference(kind, block.label, [Piece("new", block.text)])
            continue
        yield from (_gone(each, moved) for each in was[at:best])
        yield BlockDifference("changed", block.label, compared(was[best].text, block.text, budget))
        at = best + 1
    yield from (_gone(each, moved) for each in was[at:])


def _gone(block: Block, moved: set[str]) -> BlockDifference:
    kind = "moved_away" if block.text in moved else "gone"
    return BlockDifference(kind, block.label, [Piece("gone", block.text)])


def _words(text: str, moved: set[str]) -> set[str]:
    """What only moved is like nothing else."""
    return set() if text in moved else set(re.findall(r"\w+", text.casefold()))


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)
