"""What articles saved by themselves is kept whole for a month; then the last text of each stretch of typing stands.

A stretch is what one person typed with nothing else recorded in between. Everything saved on purpose stays for good.
"""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.query import QuerySet
from django.utils import timezone

from articles.models import Article, PreviewLink, Remark, Revision
from articles.writing import AUTOSAVE

WHOLE_FOR = timedelta(days=30)
AT_ONCE = 500


def thin_out() -> int:
    """Returns how many revisions it deleted. Their numbers are not given again."""
    deleted = 0
    while batch := list(superfluous().values_list("pk", flat=True)[:AT_ONCE]):
        # Asked again: meanwhile somebody may have shown one to a lawyer.
        deleted += superfluous().filter(pk__in=batch).delete()[0]
    return deleted


def superfluous() -> "QuerySet[Revision]":
    """Old autosaves that the same person's next one followed, and that nothing else holds on to."""
    following = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number")).order_by("number")
    remarks = Remark.objects.filter(article=OuterRef("article"), revision_number=OuterRef("number"))
    old = Revision.objects.filter(
        verb=AUTOSAVE, created_at__lt=timezone.now() - WHOLE_FOR, is_published=False, is_aside=False
    )
    old = old.annotate(
        next_verb=Subquery(following.values("verb")[:1]), next_by=Subquery(following.values("created_by")[:1])
    )
    return old.filter(
        ~Exists(Article.objects.filter(working_copy=OuterRef("pk"))),
        ~Exists(PreviewLink.objects.filter(revision=OuterRef("pk"))),
        ~Exists(remarks),
        next_verb=AUTOSAVE,
        next_by=F("created_by"),
    ).order_by("pk")
