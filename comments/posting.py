"""Putting a reader's comment into the discussion: whether it may, and where in the thread it stands."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article
from comments import discussions, markup
from comments.models import Comment
from comments.models.comment import MAX_DEPTH, STEP, path_step

LONGEST = 5000  # characters
# The same words twice are one comment, sent twice; so many in so long are more than anybody writes.
AGAIN = timedelta(minutes=10)
MOST, WITHIN = 5, timedelta(minutes=1)
TRIES = 5


class Refused(Exception):
    """Why a comment was not taken, in words for whoever wrote it."""


def may_comment_on(article: Article) -> bool:
    return article.comments_policy == Article.CommentsPolicy.OPEN and article.is_visible


def post(article: Article, text: str, *, by: User, reply_to: Comment | None = None, ip: str | None = None) -> Comment:
    """Waits for a moderator. Sent twice, it is there once. Raises Refused."""
    written = to_html(text)
    with transaction.atomic():
        User.objects.locked(by)
        discussions.lock([article.pk])
        article = Article.objects.get(pk=article.pk)
        if not may_comment_on(article):
            raise Refused(_("Comments on this article are closed."))
        above = _answered(article, reply_to)
        mine = Comment.objects.filter(user=by)
        same = mine.filter(article=article, parent=above, body=written, created_at__gt=timezone.now() - AGAIN)
        if already := same.first():
            return already
        if mine.filter(created_at__gt=timezone.now() - WITHIN).count() >= MOST:
            raise Refused(_("You have written a lot in a short time. Wait a minute, then send this one."))
        return _put(Comment(article=article, user=by, body=written, source=markup.as_kept(text), ip_address=ip), above)


def _answered(article: Article, reply_to: Comment | None) -> Comment | None:
    """As it is now: it may have been removed while the answer was written. Raises Refused."""
    if reply_to is None:
        return None
    found = Comment.objects.visible().filter(article=article, pk=reply_to.pk).first()
    if not found:
        raise Refused(_("The comment you answer is no longer here."))
    return found


def to_html(text: str) -> str:
    """What is kept of what somebody typed. Raises Refused for nothing and for too much."""
    if len(text) > LONGEST:
        over = len(text) - LONGEST
        raise Refused(_("This is %(over)d characters too long: at most %(most)d.") % {"over": over, "most": LONGEST})
    written = markup.to_html(text)
    if not written:
        raise Refused(_("Write something first."))
    return written


def _put(comment: Comment, above: Comment | None) -> Comment:
    """At the end of the replies to `above`. Where the tree is at its deepest, beside it."""
    while above and above.depth >= MAX_DEPTH:
        above = above.parent
    comment.parent, comment.depth = above, above.depth + 1 if above else 0
    start = above.path[: STEP * (above.depth + 1)] if above else ""
    for tries_left in reversed(range(TRIES)):
        comment.path = start + path_step(comment.created_at)
        try:
            with transaction.atomic():
                comment.save(force_insert=True)
                return comment
        except IntegrityError:  # another comment of the same millisecond, with the same random step
            if not tries_left:
                raise
    raise AssertionError("unreachable")
