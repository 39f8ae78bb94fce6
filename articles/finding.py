"""Finding articles at the desk: by words of the headline, standfirst, address, bylines and tags, in any state."""

from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from articles.models import Article, Byline
from articles.models.article import ArticleTag
from articles.search import words

Articles = QuerySet[Article]


def narrowed(articles: Articles, query: str) -> Articles:
    """Those that have every word somewhere."""
    wanted = sorted(words(query), key=_rarest_first)
    if not wanted:
        return articles
    if connection.vendor == "sqlite":
        # One walk through the index of words, and one in the order of the list: with the key as it is, SQLite would
        # rather fetch every article that was found, body and all, and sort them.
        found = _with_all(Article.objects.order_by(), wanted).values("pk")
        return articles.alias(key=F("pk") + 0).filter(key__in=found)
    if len(wanted) == 1:  # three letters at a time, of which few articles may have all
        texts = Article.objects.order_by().filter(_in_texts(wanted[0])).values("pk")
        return articles.filter(pk__in=texts.union(_signed(wanted[0]), _tagged(wanted[0])))
    return _with_all(articles, wanted)


def _rarest_first(word: str) -> tuple[bool, int]:
    """What is looked for first is looked for most often. Many articles share a word; few a number, or a long one."""
    return not any(letter.isdigit() for letter in word), -len(word)


def _with_all(articles: Articles, wanted: list[str]) -> Articles:
    """What names bring is looked up once, and only where a text without the word asks for it."""
    for word in wanted:
        articles = articles.filter(_in_texts(word) | Q(pk__in=_signed(word)) | Q(pk__in=_tagged(word)))
    return articles


def _in_texts(word: str) -> Q:
    return Q(headline__icontains=word) | Q(slug__icontains=word) | Q(standfirst__icontains=word)


def _signed(word: str) -> QuerySet[Any, Any]:
    return Byline.objects.order_by().filter(author__name__icontains=word).values("article")


def _tagged(word: str) -> QuerySet[Any, Any]:
    return ArticleTag.objects.order_by().filter(tag__name__icontains=word).values("content_object")
