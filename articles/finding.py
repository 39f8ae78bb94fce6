"""Finding articles at the desk: by words of the headline, standfirst, address, bylines and tags, in any state."""

from django.db.models import Q, QuerySet

from articles.models import Article, Byline
from articles.models.article import ArticleTag
from articles.search import words

Articles = QuerySet[Article]


def narrowed(articles: Articles, query: str) -> Articles:
    """Those that have every word somewhere. The longest finds them; for the others only these are looked through."""
    for number, word in enumerate(sorted(words(query), key=len, reverse=True)):
        in_texts = Q(headline__icontains=word) | Q(slug__icontains=word) | Q(standfirst__icontains=word)
        signed = Byline.objects.order_by().filter(author__name__icontains=word).values("article")
        tagged = ArticleTag.objects.order_by().filter(tag__name__icontains=word).values("content_object")
        if number == 0:
            found = Article.objects.order_by().filter(in_texts).values("pk")
            articles = articles.filter(pk__in=found.union(signed, tagged))
        else:
            articles = articles.filter(in_texts | Q(pk__in=signed.union(tagged)))
    return articles
