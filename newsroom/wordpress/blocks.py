"""The comments in a WordPress text: marks of the block editor, page breaks and where a teaser ends."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

PLACEHOLDERS = frozenset({"more", "nextpage", "separator", "spacer", "paragraph", "heading", "image", "list-item"})


class Uncommented(NamedTuple):
    text: str
    dynamic: list[str]  # names of blocks that WordPress fills when it shows the page
    pages: int


def has_blocks(text: str) -> bool:
    return "<!-- wp:" in text


def without_comments(text: str, reusable: Callable[[str], str]) -> Uncommented:
    """The text without its comments. `reusable` gives the text of a block kept elsewhere, by its old id."""
    pieces: list[str] = []
    dynamic: list[str] = []
    pages, last = 1, 0
    while (start := text.find("<!--", last)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            # Browsers would swallow all that follows; it is text that someone wrote.
            pieces.append(text[last:start] + text[start:].replace("<!--", "&lt;!--"))
            return Uncommented("".join(pieces), dynamic, pages)
        pieces.append(text[last:start])
        comment = text[start + 4 : end].strip()
        last = end + 3
        if comment == "nextpage":
            pages += 1
            pieces.append("\n\n")
        elif comment.startswith("wp:") and comment.endswith("/"):
            pieces.append(_filled(comment, dynamic, reusable))
    return Uncommented("".join([*pieces, text[last:]]), dynamic, pages)


def _filled(comment: str, dynamic: list[str], reusable: Callable[[str], str]) -> str:
    name, _space, given = comment[3:-1].strip().partition(" ")
    name = name.removeprefix("core/")
    if name == "block" and (found := reusable(str(_attributes(given).get("ref", "")))):
        return found
    if name not in PLACEHOLDERS:
        dynamic.append(name[:80])
    return ""


def _attributes(given: str) -> dict[str, Any]:
    try:
        read = json.loads(given)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
