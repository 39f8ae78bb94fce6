"""Whether somebody is told of a reply or a mention: asked when it appears, and again right before a mail says so."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q

from articles.models import Article
from comments import mentions
from comments.models import Comment, Ignored, MutedThread, Notice, Sanction

Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Known:
    """What the answers depend on, read once for all of them."""

    comments: dict[int, Comment]
    mentioned: dict[int, set[int]]
    readable: set[int]  # articles
    reached: set[int]  # people whose address is proved to be theirs
    silenced: set[int]
    muted: Pairs  # who, and which thread
    ignored: Pairs  # who, and whom


DISCUSSION, CHANGED = "discussion", "changed"
FOR_NOW = {DISCUSSION, CHANGED}  # a discussion is restored, what was answered appears again
Check = Callable[[Notice, Comment, Known], bool]
# Why not, in the order in which it is asked. The words stand in `Notice.dropped_for`.
CHECKS: list[tuple[str, Check]] = [
    ("removed", lambda notice, comment, known: not comment.is_visible or not comment.user_id),
    (DISCUSSION, lambda notice, comment, known: comment.article_id not in known.readable),
    ("own", lambda notice, comment, known: comment.user_id == notice.user_id),
    (CHANGED, lambda notice, comment, known: not _is_called(notice, comment, known)),
    ("address", lambda notice, comment, known: notice.user_id not in known.reached),
    ("silenced", lambda notice, comment, known: notice.user_id in known.silenced),
    ("muted", lambda notice, comment, known: (notice.user_id, notice.thread_id) in known.muted),
    ("ignored", lambda notice, comment, known: (notice.user_id, comment.user_id or 0) in known.ignored),
]


def refusal(notice: Notice, known: Known) -> str:
    """Why nobody is told; empty if they are."""
    comment = known.comments.get(notice.comment_id)
    if comment is None:
        return CHECKS[0][0]
    return next((why for why, applies in CHECKS if applies(notice, comment, known)), "")


def known(notices: Collection[Notice], now: datetime) -> Known:
    """With as many queries for a thousand as for one."""
    people = {notice.user_id for notice in notices}
    comments = comments_of(notices)
    authors = {comment.user_id for comment in comments.values()}
    proved = EmailAddress.objects.filter(user__in=people, user__is_active=True, verified=True, primary=True)
    silencing = Sanction.objects.filter(user__in=people, kind__in=[Sanction.Kind.BAN, Sanction.Kind.SUSPENSION])
    silenced = silencing.filter(Q(until=None) | Q(until__gt=now), lifted_at=None)
    threads = {notice.thread_id for notice in notices}
    muted = MutedThread.objects.filter(user__in=people, thread__in=threads)
    ignored = Ignored.objects.filter(user__in=people, ignored__in=authors)
    return Known(
        comments=comments,
        mentioned=mentions.mentioned_in(comments.values()),
        readable=readable({each.article_id for each in comments.values()}),
        reached=set(proved.values_list("user", flat=True)),
        silenced=set(silenced.values_list("user", flat=True)),
        muted=set(muted.values_list("user", "thread")),
        ignored=set(ignored.values_list("user", "ignored")),
    )


def readable(articles: Collection[int]) -> set[int]:
    """Those whose discussions readers see."""
    shown = Article.objects.visible().exclude(comments_policy=Article.CommentsPolicy.OFF)
    return set(shown.filter(pk__in=articles, discussion__withheld_at=None).values_list("pk", flat=True))


def comments_of(notices: Collection[Notice]) -> dict[int, Comment]:
    found = Comment.objects.filter(pk__in={notice.comment_id for notice in notices}).select_related("parent", "user")
    return {comment.pk: comment for comment in found}


def _is_called(notice: Notice, comment: Comment, known: Known) -> bool:
    """Still: the comment may have moved, or lost its mention when it was edited; what it answers may be gone."""
    if notice.kind == Notice.Kind.MENTION:
        return notice.user_id in known.mentioned[comment.pk]
    above = comment.parent
    return above is not None and above.is_visible and above.user_id == notice.user_id
