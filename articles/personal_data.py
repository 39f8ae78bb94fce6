"""What readers keep and follow, handed to them. Bylines are the publication's, and stay: they are what was printed."""

from collections.abc import Iterator

from accounts.models import User
from accounts.personal_data import Holding, Leaving, Row
from articles.models import Article, Author, Follow, Presence, SavedArticle, SavedFilter
from articles.site_url import absolute


def saved(user: User) -> Iterator[Row]:
    rows = SavedArticle.objects.of(user).select_related("article__category").order_by("saved_at", "pk")
    for row in rows.defer("article__body", "article__notes").iterator(chunk_size=1000):
        article, is_visible = row.article, row.article.is_visible  # what the desk took back is not told here either
        yield {
            "saved_at": row.saved_at,
            "number": article.pk,
            "headline": article.headline if is_visible else "",
            "address": absolute(article.get_absolute_url()) if is_visible else "",
        }


def followed(user: User) -> Iterator[Row]:
    for follow in Follow.objects.of(user).with_followed().order_by("followed_at", "pk"):
        yield {"followed_at": follow.followed_at, "kind": follow.kind, "name": str(follow.followed)}


HOLDINGS = [Holding("saved_articles", saved), Holding("follows", followed)]


def erase(leaving: Leaving) -> None:
    user = leaving.user
    SavedArticle.objects.of(user).delete()
    Follow.objects.of(user).delete()
    Author.objects.filter(user=user).update(user=None)
    Presence.objects.filter(user=user).delete()
    SavedFilter.objects.filter(user=user).delete()
    Article.objects.filter(assigned_to=user).update(assigned_to=None)
