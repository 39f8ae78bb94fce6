"""Both texts, where two people changed the same: for whoever has to say which one it shall be."""

from typing import Any, NamedTuple

from articles import revisions
from articles.publishing import Clash


class Clashing(NamedTuple):
    name: str
    label: str
    mine: str
    theirs: str


def shown(clash: Clash | None) -> dict[str, Any] | None:
    if clash is None:
        return None
    rows = [
        Clashing(
            name,
            revisions.label(name),
            revisions.in_words(name, clash.mine.get(name)),
            revisions.in_words(name, clash.head.content.get(name)),
        )
        for name in clash.fields
    ]
    revision = clash.head.revision
    return {"rows": rows, "number": clash.head.number, "by": revision.created_by if revision else None}
