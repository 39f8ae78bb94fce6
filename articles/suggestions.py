"""What the search field offers while one types: headlines and subjects that begin with what is there."""

import unicodedata
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import ngettext
from taggit.models import Tag

from articles import search
from articles.models import Article, ArticleTag, Category

SHORTEST = 2
MOST_ARTICLES, MOST_TOPICS = 6, 2
# Nobody types ahead into the archive: older articles are what the search page is for. With this bound an answer costs
# the same on a site of a thousand articles and of a million.
LOOKED_AT = 5000
TAGS_LOOKED_AT = 20

Line = dict[str, str]


class Suggestions(NamedTuple):
    articles: list[Line]
    topics: list[Line]

    @property
    def said(self) -> str:
        """For those who do not see the list."""
        count = len(self.articles) + len(self.topics)
        return ngettext("%(count)d suggestion", "%(count)d suggestions", count) % {"count": count}


def suggest(query: str) -> Suggestions:
    """Visible articles, newest first, in whose headline each word of `query` begins a word. No query is an error."""
    wanted = [folded(word) for word in search.words(query)]
    if len("".join(wanted)) < SHORTEST:
        return Suggestions([], [])
    return Suggestions(_articles(wanted), _topics(" ".join(search.words(query))))


def _articles(wanted: list[str]) -> list[Line]:
    newest = Article.objects.visible().latest_first().values_list("pk", "headline")[:LOOKED_AT]
    # Compared here, because SQLite knows upper and lower case of English letters only.
    found: list[int] = []
    for pk, headline in newest:
        if _begins(folded(headline), wanted):
            found.append(pk)
            if len(found) == MOST_ARTICLES:
                break
    # Asked again, because an address needs the category. By their keys alone, which are of visible ones: with the rule
    # beside them, SQLite walks through all that is published.
    articles = Article.objects.for_links().in_bulk(found)
    shown = [articles[pk] for pk in found if pk in articles]
    return [{"text": article.headline, "address": article.get_absolute_url()} for article in shown]


def _begins(headline: str, wanted: list[str]) -> bool:
    if not all(word in headline for word in wanted):  # quick, and true of few
        return False
    words = "".join(letter if letter.isalnum() else " " for letter in headline).split()
    return all(any(word.startswith(start) for word in [*words, *headline.split()]) for start in wanted)


def _topics(start: str) -> list[Line]:
    categories = Category.objects.filter(name__istartswith=start).in_order()[:MOST_TOPICS]
    # A tag that no visible article has can tell what is in preparation.
    # From the tag to its articles, each by its key: the other way round walks through all that is published.
    is_visible = Exists(Article.objects.visible().filter(pk=OuterRef("content_object")))
    carried = ArticleTag.objects.filter(is_visible, tag=OuterRef("pk"))
    named = Tag.objects.filter(name__istartswith=start).order_by("name").values("pk")[:TAGS_LOOKED_AT]
    tags = Tag.objects.filter(Exists(carried), pk__in=list(named.values_list("pk", flat=True))).order_by("name")
    lines = [{"text": category.name, "address": category.get_absolute_url()} for category in categories]
    lines += [{"text": tag.name, "address": reverse("articles:tag", args=[tag.slug])} for tag in tags[:MOST_TOPICS]]
    return lines[:MOST_TOPICS]


def folded(words: str) -> str:
    """Without case and accents, so that “resume” finds “Résumé”."""
    if words.isascii():
        return words.lower()
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
