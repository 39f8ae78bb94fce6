"""What readers wrote, handed to them and forgotten."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from accounts.personal_data import Holding, Leaving, Row
from articles.site_url import absolute
from comments.models import Comment

BATCH = 1000
NOBODY: dict[str, Any] = {"user": None, "guest_name": "", "guest_email": "", "guest_url": "", "ip_address": None}


def written(user: User) -> Iterator[Row]:
    comments = Comment.objects.filter(user=user).select_related("article__category").order_by("created_at", "pk")
    for comment in comments.defer("article__body", "article__notes").iterator(chunk_size=1000):
        article, is_visible = comment.article, comment.article.is_visible  # the desk's drafts are nobody's data
        yield {
            "number": comment.pk,
            "written_at": comment.created_at,
            "article": article.headline if is_visible else "",
            "address": absolute(f"{article.get_absolute_url()}#comment-{comment.pk}") if is_visible else "",
            "in_reply_to": comment.parent_id,
            "state": comment.status,
            "text": comment.body,
            "ip": comment.ip_address,
        }


HOLDINGS = [Holding("comments", written)]


def erase(leaving: Leaving) -> None:
    """Of guests too, who had one of the addresses: whoever proved that it is theirs wrote under it."""
    theirs = Q(user=leaving.user)
    for address in leaving.addresses:
        theirs |= Q(guest_email__iexact=address)
    comments = Comment.objects.filter(theirs)
    gone = comments.exclude(status=Comment.Status.APPROVED) if leaving.keeps_comments else comments
    gone.update(body="", status=Comment.Status.REJECTED)
    comments.update(**NOBODY)
    _clear_empty_places()


def _clear_empty_places() -> None:
    """What somebody answered stays, empty and hidden from readers, so that the answers keep their place."""
    empty = Comment.objects.filter(body="", status=Comment.Status.REJECTED, user=None, guest_name="", guest_email="")
    ends = empty.filter(~Exists(Comment.objects.filter(parent=OuterRef("pk"))))
    while numbers := list(ends.values_list("pk", flat=True)[:BATCH]):  # each time, what they answered may be an end
        Comment.objects.filter(pk__in=numbers).delete()
