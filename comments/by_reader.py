"""What someone wrote, for themselves: also what waits, and what was not published."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.sections import Words
from articles import body
from articles.models import Article
from articles.pagination import Cursor
from comments import held, waiting
from comments.editing import REMOVABLE
from comments.models import Comment, Decision
from comments.models.decision import WITH_PARENT

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
SAYING = [Decision.Verb.REJECT, Decision.Verb.RETURN]
NO_LONGER_THERE = _("The article is no longer there")


class Own(NamedTuple):
    comment: Comment
    said: Words
    reasons: list[str]  # why it waits, or what a moderator said
    text: str
    address: str
    acts: str  # where it can be changed and removed; empty if it cannot
    appeal: str


class OwnPage(NamedTuple):
    comments: list[Own]
    before: Cursor | None
    older: Cursor | None
    wait: Words  # of those that wait; empty if none does, or nobody knows


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
    articles = Article.objects.visible().filter(pk__in={each.article_id for each in shown})
    withheld = dict(articles.values_list("pk", "discussion__withheld_at"))
    told = _told([each.pk for each in shown if each.status != Status.APPROVED])
    own = [_own(each, withheld, told.get(each.pk, "")) for each in shown]
    waits = any(each.status == Status.PENDING for each in shown) and waiting.expected()
    return OwnPage(own, cursor, older, waiting.in_words(waits) if waits else "")


def summary(user: User) -> Words:
    count = _of(user).count()
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count} if count else _("None yet")


def _of(user: User) -> QuerySet[Comment]:
    return Comment.objects.filter(user=user).order_by("-created_at", "-pk")


def _own(comment: Comment, withheld: dict[int, datetime | None], told: str) -> Own:
    """With the address of the comment while it can be read there, or of the article; none while that cannot be."""
    is_readable = comment.article_id in withheld
    address = comment.article.get_absolute_url() if is_readable else ""
    if address and comment.status == Status.APPROVED:
        address += f"#comment-{comment.pk}"
    said = SAID[comment.status] if is_readable else NO_LONGER_THERE
    reasons = held.told(comment.held_for) if comment.status == Status.PENDING else [told] if told else []
    can_act = is_readable and not withheld[comment.article_id] and comment.status in REMOVABLE
    acts = reverse("comments:acts", args=[comment.pk]) if can_act else ""
    text = body.render_remark(comment.body)
    return Own(comment, said, reasons, text, address, acts, _appeal(comment) if is_readable else "")


def _told(numbers: list[int]) -> dict[int, str]:
    """What a moderator said about those that were not published, by the comment's number."""
    saying = Q(verb__in=SAYING) | Q(rule=WITH_PARENT)
    found = Decision.objects.filter(saying, comment_id__in=numbers, undone_by=None).order_by("pk")
    return {each.comment_id: each.told for each in found if each.comment_id and each.told}


def _appeal(comment: Comment) -> str:
    return reverse("comments:appeal", args=[comment.pk]) if comment.status in {Status.REJECTED, Status.SPAM} else ""
