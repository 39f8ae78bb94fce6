"""What someone wrote, for themselves: also what waits, and what was not published."""

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.sections import Words
from articles import body
from articles.models import Article
from articles.pagination import Cursor
from comments.models import Comment

PAGE_SIZE = 20
Status = Comment.Status
# Whoever wrote spam is not told how it was found out.
SAID: dict[str, Promise] = {
    Status.PENDING: _("Waiting to be read by us"),
    Status.APPROVED: _("Published"),
    Status.REJECTED: _("Not published"),
    Status.SPAM: _("Not published"),
    Status.RETURNED: _("Returned to you, for a change"),
    Status.WITHDRAWN: _("Removed by you"),
}
NO_LONGER_THERE = _("The article is no longer there")


class Own(NamedTuple):
    comment: Comment
    said: Words
    text: str
    address: str


class OwnPage(NamedTuple):
    comments: list[Own]
    before: Cursor | None
    older: Cursor | None


def page(user: User, before: str = "") -> OwnPage:
    """Newest first. Raises BadCursor."""
    cursor, comments = Cursor.parse(before), _of(user)
    if cursor:
        comments = comments.filter(
            Q(created_at__lt=cursor.published_at) | Q(pk__lt=cursor.pk), created_at__lte=cursor.published_at
        )
    found = list(comments.select_related("article__category").defer("article__body")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    older = Cursor(shown[-1].created_at, shown[-1].pk) if len(found) > PAGE_SIZE else None
    readable = set(
        Article.objects.visible().filter(pk__in={each.article_id for each in shown}).values_list("pk", flat=True)
    )
    return OwnPage([_own(each, each.article_id in readable) for each in shown], cursor, older)


def summary(user: User) -> Words:
    count = _of(user).count()
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count} if count else _("None yet")


def _of(user: User) -> QuerySet[Comment]:
    return Comment.objects.filter(user=user).order_by("-created_at", "-pk")


def _own(comment: Comment, is_readable: bool) -> Own:
    """With the address of the comment while it can be read there, or of the article; none while that cannot be."""
    address = comment.article.get_absolute_url() if is_readable else ""
    if address and comment.status == Status.APPROVED:
        address += f"#comment-{comment.pk}"
    said = SAID[comment.status] if is_readable else NO_LONGER_THERE
    return Own(comment, said, body.render_remark(comment.body), address)
