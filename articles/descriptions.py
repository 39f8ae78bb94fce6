"""The sentences under a title in lists of results: long enough to say something, short enough to be shown whole."""

import re
from itertools import accumulate
from typing import NamedTuple

from articles import body
from articles.models import Article

SHORTEST, LONGEST = 50, 200
# Not after a single letter: that full stop ends an abbreviation more often than a sentence.
SENTENCE_END = re.compile(r"(?<=\w\w[.!?…])\s+|(?<=[.!?…][”’\"])\s+")


class Told(NamedTuple):
    """`sources` are the names of the fields that the words were taken from."""

    words: str
    sources: list[str]


def describe(*texts: str) -> str:
    """The first of the plain `texts`, and as many sentences of the next as it takes to say something."""
    found = ""
    for text in texts:
        if len(found) < SHORTEST:
            found = _lengthened(found, " ".join(text.split()))
    return cut(found, LONGEST)


def of_article(article: Article) -> str:
    """What the desk wrote for search engines, else the standfirst and, if that is short, how the text begins."""
    return told(article).words


def told(article: Article) -> Told:
    name = "seo_description" if article.seo_description else "standfirst"
    alone = describe(getattr(article, name))
    if len(getattr(article, name)) >= SHORTEST:
        return Told(alone, [name])
    found = describe(alone, body.plain_text(article.body))
    if not found:
        return Told(describe(article.headline), ["headline"])
    return Told(found, [*([name] if alone else []), *(["body"] if found != alone else [])])


def cut(words: str, length: int) -> str:
    """At most `length` characters, ending with a whole word."""
    if len(words) <= length:
        return words
    return (words[: length - 1].rsplit(None, 1)[0] if " " in words[:length] else words[: length - 1]) + "…"


def _lengthened(found: str, text: str) -> str:
    if not text or text in found:
        return found
    if not found:
        return text
    sentences = SENTENCE_END.split(text)
    grown = accumulate(sentences, "{} {}".format, initial=f"{found}." if found[-1].isalnum() else found)
    return next((each for each in grown if len(each) >= SHORTEST), f"{found} {text}")
