"""Finding articles at the desk: by words of the headline, standfirst, address, bylines and tags, in any state."""

from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Article, Byline
from articles.models.article import ArticleTag
from articles.search import words

Articles = QuerySet[Article]
MANY = 20_000  # articles: to look at that many costs more than to ask of some thousands


def narrowed(articles: Articles, query: str) -> Articles:
    """Those that have every word somewhere."""
    wanted = sorted(words(query), key=_rarest_first)
    if not wanted:
        return articles
    if connection.vendor == "sqlite":
        return _walked(articles, wanted)
    if len(wanted) == 1:  # three letters at a time, of which few articles may have all
        texts = Article.objects.order_by().filter(_in_texts(wanted[0])).values("pk")
        return articles.filter(pk__in=texts.union(_signed(wanted[0]), _tagged(wanted[0])))
    return _with_all(articles, wanted)


def _walked(articles: Articles, wanted: list[str]) -> Articles:
    """One walk through the index of words, and one in the order of the list.

    With the key as it is, SQLite would rather fetch every article that was found, body and all, and sort them. What the
    names of very many bring is not gathered: the walk asks of each article, and soon has enough.
    """
    found = Article.objects.order_by()
    for word in wanted:
        found = found.filter(_names_many(word) | _in_any(word))
    articles = articles.alias(key=F("pk") + 0).filter(key__in=found.values("pk"))
    for word in wanted:
        named = Q(Exists(_signed(word).filter(article=OuterRef("pk"))))
        named |= Q(Exists(_tagged(word).filter(content_object=OuterRef("pk"))))
        in_texts = Article.objects.order_by().filter(_in_texts(word)).values("pk")
        articles = articles.filter(~_names_many(word) | named | Q(key__in=in_texts))
    return articles


def _names_many(word: str) -> Q:
    """Asked once, not of each article."""
    return Q(*(Exists(found[MANY : MANY + 1]) for found in (_signed(word), _tagged(word))), _connector=Q.OR)


def _rarest_first(word: str) -> tuple[bool, int]:
    """What is looked for first is looked for most often. Many articles share a word; few a number, or a long one."""
    return not any(letter.isdigit() for letter in word), -len(word)


def _with_all(articles: Articles, wanted: list[str]) -> Articles:
    """What names bring is looked up once, and only where a text without the word asks for it."""
    for word in wanted:
        articles = articles.filter(_in_any(word))
    return articles


def _in_any(word: str) -> Q:
    return _in_texts(word) | Q(pk__in=_signed(word)) | Q(pk__in=_tagged(word))


def _in_texts(word: str) -> Q:
    return Q(headline__icontains=word) | Q(slug__icontains=word) | Q(standfirst__icontains=word)


def _signed(word: str) -> QuerySet[Any, Any]:
    return Byline.objects.order_by().filter(author__name__icontains=word).values("article")


def _tagged(word: str) -> QuerySet[Any, Any]:
    return ArticleTag.objects.order_by().filter(tag__name__icontains=word).values("content_object")
