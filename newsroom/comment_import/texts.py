"""The HTML of a comment elsewhere as the HTML of a comment here."""

import re
from html import escape, unescape
from urllib.parse import parse_qs, urlsplit

from articles import body
from articles.depths import without_depths
from newsroom.wordpress.paragraphs import with_paragraphs

LONGEST = 100_000  # characters of HTML; twenty times what a reader may write here
LINES = re.compile(r"<(?:p|br|div|blockquote|ul|ol|pre)\b", re.IGNORECASE)
DIV = re.compile(r"<(/?)div\b[^<>]{0,500}>", re.IGNORECASE)
# Disqus leads every link past its own counter; the address is in it, with a check sum behind it.
COUNTED = re.compile(r"""href=(["'])(https?://disq\.us/(?:url)?\?[^"'<>]{1,4000})\1""", re.IGNORECASE)
CHECKED = re.compile(r"(https?://.+):[\w-]{27}\Z")


def html_of(given: str) -> str:
    """Sanitised. What has no markup of lines gets paragraphs where its line breaks are."""
    if len(given) > LONGEST:
        given = given[:LONGEST].rpartition("<")[0] or given[:LONGEST]
    if "<" not in given and "&" not in given and "\n" not in given:
        return f"<p>{given.strip()}</p>" if given.strip() else ""
    text = DIV.sub(r"<\1p>", COUNTED.sub(_uncounted, given))
    if LINES.search(text):
        text = text.replace("\r", "").replace("\n", " ")  # breaks there are elements, and these mean nothing
    return body.clean_remark(with_paragraphs(without_depths(text)))


def _uncounted(match: re.Match[str]) -> str:
    try:
        [address] = parse_qs(urlsplit(unescape(match.group(2))).query)["url"]
    except (KeyError, ValueError):
        return match.group(0)
    found = CHECKED.match(address)
    return f'href="{escape(found.group(1) if found else address)}"'
