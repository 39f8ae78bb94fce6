"""Both texts, where two people changed the same: for whoever has to say which one it shall be."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.html import strip_tags

from articles import revisions
from articles.publishing import Clash

Part = tuple[bool, str]  # whether the other text does not have it
PIECES = re.compile(r"\w+|\W")
MOST = 4000  # pieces, in which differences are looked for while somebody waits
AROUND = 200  # characters of what both have that are shown before and after a difference


class Clashing(NamedTuple):
    name: str
    label: str
    mine: Sequence[Part]
    theirs: Sequence[Part]


def shown(clash: Clash | None) -> dict[str, Any] | None:
    if clash is None:
        return None
    revision = clash.head.revision
    rows = [_row(name, clash) for name in clash.fields]
    return {"rows": rows, "number": clash.head.number, "by": revision.created_by if revision else None}


def compared(mine: str, theirs: str) -> tuple[list[Part], list[Part]]:
    """Both in parts, word by word; of a long text only what is around the differences."""
    ours, others = PIECES.findall(mine), PIECES.findall(theirs)
    if len(ours) + len(others) > MOST:
        return [(True, mine)], [(True, theirs)]
    left, right = [], []
    for how, a, b, c, d in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
        differs = how != "equal"
        left.append((differs, "".join(ours[a:b])))
        right.append((differs, "".join(others[c:d])))
    return [_short(part) for part in left if part[1]], [_short(part) for part in right if part[1]]


def _row(name: str, clash: Clash) -> Clashing:
    mine, theirs = (revisions.in_words(name, text.get(name)) for text in (clash.mine, clash.head.content))
    if name == "body" and strip_tags(mine) != strip_tags(theirs):
        mine, theirs = _as_text(mine), _as_text(theirs)
    return Clashing(name, revisions.label(name), *compared(mine, theirs))


def _as_text(html: str) -> str:
    return strip_tags(re.sub(r"</(p|li|h\d|td|blockquote)>", r"\g<0>\n", html)).strip()


def _short(part: Part) -> Part:
    differs, text = part
    return (differs, text) if differs or len(text) <= 2 * AROUND else (False, f"{text[:AROUND]} … {text[-AROUND:]}")
