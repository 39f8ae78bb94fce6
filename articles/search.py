"""Finding articles by their words."""

import re
from collections.abc import Iterable
from html import escape
from itertools import islice

from django.db.models import F, Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles import body
from articles.models import Article

MOST = 50
LOOKED_AT = 200
LONGEST_QUERY = 200
MOST_WORDS = 8


def find(query: str, most: int = MOST) -> list[Article]:
    """Visible articles that hold every word of `query`, newest first, at most `most`. No query is an error.

    The database looks through what is stored, markup included; of what it finds, what readers can read decides. Of the
    newest `LOOKED_AT` alone: a query like "href", which most bodies hold, must not read the whole archive.
    """
    wanted = words(query)
    if not wanted:
        return []
    articles = Article.objects.visible()
    for word in wanted:
        articles = articles.filter(Q(headline__icontains=word) | Q(standfirst__icontains=word) | _in_body(word))
    candidates = articles.for_cards().annotate(stored_body=F("body")).latest_first()[:LOOKED_AT]
    matching = (article for article in candidates if _reads(article, article.__dict__.pop("stored_body"), wanted))
    return list(islice(matching, most))


def _reads(article: Article, stored_body: str, wanted: list[str]) -> bool:
    text = f"{article.headline}\n{article.standfirst}\n{body.plain_text(stored_body)}".lower()
    return all(word in text for word in wanted)


def _in_body(word: str) -> Q:
    """Stored as HTML, where three characters are written otherwise."""
    return Q(body__icontains=word) | Q(body__icontains=escape(word, quote=False))


def words(query: str) -> list[str]:
    """The words looked for: a few, without quotation marks and characters no database takes."""
    readable = "".join(letter if letter.isprintable() and letter not in '"“”' else " " for letter in query)
    return list(dict.fromkeys(readable[:LONGEST_QUERY].lower().split()))[:MOST_WORDS]


def marked(text: str, wanted: Iterable[str]) -> SafeString:
    """The plain text as HTML, with each of the words in a mark element."""
    anywhere = re.compile("|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
    parts, end = [], 0
    for match in anywhere.finditer(text):
        parts.append(format_html("{}<mark>{}</mark>", text[end : match.start()], match.group()))
        end = match.end()
    return format_html_join("", "{}", [*((part,) for part in parts), (text[end:],)])
