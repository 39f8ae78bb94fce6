"""What lists of articles tell of their discussions: how much is said, and where."""

from django.db.models import Case, F, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from articles.models import Article
from articles.models.commented import Comments
from comments.models import Discussion

WITHHELD = -1


def page(article: Article) -> str:
    return f"{article.get_absolute_url()}#comments"


def feed(article: Article) -> str:
    return reverse("discussion_feed", args=[article.pk])


# One look into one index for each article.
SEEN = Case(When(withheld_at=None, then=F("visible")), default=Value(WITHHELD), output_field=IntegerField())
VISIBLE = Subquery(Discussion.objects.filter(article=OuterRef("pk")).values(seen=SEEN))
COMMENTS = Comments(counted=NullIf(Coalesce(VISIBLE, 0), Value(WITHHELD)), page=page, feed=feed)
