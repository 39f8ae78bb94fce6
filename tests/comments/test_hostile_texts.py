"""No text takes long to judge: five thousand words on each list, and what is made to be slow for them.

Work is counted in calls of functions and compared between texts of different length: clocks depend on who else is
running here. Regular expressions make no calls, so they are told apart by what they are given.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import judging, markup, posting
from comments.judging import Measures
from comments.models import Comment, Rules
from comments.words import BadEntry, entry
from tests.comments.ruled import posted, ruled

ENTRIES = 5000
HOSTILE = {
    "one word": lambda size: "a" * size,
    "one letter at a time": lambda size: "a " * (size // 2),
    "almost an entry": lambda size: "ab1999" * (size // 6),
    "entries": lambda size: "word17x " * (size // 8),
    "quotes": lambda size: "> " * (size // 2) + "x",
    "lists": lambda size: "- " * (size // 2) + "x",
    "stars": lambda size: "*a" * (size // 2),
    "underscores": lambda size: "_" * size,
    "backticks": lambda size: "`" * (size - 1) + " ",
    "brackets": lambda size: "[" * size,
    "links": lambda size: "[a](" * (size // 4),
    "addresses": lambda size: "http://a.b " * (size // 11),
    "dots": lambda size: "www." * (size // 4),
    "at signs": lambda size: "a@" * (size // 2),
    "angles": lambda size: "<a " * (size // 3),
    "entities": lambda size: "&#x41;" * (size // 6),
    "marks": lambda size: "a" + "\u0301" * (size - 1),
    "invisible": lambda size: "w\u200b" * (size // 2),
    "backslashes": lambda size: "\\" * (size - 1) + "x",
}


@pytest.fixture(scope="module")
def measures() -> Measures:
    return made_of(ENTRIES)


def made_of(entries: int) -> Measures:
    """Plain words, with stars at either end, and phrases."""
    shapes = ("word{}x", "pre{}*", "*ab{}", "mid{}*dle", "some words {}", "council* {}")
    lines = "\n".join(shapes[number % len(shapes)].format(number) for number in range(entries))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(judging.learning, "newest", lambda: None)
        return Measures.of(Rules(pk=1, suspect_words=lines, banned_words="zz*zz", denied_domains="bad.example"))


def calls_of(work: Callable[[], Any]) -> int:
    """Of functions, in Python and in C."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def judged(text: str, measures: Measures) -> None:
    judging.shingles.cache_clear()
    html = markup.to_html(text)
    judging.read(html, measures, is_new=True)
    judging.shingles(html)


@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_the_text_is_four_times_the_work(measures: Measures, name: str):
    text = HOSTILE[name]
    judged(text(100), measures)  # what is made once
    short, long = (calls_of(lambda size=size: judged(text(size), measures)) for size in (1250, 5000))
    assert long < 6 * short + 2000


def test_more_entries_are_not_more_work_for_a_text(measures: Measures):
    few, text = made_of(50), "What the council said about the bridge was, in some words, not so. " * 60
    for each in (few, measures):
        judged(text, each)
    assert calls_of(lambda: judged(text, measures)) < 1.2 * calls_of(lambda: judged(text, few))


@pytest.mark.parametrize("written", ["*a*b*c*d*", "a*", "*", "a" * 101])
def test_what_would_be_slow_to_look_for_cannot_be_entered(written: str):
    with pytest.raises(BadEntry):
        entry(written)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_taken_or_refused_and_nothing_else(
    published: Callable[..., Article], reader: User, name: str
):
    ruled(suspect_words="word17x", per_reader=99)
    text = HOSTILE[name](posting.LONGEST)
    try:
        comment = posted(published(), text, reader)
    except posting.Refused:
        assert not Comment.objects.exists()
    else:
        assert comment.created_at <= timezone.now()


def test_a_text_that_is_too_long_is_not_even_read(published: Callable[..., Article], reader: User, monkeypatch):
    monkeypatch.setattr(markup, "to_html", None)
    with pytest.raises(posting.Refused, match="too long"):
        posted(published(), "a" * 1_000_000, reader)
