"""Four times as long takes about four times as long, wherever a reader's text goes through a pattern or a parser.

Function calls, which tests/comments/test_hostile_texts.py counts, say nothing of patterns: here processor time is
compared with that of a shorter text a moment before, the best of some tries. Quadratic would be sixteen times.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.text import slugify

from accounts.models import User, name_key
from articles import body
from articles.models import Article
from comments import judging, likeness, links, markup, mentions
from comments.words import WordList
from tests.comments.said import say

SHORT, TIMES, TRIES = 8_000, 4, 3
MOST = 2.3 * TIMES  # halfway to sixteen, in the logarithm
PIECES = [
    "a",
    "a ",
    "@a ",
    "@",
    "<",
    "<a ",
    "<!--",
    "&#",
    "&amp;",
    "> ",
    "*",
    "[",
    "](",
    "a.",
    "http://a.b/ ",
    "\u0301",
]
PIECES += ["\u202e", "w\u200b", "x@", "//", "- ", "~", "`", "ﬀ", "1 ", "\\", "www."]


@pytest.fixture(scope="module")
def entries() -> WordList:
    shapes = ("a*{}x", "pre{}*", "*ab{}", "a{}*a*z", "a a {}", "a* {}")
    return WordList(shapes[number % len(shapes)].format(f"b{number}") for number in range(5000))


def cost(work: Callable[[str], Any], text: str) -> float:
    def once() -> float:
        judging.shingles.cache_clear()
        started = time.process_time()
        work(text)
        return time.process_time() - started

    return min(once() for _ in range(TRIES))


def is_linear(work: Callable[[str], Any], piece: str, size: int = SHORT) -> bool:
    """Asked again before it is believed that it is not: somebody else may have used the processor's cache."""
    short, long = (piece * (size * times // len(piece)) for times in (1, TIMES))
    work(short)
    return any(cost(work, long) < MOST * cost(work, short) + 0.005 for _ in range(3))


WORK: dict[str, Callable[[str], Any]] = {
    "plain text": body.plain_text,
    "sanitising": body.clean_remark,
    "names": name_key.of,
    "addresses": slugify,
    "hosts": lambda text: links.host_of(f"https://{text}", base="https://news.example/"),
    "links": lambda text: links.hosts(f'<a href="https://{text}">x</a>', base="https://news.example/"),
    "likeness": likeness.features,
    "shingles": judging.shingles,
    "as kept": markup.as_kept,
}


@pytest.mark.parametrize("name", WORK)
def test_patterns_and_parsers(name: str):
    assert [piece for piece in PIECES if not is_linear(WORK[name], piece)] == []


def test_words(entries: WordList):
    """Even of one word that is a megabyte long."""
    assert [piece for piece in PIECES if not is_linear(lambda text: list(entries.find(text)), piece)] == []
    assert is_linear(lambda text: list(entries.find(text)), "a", 250_000)  # a quarter of it, and all


def test_markup():
    """As long as a comment may be."""
    assert [piece for piece in PIECES if not is_linear(markup.to_html, piece, 5000 // TIMES)] == []


def test_mentions(published: Callable[..., Article], reader: User, author_of_one: User):
    article = published()
    say(article, user=author_of_one)

    def linked(text: str) -> str:
        return mentions.linked(f"<p>{text}</p>", article.pk, by=reader)

    pieces = [piece for piece in PIECES if "<" not in piece]
    assert [piece for piece in [*pieces, "@Ann ", "@Ann, Bob & Co ", "@<b>a</b>"] if not is_linear(linked, piece)] == []


@pytest.fixture
def author_of_one(db: None) -> User:
    return User.objects.create_user("ann@example.org", display_name="Ann")


@pytest.mark.parametrize("address", ["/search/?q={}", "/tag/{}/", "/discussion/1/?after={}", "/{}/"])
@pytest.mark.django_db
def test_addresses(client: Client, address: str):
    def asked(text: str) -> None:
        client.get(address.format(quote(text)))

    assert [
        piece for piece in ("a", "a ", "1.", "%", "*", "'", '"a" ', "a-") if not is_linear(asked, piece, 2000)
    ] == []
