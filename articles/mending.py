"""What screen readers cannot follow in a text as it was written, or as it was imported, mended for its page.

The stored text stays as its author left it.
"""

import re

from articles.body import TAG

HEADING = re.compile(rf"<(/?)h([2-6])({TAG})>")
EMPTY_HEADER = re.compile(rf"<th({TAG})>\s*</th>")
SCOPE = re.compile(r'\s+scope="[^"]*"')
# Lists that themes and editors left behind without anything in them.
EMPTY_LIST = re.compile(rf"<(dl|ul|ol){TAG}>(?:\s|&nbsp;|</?(?:dt|dd|li){TAG}>)*</\1>")


def mended(html: str) -> str:
    return EMPTY_HEADER.sub(_cell, EMPTY_LIST.sub("", _without_gaps(html)))


def _cell(match: re.Match[str]) -> str:
    return f"<td{SCOPE.sub('', match.group(1))}></td>"


def _without_gaps(html: str) -> str:
    """No heading lies more than one level below the one before: the headline over the text is the first."""
    shown: list[int] = [1]  # the levels as they will be shown, of the headings that the current one stands under
    written: list[int] = [1]  # and the same as they were written
    ends: list[int] = []

    def level_of(level: int) -> int:
        while written[-1] >= level:
            written.pop()
            shown.pop()
        written.append(level)
        shown.append(shown[-1] + 1)
        return shown[-1]

    def replace(match: re.Match[str]) -> str:
        closes, level, attributes = match.group(1), int(match.group(2)), match.group(3)
        if closes:
            return f"</h{ends.pop() if ends else level}>"
        ends.append(level_of(level))
        return f"<h{ends[-1]}{attributes}>"

    return HEADING.sub(replace, html)
