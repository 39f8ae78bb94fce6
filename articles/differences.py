"""How two texts of an article differ: field by field, in words for people."""

from collections.abc import Iterable
from typing import NamedTuple

from articles import revisions, text_blocks
from articles.revisions import WRITTEN, Content
from articles.text_blocks import BlockDifference
from articles.word_difference import Budget, Piece, compared

TEXTS = set(
    "headline standfirst kicker slug source_name source_licence seo_title seo_description social_title "
    "social_description notes bylines tags related".split()
)
FOR_READERS = ("kicker", "headline", "standfirst", "bylines", "body")  # what they read of an article


class FieldDifference(NamedTuple):
    """Of the body there are `blocks`, of everything else `pieces`."""

    name: str
    label: str
    pieces: list[Piece]
    blocks: list[BlockDifference]


def between(
    before: Content, after: Content, names: Iterable[str] = WRITTEN, budget: Budget | None = None
) -> list[FieldDifference]:
    """The fields that are not the same in both, in the order of `names`."""
    budget, differing = budget or Budget(), set(revisions.differing(before, after))
    return [_of_field(name, before, after, budget) for name in names if name in differing]


def _of_field(name: str, before: Content, after: Content, budget: Budget) -> FieldDifference:
    was, says = before.get(name, revisions.DEFAULTS.get(name)), after.get(name, revisions.DEFAULTS.get(name))
    label = revisions.label(name)
    if name == "body":
        made = text_blocks.difference(was or "", says or "", budget)
        return FieldDifference(name, label, [], text_blocks.folded(made))
    was, says = revisions.in_words(name, was), revisions.in_words(name, says)
    if name in TEXTS:
        return FieldDifference(name, label, compared(was, says, budget), [])
    pieces = [Piece(kind, words) for kind, words in (("gone", was), ("new", says)) if words]
    return FieldDifference(name, label, pieces, [])


def as_it_is(html: str) -> list[BlockDifference]:
    """A text by itself, to be shown as differences are."""
    return [BlockDifference("same", each.label, [Piece("same", each.text)]) for each in text_blocks.blocks(html)]
