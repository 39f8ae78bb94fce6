"""Putting a reader's comment into the discussion: whether it may, and where in the thread it stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article
from comments import decisions, discussions, judging, markup, mentions, modes, notices, rates, rules
from comments.decisions import Act
from comments.judging import Verdict
from comments.models import Comment, Decision, Rules
from comments.models.comment import MAX_DEPTH, STEP, path_step

LONGEST = 5000  # characters
AGAIN = timedelta(minutes=10)  # the same words twice are one comment, sent twice
TRIES = 5


class Refused(Exception):
    """Why a comment was not taken, in words for whoever wrote it."""


class AgainstRules(Refused):
    """For what it says: a word or a site that no comment may have."""


def may_comment_on(article: Article) -> bool:
    return not modes.closed(article, rules.brief(), timezone.now())


def post(
    article: Article,
    text: str,
    *,
    by: User,
    reply_to: Comment | None = None,
    ip: str | None = None,
    flags: Iterable[str] = (),
    act: Act | None = None,
) -> Comment:
    """Shown at once or waiting for a moderator, as the rules say. Sent twice, it is there once. Raises Refused.

    `flags` is what the form noticed: comments/judging.py has their names. `act` is of a moderator who answers at the
    desk: nothing slows them down, and nothing waits for whoever would approve it themselves.
    """
    written = to_html(text)
    with transaction.atomic():
        User.objects.locked(by)
        discussions.lock([article.pk])
        now = timezone.now()  # after the wait: whoever came before is counted
        article = Article.objects.select_related("category", "discussion").get(pk=article.pk)
        typed = markup.as_kept(text)
        mine = Comment.objects.filter(user=by, article=article, source=typed, created_at__gt=now - AGAIN)
        if already := mine.filter(parent=_with_room(reply_to)).exclude(status=Comment.Status.WITHDRAWN).first():
            return already
        in_force = rules.current()
        if refusal := (modes.closed(article, in_force, now) if act else modes.refusal(article, by, in_force, now)):
            raise Refused(refusal)
        above = _answered(article, reply_to)
        if not act:
            _not_too_quick(by, ip, in_force, now)
        verdict = judging.judge(written, article, by, now, flags=flags)
        if verdict.refused:
            raise AgainstRules(verdict.refused)
        written = mentions.linked(written, article.pk, by=by)
        made = Comment(article=article, user=by, body=written, source=typed, ip_address=ip)
        return _by_the_desk(made, above, act, now) if act else _judged(made, above, verdict, now)


def rejudge(comment: Comment, html: str, *, by: User) -> Verdict:
    """Every rule once more, of a text that takes the place of another; holds the comment if they say so.

    To be called with the author's row and the comment locked. Raises Refused, and has changed nothing then.
    """
    now = timezone.now()
    article = Article.objects.select_related("category", "discussion").get(pk=comment.article_id)
    verdict = judging.judge(html, article, by, now, itself=comment)
    if verdict.refused:
        raise AgainstRules(verdict.refused)
    columns = verdict.columns(now)
    comment.likeness = columns.pop("likeness")
    comment.save(update_fields=["likeness"])
    if not verdict.waits:  # what waits already goes on waiting: nobody approved it
        del columns["status"], columns["queued_at"]
        Comment.objects.filter(pk=comment.pk).update(**columns)
    else:
        act = Act(by=None, rule=_leading(verdict), rules_version=verdict.rules_version)
        decisions.change([(comment, columns)], Decision.Verb.HOLD, act)
    if verdict.is_suspect:
        modes.cool_down(comment.article_id, now)
    return verdict


def _not_too_quick(by: User, ip: str | None, in_force: Rules, now: datetime) -> None:
    """Raises Refused."""
    if rates.reader_is_quick(by, in_force, now):
        raise Refused(_("You have written a lot in a short time. Wait a minute, then send this one."))
    if rates.network_is_quick(rates.network_of(ip), in_force, now):
        raise Refused(_("Much is being written from your network. Wait a minute, then send this one."))


def _judged(comment: Comment, above: Comment | None, verdict: Verdict, now: datetime) -> Comment:
    """What a rule found against it is in the log; that every comment waits is not news."""
    comment.created_at = now
    for name, value in verdict.columns(now).items():
        setattr(comment, name, value)
    made = _put(comment, above)
    if verdict.is_suspect:
        if verdict.waits:
            _log(made, verdict)
        modes.cool_down(made.article_id, now)
    if made.is_visible:
        notices.appear([made.pk])
    return made


def _by_the_desk(comment: Comment, above: Comment | None, act: Act, now: datetime) -> Comment:
    """Undone with the act it is part of, it is as if its author had removed it."""
    comment.created_at, comment.status = now, Comment.Status.WITHDRAWN
    made = _put(comment, above)
    decisions.change([(made, {"status": Comment.Status.APPROVED})], Decision.Verb.REPLY, act)
    made.status = Comment.Status.APPROVED
    return made


def _log(comment: Comment, verdict: Verdict) -> None:
    after = {"status": comment.status, "held_for": comment.held_for, "is_suspect": True}
    Decision.objects.create(
        at=comment.created_at,
        verb=Decision.Verb.HOLD,
        comment_id=comment.pk,
        article_id=comment.article_id,
        user_id=comment.user_id,
        before=after,
        after=after,
        rule=_leading(verdict),
        rules_version=verdict.rules_version,
        bulk=uuid4(),
    )


def _leading(verdict: Verdict) -> str:
    """The rule that found something in the text; else the first for which it waits."""
    rows = sorted(verdict.held_for, key=lambda row: judging.is_ordinary(row))
    return rows[0]["rule"]


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


def _with_room(above: Comment | None) -> Comment | None:
    """Itself, or what it answers where the tree is at its deepest."""
    while above and above.depth >= MAX_DEPTH:
        above = above.parent
    return above


def _put(comment: Comment, above: Comment | None) -> Comment:
    """At the end of the replies to `above`. Where the tree is at its deepest, beside it."""
    above = _with_room(above)
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
