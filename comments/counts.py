"""What lists of articles tell of their discussions: how much is said, and where."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from articles.models import Article
from articles.models.commented import Comments
from comments.models import Comment, Discussion

WITHHELD = -1


def page(article: Article) -> str:
    return f"{article.get_absolute_url()}#comments"


def feed(article: Article) -> str:
    return reverse("discussion_feed", args=[article.pk])


def waiting(keys: Collection[int]) -> QuerySet[Any, Any]:
    """By the index of what waits, which is little: that of the articles leads to all that was ever said about them."""
    pending = Comment.objects.order_by().filter(status=Comment.Status.PENDING).alias(of=F("article_id") + 0)
    return pending.filter(of__in=list(keys)).values("article").annotate(number=Count("pk"))


# One look into one index for each article.
SEEN = Case(When(withheld_at=None, then=F("visible")), default=Value(WITHHELD), output_field=IntegerField())
VISIBLE = Subquery(Discussion.objects.filter(article=OuterRef("pk")).values(seen=SEEN))
COMMENTS = Comments(
    counted=NullIf(Coalesce(VISIBLE, 0), Value(WITHHELD)),
    page=page,
    feed=feed,
    waiting=waiting,
    permission="comments.change_comment",
)
