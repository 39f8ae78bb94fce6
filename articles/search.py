"""Finding articles by their words."""

from django.db.models import Q

from articles.models import Article
from articles.models.article import ArticleQuerySet

MOST = 50
LONGEST_QUERY = 200
MOST_WORDS = 8


def find(query: str, most: int = MOST) -> ArticleQuerySet:
    """Visible articles that hold every word of `query`, newest first, at most `most`. No query is an error."""
    wanted = words(query)
    if not wanted:
        return Article.objects.none()
    articles = Article.objects.visible()
    for word in wanted:
        articles = articles.filter(
            Q(headline__icontains=word) | Q(standfirst__icontains=word) | Q(body__icontains=word)
        )
    return articles.for_cards().latest_first()[:most]


def words(query: str) -> list[str]:
    """The words looked for: a few, without quotation marks and characters no database takes."""
    readable = "".join(letter if letter.isprintable() and letter not in '"“”' else " " for letter in query)
    return list(dict.fromkeys(readable[:LONGEST_QUERY].lower().split()))[:MOST_WORDS]
