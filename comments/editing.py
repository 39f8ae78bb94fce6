"""A reader changes or removes what they wrote. What others could read before stays readable, beside the new text."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article
from comments import decisions, discussions, figures, markup, mentions, modes, notices, posting, rules
from comments.decisions import Act, Values
from comments.models import Comment, Decision, Discussion, FormerText
from comments.posting import Refused

Status = Comment.Status
MOST = 10  # changes of one comment
REMOVABLE = {Status.APPROVED, Status.PENDING, Status.RETURNED}


def edit_window() -> timedelta:
    return timedelta(minutes=rules.brief().edit_minutes)


def may_edit(comment: Comment, user: User) -> bool:
    """What is shown, for some minutes; and what a moderator gave back, until it is sent again."""
    if comment.user_id != user.pk or modes.sanction_in_force(user, timezone.now()):
        return False
    if comment.status == Status.RETURNED:
        return _may_come_back(comment)
    is_fresh = comment.status == Status.APPROVED and timezone.now() < comment.created_at + edit_window()
    return is_fresh and _is_open(comment)


def may_remove(comment: Comment, user: User) -> bool:
    return comment.user_id == user.pk and comment.status in REMOVABLE and not _is_withheld(comment.article_id)


def edit(comment_id: int, text: str, *, by: User) -> Comment:
    """Every rule is asked again. Raises Refused."""
    written = posting.to_html(text)
    with transaction.atomic():
        User.objects.locked(by)
        comment = _own(comment_id, by)
        if not may_edit(comment, by):
            raise Refused(_("This comment can no longer be changed."))
        if comment.source == markup.as_kept(text) and comment.status == Status.APPROVED:
            return comment
        if comment.former_texts.count() >= MOST:
            raise Refused(_("You have changed this comment often enough."))
        _keep_former(comment)
        _judge_again(comment, written, by)
        comment.body = mentions.linked(written, comment.article_id, by=by)
        comment.source, comment.edited_at = markup.as_kept(text), timezone.now()
        comment.save(update_fields=["body", "source", "edited_at"])
        discussions.bump([comment.article_id])
        comment.refresh_from_db()
        if comment.is_visible:
            notices.appear([comment.pk])  # it may mention somebody else
        return comment


def remove(comment_id: int, *, by: User) -> None:
    """Nothing of what it said is left, and the answers keep their place. Raises Refused."""
    with transaction.atomic():
        User.objects.locked(by)
        comment = _own(comment_id, by)
        if not may_remove(comment, by):
            raise Refused(_("This comment cannot be removed."))
        FormerText.objects.filter(comment=comment).delete()
        emptied: Values = {"body": "", "source": "", "queued_at": None, "featured_at": None, "featured_note": ""}
        emptied |= {"status": Status.WITHDRAWN, "held_for": [], "is_suspect": False, "report_weight": 0}
        Comment.objects.filter(pk=comment.pk).update(**emptied)
        figures.add("removed", 1)


def _own(comment_id: int, by: User) -> Comment:
    """Locked. Raises Refused."""
    found = decisions.locked([comment_id])
    if not found or found[0].user_id != by.pk:
        raise Refused(_("This comment can no longer be changed."))
    return found[0]


def _keep_former(comment: Comment) -> None:
    """What a moderator gave back is nothing for readers, whether they saw it or not."""
    if comment.status == Status.APPROVED:
        FormerText.objects.create(comment=comment, source=comment.source, body=comment.body)


def _judge_again(comment: Comment, written: str, by: User) -> None:
    """Raises Refused. What was returned waits for a moderator, whatever the rules say of it now."""
    posting.rejudge(comment, written, by=by)
    was_returned = Comment.objects.filter(pk=comment.pk, status=Status.RETURNED).exists()
    if was_returned:
        values = {"status": Status.PENDING, "queued_at": timezone.now()}
        decisions.change([(comment, values)], Decision.Verb.HOLD, Act(by=None, rule="edited"))


def _is_open(comment: Comment) -> bool:
    return posting.may_comment_on(Article.objects.select_related("discussion").get(pk=comment.article_id))


def _may_come_back(comment: Comment) -> bool:
    """Also once the discussion closed: it was written in time, and a moderator asked for the change."""
    article = Article.objects.visible().exclude(comments_policy=Article.CommentsPolicy.OFF)
    return article.filter(pk=comment.article_id).exists() and not _is_withheld(comment.article_id)


def _is_withheld(article_id: int) -> bool:
    return Discussion.objects.filter(article=article_id, withheld_at__isnull=False).exists()
