import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.mending import mended


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ([2, 3, 4], [2, 3, 4]),
        ([2, 6], [2, 3]),
        ([3, 3, 4, 3], [2, 2, 3, 2]),
        ([4, 2, 5, 3], [2, 2, 3, 3]),
        ([2, 5, 5, 6, 2], [2, 3, 3, 4, 2]),
    ],
)
def test_headings_leave_no_gaps(written, shown):
    html = "".join(f'<h{level} id="text-{level}">A</h{level}><p>x</p>' for level in written)
    pairs = zip(written, shown, strict=True)
    assert mended(html) == "".join(f'<h{new} id="text-{old}">A</h{new}><p>x</p>' for old, new in pairs)


@given(st.lists(st.integers(2, 6)))
def test_whatever_is_written_the_outline_holds(written):
    html = mended("".join(f"<h{level}>A</h{level}>" for level in written))
    levels = [1, *map(int, re.findall(r"<h([2-6])>", html))]
    assert len(levels) == len(written) + 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            '<table><tr><th scope="col"></th><th>Year</th></tr></table>',
            "<table><tr><td></td><th>Year</th></tr></table>",
        ),
        ('<dl id="text-x"><dt></dt></dl><p>A</p>', "<p>A</p>"),
        ("<ul><li> </li><li>&nbsp;</li></ul>", ""),
        ("<dl><dt>A</dt><dd>B</dd></dl>", "<dl><dt>A</dt><dd>B</dd></dl>"),
        ('<ul><li><img src="/x"></li></ul>', '<ul><li><img src="/x"></li></ul>'),
        ("<h2>A<h3>B</h3>", "<h2>A<h3>B</h3>"),
    ],
)
def test_what_is_empty_is_no_header_and_no_list(html, shown):
    assert mended(html) == shown
