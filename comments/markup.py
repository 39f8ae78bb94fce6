"""What readers write in: a small part of Markdown. It becomes the same sanitised HTML as any other remark.

Quotes, lists, emphasis, code and links; no headings, pictures, tables or HTML. Nothing is fetched.
"""

import re
import unicodedata
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from articles import body

DEEPEST = 20  # quotes in quotes, lists in lists
WHOLE = re.compile(r"https?://|www\.|mailto:|[^/]+@", re.IGNORECASE)
BLOCKS = ["blockquote", "fence", "list"]
INLINE = ["autolink", "backticks", "emphasis", "entity", "escape", "link", "linkify", "newline", "strikethrough"]


def _parser() -> MarkdownIt:
    made = MarkdownIt("zero", {"breaks": True, "linkify": True, "maxNesting": DEEPEST})
    made.enable([*BLOCKS, *INLINE, "balance_pairs", "fragments_join", "text_join"])
    made.core.ruler.push("only_addresses", _only_whole_addresses)
    return made


def _only_whole_addresses(state: StateCore) -> None:
    """ "End of line.Next one" is no link to line.Next: what is made a link by itself has a scheme, www. or an @."""
    for block in state.tokens:
        for opening, text in pairwise(block.children or []):
            if opening.markup == "linkify" and opening.nesting == 1 and not WHOLE.match(text.content):
                opening.attrs.pop("href", None)


_markdown = _parser()


def as_kept(text: str) -> str:
    """What somebody typed, for when they want to change it: without what no database takes."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def to_html(text: str) -> str:
    """Sanitised, as `body.clean_remark` leaves it; "" where there is nothing to see."""
    html = body.clean_remark(_markdown.render(as_kept(text)))
    return html if any(_shows(letter) for letter in body.plain_text(html)) else ""


def _shows(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) not in {"Cc", "Cf", "Mn", "Cn"}
