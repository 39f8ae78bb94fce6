"""Texts nested so deep that parsers take minutes over them; no writer made them so."""

import re

TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
DEEPEST = 200
# Void, closed by the next of their kind, or text-level ones that parsers keep short themselves: no steps down.
FLAT = frozenset(
    "br hr img input meta link area col embed source track wbr p li td th tr dt dd option b i em strong a u s small tt "
    "code font big nobr strike".split()
)


def without_depths(text: str) -> str:
    """The text as it is, or without any markup if that is nested deeper than sense.

    The sanitiser's time grows with the square of the depth: 100,000 elements in each other would take it 20 s.
    """
    return TAGS.sub(" ", text) if _is_deep(text) else text


def _is_deep(text: str) -> bool:
    if text.count("<") < DEEPEST:
        return False
    depth = deepest = 0
    for match in TAGS.finditer(text):
        if match.group(2).lower() not in FLAT:
            depth = max(0, depth + (-1 if match.group(1) else 1))
            deepest = max(deepest, depth)
    return deepest > DEEPEST
