"""A reported error as editors need it: its words in their paragraph, and what that paragraph says now."""

import re
from dataclasses import dataclass

from comments import former
from comments.article_errors import paragraphs, words
from comments.former import Piece
from comments.models import ArticleError

ALIKE = 0.4  # of the words of both, that both have; with fewer, it is another paragraph


@dataclass(frozen=True)
class InContext:
    before: str
    quote: str
    after: str
    is_unchanged: bool
    pieces: list[Piece]  # from what it said to what it says; empty if it is gone, or nothing is known


def of(error: ArticleError) -> InContext:
    then = _then(error)
    before, found, after = then.partition(error.quote)
    if not found:
        before, after = "", ""
    article = error.article
    now = paragraphs(article.headline, article.standfirst, article.body)
    if then in now:
        return InContext(before, error.quote, after, True, [])
    nearest = max(now, key=lambda each: _alike(then, each), default="")
    pieces = list(former.compared(then, nearest)) if _alike(then, nearest) >= ALIKE else []
    return InContext(before, error.quote, after, False, pieces)


def _then(error: ArticleError) -> str:
    """The paragraph as it was. The words alone, where the revision is gone."""
    content = error.revision.content if error.revision else {}
    if not content or error.paragraph is None:
        return words(error.quote)
    texts = paragraphs(content["headline"], content["standfirst"], content["body"])
    return texts[error.paragraph] if error.paragraph < len(texts) else words(error.quote)


def _alike(one: str, other: str) -> float:
    mine, theirs = (set(re.findall(r"\w+", each.casefold())) for each in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))
