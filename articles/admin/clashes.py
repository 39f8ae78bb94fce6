"""Both texts, where two people changed the same: for whoever has to say which one it shall be."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.html import strip_tags

from accounts.models import User
from articles import revisions, word_difference
from articles.models import Revision
from articles.publishing import Clash
from articles.word_difference import Budget

Part = tuple[bool, str]  # whether the other text does not have it
RECENT = 50  # revisions among which whoever changed it is looked for
AROUND = 200  # characters of what both have that are shown before and after a difference


class Clashing(NamedTuple):
    name: str
    label: str
    mine: Sequence[Part]
    theirs: Sequence[Part]


def shown(clash: Clash | None) -> dict[str, Any] | None:
    if clash is None:
        return None
    budget = Budget()  # of all fields together: somebody waits
    rows = [_row(name, clash, budget) for name in clash.fields]
    return {"rows": rows, "number": clash.head.number, "by": _who(clash)}


def _who(clash: Clash) -> User | None:
    """Whose text it is: the newest may be one's own, with that of somebody else in it."""
    newest = clash.head.revision
    if newest is None:
        return None
    texts = Revision.objects.filter(article=newest.article_id, is_aside=False).select_related("created_by")
    recent = texts.defer("content").order_by("-number")[:RECENT]
    return next((each.created_by for each in recent if {*each.changed} & {*clash.fields}), newest.created_by)


def compared(mine: str, theirs: str, budget: Budget | None = None) -> tuple[list[Part], list[Part]]:
    """Both in parts, word by word; of a long text only what is around the differences."""
    pieces = [piece for piece in word_difference.compared(mine, theirs, budget) if piece.text]
    left = [(piece.kind == "gone", piece.text) for piece in pieces if piece.kind != "new"]
    right = [(piece.kind == "new", piece.text) for piece in pieces if piece.kind != "gone"]
    return [_short(part) for part in left], [_short(part) for part in right]


def _row(name: str, clash: Clash, budget: Budget) -> Clashing:
    mine, theirs = (revisions.in_words(name, text.get(name)) for text in (clash.mine, clash.head.content))
    if name == "body" and strip_tags(mine) != strip_tags(theirs):
        mine, theirs = _as_text(mine), _as_text(theirs)
    return Clashing(name, revisions.label(name), *compared(mine, theirs, budget))


def _as_text(html: str) -> str:
    return strip_tags(re.sub(r"</(p|li|h\d|td|blockquote)>", r"\g<0>\n", html)).strip()


def _short(part: Part) -> Part:
    differs, text = part
    return (differs, text) if differs or len(text) <= 2 * AROUND else (False, f"{text[:AROUND]} … {text[-AROUND:]}")
