"""How much a text is like those that this site's moderators refused: naive Bayes over words and pairs of words.

It learns from their decisions alone, asks nobody, and can name the words that weighed. As in P. Graham, "A Plan for
Spam" (2002), with the correction for rare words of G. Robinson, "A Statistical Approach to the Spam Problem" (2003).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, NamedTuple, Self

from comments.words import Word, words_of

MOST_WORDS = 20_000  # that are remembered: the ones that tell most
AT_LEAST = 2  # texts must have a word, or it is chance
ENOUGH = 20  # texts of each kind, or nothing has been learnt yet
RARE = 1.0  # texts a word's even chance before anything is known of it is worth
WEIGHING = 25  # words of a text, the most telling; a long text has no more weight than a short one


class Weight(NamedTuple):
    word: str
    weight: float  # above 0: refused texts have it more often


class Score(NamedTuple):
    probability: float  # 0 to 1, that a moderator would refuse it
    words: list[Weight]  # heaviest first


@dataclass(frozen=True)
class Learnt:
    weights: Mapping[str, float]
    refused: int
    taken: int

    def score(self, text: str) -> Score | None:
        """None while there are too few decisions to learn from."""
        if min(self.refused, self.taken) < ENOUGH:
            return None
        found = features(text)
        known = [Weight(written, self.weights[key]) for key, written in found.items() if key in self.weights]
        heaviest = sorted(known, key=lambda each: -abs(each.weight))[:WEIGHING]
        return Score(_probability(sum(each.weight for each in heaviest)), heaviest)

    def as_json(self) -> dict[str, Any]:
        return {"weights": dict(self.weights), "refused": self.refused, "taken": self.taken}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["weights"], stored["refused"], stored["taken"])


def learn(refused: Iterable[str], taken: Iterable[str]) -> Learnt:
    """From texts that moderators decided on."""
    (bad, bad_texts), (good, good_texts) = _count(refused), _count(taken)
    often = [word for word in {*bad, *good} if bad[word] + good[word] >= AT_LEAST]
    weights = {word: _weight(bad[word], bad_texts, good[word], good_texts) for word in often}
    telling = sorted(weights, key=lambda word: (-abs(weights[word]), word))[:MOST_WORDS]
    return Learnt({word: round(weights[word], 4) for word in telling}, bad_texts, good_texts)


def features(text: str) -> dict[str, str]:
    """Its words and pairs of neighbours, each once: as `words` compares them, and as they are written."""
    found = list(words_of(text))
    pairs = (Word(f"{one.key} {other.key}", f"{one.written} {other.written}") for one, other in pairwise(found))
    return {word.key: word.written for word in chain(found, pairs)}


def _count(texts: Iterable[str]) -> tuple[Counter[str], int]:
    counted: Counter[str] = Counter()
    texts_counted = 0
    for text in texts:
        counted.update(features(text).keys())
        texts_counted += 1
    return counted, texts_counted


def _weight(bad: int, bad_texts: int, good: int, good_texts: int) -> float:
    """The logarithm of the odds that a text with the word is refused, were there as many of both kinds."""
    bad_share, good_share = bad / max(bad_texts, 1), good / max(good_texts, 1)
    share = bad_share / (bad_share + good_share)
    share = (RARE * 0.5 + (bad + good) * share) / (RARE + bad + good)
    return math.log(share / (1 - share))


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
