"""How pages show what is different between two texts."""

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text_blocks import BlockDifference
from articles.word_difference import Piece

register = template.Library()

# Colour and line are not all there is to see it by.
MARK = '<{0}><span class="visually-hidden">{1} </span>{2}<span class="visually-hidden"> {3}</span></{0}>'
KINDS: dict[str, str | Promise] = {
    "gone": gettext_lazy("Taken out"),
    "new": gettext_lazy("New"),
    "moved_away": gettext_lazy("Stood here before"),
    "moved_here": gettext_lazy("Moved here"),
    "form": gettext_lazy("Only form or links changed"),
}


@register.filter
def in_words(pieces: Iterable[Piece]) -> SafeString:
    """All of them, without a template for each: a long text has thousands."""
    added, end_added = _("[added:]"), _("[end of what was added]")
    removed, end_removed = _("[removed:]"), _("[end of what was removed]")
    marks = {"new": ("ins", added, end_added), "gone": ("del", removed, end_removed)}
    return format_html_join("", "{}", ((_piece(piece, marks.get(piece.kind)),) for piece in pieces))


def _piece(piece: Piece, mark: tuple[str, str, str] | None) -> str:
    return format_html(MARK, mark[0], mark[1], piece.text, mark[2]) if mark else piece.text


@register.filter
def kind_in_words(difference: BlockDifference) -> str:
    return str(KINDS.get(difference.kind, ""))
