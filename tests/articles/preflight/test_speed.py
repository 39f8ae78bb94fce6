"""A text of a megabyte is looked at in one pass: four times the text takes about four times as long."""

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import body
from articles.preflight import outline
from articles.preflight.finding import Finding

QUARTER = 250_000
PIECES = {
    "links": '<p><a href="https://example.org/a">word</a></p>',
    "anchors": '<a id="text-a"></a><a href="#">',
    "headings": "<h2>word</h2><h4></h4>",
    "pictures": '<img src="/a" alt="x.jpg">',
    "ampersands": "<p>&lt;a &amp;</p>",
    "comments": "<h2><!-- a",
    "words": "word ",
}


def seconds(html: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        outline.of(html)
        body.plain_text(html)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_grows_with_the_text(piece: str):
    small = body.clean(piece * (QUARTER // len(piece)))
    large = body.clean(piece * (4 * QUARTER // len(piece)))
    assert seconds(large) < 8 * seconds(small) + 0.05


def test_number_of_queries_does_not_grow_with_the_text(found: Callable[..., dict[str, Finding]]):
    text = '<p><a href="/news/{0}/">a</a><img data-picture="{0}" alt="a"></p>'
    counts = []
    for many in (2, 50):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found(body="".join(text.format(number) for number in range(1000, 1000 + many)))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6
