"""The sentences under a title in lists of results: long enough to say something, short enough to be shown whole."""

import re
from itertools import accumulate

from articles import body
from articles.models import Article

SHORTEST, LONGEST = 50, 200
# Not after a single letter: that full stop ends an abbreviation more often than a sentence.
SENTENCE_END = re.compile(r"(?<=\w\w[.!?…])\s+|(?<=[.!?…][”’\"])\s+")


def describe(*texts: str) -> str:
    """The first of the plain `texts`, and as many sentences of the next as it takes to say something."""
    found = ""
    for text in texts:
        if len(found) < SHORTEST:
            found = _lengthened(found, " ".join(text.split()))
    return cut(found, LONGEST)


def of_article(article: Article) -> str:
    """What the desk wrote for search engines, else the standfirst and, if that is short, how the text begins."""
    written = article.seo_description or article.standfirst
    if len(written) >= SHORTEST:
        return describe(written)
    return describe(written, body.plain_text(article.body)) or describe(article.headline)


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
