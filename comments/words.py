"""Finds banned and suspect words in a text: whole words and phrases, in whatever letters they are disguised.

Both are compared by `name_key`, which makes one of letters that look alike. A * stands for any letters within a word.
The time it takes grows with the text, and hardly with the number of entries.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

import ahocorasick
from django.utils.translation import gettext as _

from accounts.models import name_key

LONGEST = 100  # characters of an entry
SHORTEST = 2  # letters on end that an entry must have: "a*" would find every other word
MOST_OPEN = 3  # each further * makes comparing slower
ANY = "*"
GAP = " "  # between words, and around all of them
WORD = re.compile(r"[^\W_]+")
SIGNS = str.maketrans("@$", "as")  # letters to readers, and none to Unicode


class BadEntry(ValueError):
    """Why an entry cannot stand in a list, in words for whoever wrote it."""


class Found(NamedTuple):
    entry: str
    words: str  # as they stand in the text


class Word(NamedTuple):
    key: str
    written: str


class Piece(NamedTuple):
    """What stands between two * of an entry, with the gaps around its words."""

    telling: str
    place: int  # among the words of the entry, of the one it ends in


@dataclass
class Entry:
    written: str
    words: list[re.Pattern[str]]
    pieces: list[Piece]  # what the text must have for the entry to be looked at more closely: any one will do

    def is_at(self, words: list[Word], start: int) -> bool:
        there = words[max(start, 0) : start + len(self.words)]
        pairs = zip(self.words, there, strict=False)
        return len(there) == len(self.words) and all(mine.fullmatch(word.key) for mine, word in pairs)


def entry(written: str) -> Entry:
    """Raises BadEntry."""
    if len(written) > LONGEST:
        raise BadEntry(_("An entry has at most %(most)d characters.") % {"most": LONGEST})
    words = [part for part in _entry_words(written) if part]
    if written.count(ANY) > MOST_OPEN:
        raise BadEntry(_("An entry has * at most %(most)d times.") % {"most": MOST_OPEN})
    pieces = [piece for piece in _pieces(words) if _letters(piece.telling) >= SHORTEST]
    if not pieces:
        raise BadEntry(_("An entry needs at least %(least)d letters beside each other.") % {"least": SHORTEST})
    return Entry(written, [re.compile(".*".join(map(re.escape, word.split(ANY)))) for word in words], pieces)


def _pieces(words: list[str]) -> Iterator[Piece]:
    whole, end = f"{GAP}{GAP.join(words)}{GAP}", -1
    for piece in whole.split(ANY):
        end += len(piece) + 1
        yield Piece(piece, whole[:end].rstrip(GAP).count(GAP) - 1)


def _letters(piece: str) -> int:
    return max(map(len, piece.split(GAP)))


class WordList:
    """Made in milliseconds for each thousand entries, so worth keeping."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Raises BadEntry."""
        self._entries: dict[str, list[tuple[Entry, int]]] = defaultdict(list)
        made = [entry(each) for each in entries]
        shared = Counter(piece.telling for each in made for piece in each.pieces)
        for each in made:  # by what few others have: a hundred entries with the same word are not all looked at there
            telling, place = min(each.pieces, key=lambda piece: (shared[piece.telling], -len(piece.telling)))
            self._entries[telling].append((each, place))
        self._finder = ahocorasick.Automaton()
        for telling in self._entries:
            self._finder.add_word(telling, telling)
        self._finder.make_automaton()

    def find(self, text: str) -> Iterator[Found]:
        """Each entry once; spelt-out words ("w o r d") last."""
        words = list(words_of(text))
        as_seen = [Word(name_key.of(word.written.translate(SIGNS)), word.written) for word in words]
        seen: set[str] = set()
        for row in [words] if as_seen == words else [words, as_seen]:
            yield from self._find_in(row + _spelt_out(row), seen)

    def _find_in(self, words: list[Word], seen: set[str]) -> Iterator[Found]:
        for place, telling in self._hits(words):
            for found, its_place in self._entries[telling]:
                start = place - its_place
                if found.written not in seen and found.is_at(words, start):
                    seen.add(found.written)
                    there = words[start : start + len(found.words)]
                    yield Found(found.written, " ".join(word.written for word in there))

    def _hits(self, words: list[Word]) -> Iterator[tuple[int, str]]:
        """Where there is something telling: the number of the word, and what it is."""
        if not self._entries:
            return
        place = 0
        searched = GAP + "".join(word.key + GAP for word in words)
        ends = list(accumulate(len(word.key) + 1 for word in words))  # where the gap behind each is
        for end, telling in self._finder.iter(searched):
            while ends[place] < end:
                place += 1
            yield place, telling


def words_of(text: str) -> Iterator[Word]:
    """With a key that capitals make no difference to: В and в look like B and like nothing."""
    visible = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    composed = _composed(visible)
    for match in WORD.finditer(composed.translate(SIGNS)):
        if key := name_key.of(match[0].casefold()):
            yield Word(key, composed[match.start() : match.end()])


def _composed(text: str) -> str:
    """Without marks that no letter takes in: they would end a word."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Mn")


def _spelt_out(words: list[Word]) -> list[Word]:
    """Words somebody put gaps into, "w o r d" or "w.o.r.d": neighbours of one letter each, taken together."""
    rows = [list(row) for is_letter, row in groupby(words, lambda word: len(word.key) == 1) if is_letter]
    long = [row for row in rows if len(row) > SHORTEST]
    return [Word("".join(word.key for word in row), " ".join(word.written for word in row)) for row in long]


def _entry_words(written: str) -> Iterator[str]:
    """Folded as the text is, with each * in its place."""
    for part in re.split(r"\s+", written.strip()):
        pieces = part.split(ANY)
        whole = [[word.key for word in words_of(piece)] for piece in pieces]
        joined = ANY.join(GAP.join(keys) for keys in whole)
        yield from joined.split(GAP)
