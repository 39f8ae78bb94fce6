import pytest

from articles.counting import Counts, counts

SENTENCE = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", Counts(0, 1, 0, 0)),
        ("<p>One two three.</p>", Counts(3, 1, 3, 0)),
        ("<p>One two. Three four five six.</p>", Counts(6, 1, 3, 0)),
        ("<p>“Is it so?” she said. It is.</p>", Counts(7, 1, 2, 0)),
        ("<p>The 3.5 per cent of J. Smith</p>", Counts(7, 1, 7, 0)),
        ("<h2>One two</h2><p>Three four</p>", Counts(4, 1, 2, 0)),  # a block ends a sentence
        (f"<p>{SENTENCE} {SENTENCE} {SENTENCE}.</p>", Counts(30, 1, 30, 0)),
        (f"<p>{SENTENCE} {SENTENCE} {SENTENCE} more.</p>", Counts(31, 1, 31, 1)),
        ("<p>w<b>o</b>rd&nbsp;and</p>", Counts(2, 1, 2, 0)),
        (f"<p>{SENTENCE}.</p>" * 46, Counts(460, 2, 10, 0)),
    ],
)
def test_counts(html: str, expected: Counts):
    assert counts(html) == expected
