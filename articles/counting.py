"""How long a text is, and how hard to read: what the desk shows beside it. static/js/desk/counts.js counts the same."""

import re
from typing import NamedTuple

from articles import body
from articles.models.article import WORDS_PER_MINUTE

LONG_SENTENCE = 30  # words; readers of news lose the thread above it
BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|td|th|blockquote|figcaption|dd|dt|summary|caption)>")
# Not after a single letter: that full stop ends an abbreviation more often than a sentence.
SENTENCE_END = re.compile(r"(?<=\w\w[.!?…])\s+|(?<=[.!?…][”’\"')])\s+")


class Counts(NamedTuple):
    """`average`: words in a sentence; `long`: how many sentences have more than LONG_SENTENCE."""

    words: int
    minutes: int
    average: int
    long: int


def counts(html: str) -> Counts:
    lengths = [len(body.WORD.findall(sentence)) for sentence in _sentences(html)]
    lengths = [length for length in lengths if length]
    words = body.count_words(html)
    return Counts(
        words,
        max(1, round(words / WORDS_PER_MINUTE)),
        round(sum(lengths) / len(lengths)) if lengths else 0,
        sum(length > LONG_SENTENCE for length in lengths),
    )


def _sentences(html: str) -> list[str]:
    blocks = (body.plain_text(block) for block in BLOCK_END.split(html))
    return [sentence for block in blocks for sentence in SENTENCE_END.split(block)]
