"""Readers point out comments that break the rules. What a report weighs follows from how often they were right.

Above `Rules.hold_reports` a comment waits hidden for a moderator. Once a moderator has approved one that was reported,
further reports only put it into the queue: no number of readers hides what somebody looked at. What its author changed
since then nobody has looked at.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments import decisions, discussions, moderation, modes, rules
from comments.decisions import Act
from comments.models import Comment, Decision, Report

MOST, WITHIN = 20, timedelta(hours=1)
LONGEST = 1000  # characters
NEW = 0.5  # what reports of new accounts weigh less: they cost nothing to open
RULE = "reports"


class Refused(Exception):
    """Why a report was not taken, in words for whoever made it."""


def report(comment_id: int, reason: str, text: str = "", *, by: User) -> Report:
    """Once for each comment and reader: the first one stays. Raises Refused."""
    if reason not in Report.Reason.values:
        raise Refused(_("Choose what is wrong with it."))
    text = text.replace("\0", "").strip()  # which PostgreSQL does not take
    if len(text) > LONGEST:
        raise Refused(_("Say it in fewer words: at most %(most)d characters.") % {"most": LONGEST})
    with transaction.atomic():
        User.objects.locked(by)
        comment = next(iter(decisions.locked([comment_id])), None)
        if already := Report.objects.filter(comment=comment_id, user=by).first():
            return already
        if not comment or not _may_report(comment, by):
            raise Refused(_("This comment cannot be reported."))
        if Report.objects.filter(user=by, at__gt=timezone.now() - WITHIN).count() >= MOST:
            raise Refused(_("You have reported a lot in a short time. Try again in an hour."))
        made = Report.objects.create(comment=comment, user=by, reason=reason, text=text, weight=weight(by))
        _weigh(comment, made)
        modes.cool_down(comment.article_id, made.at)
        return made


def _may_report(comment: Comment, by: User) -> bool:
    is_shown = comment.is_visible and not discussions.is_withheld(comment.article_id)
    return is_shown and comment.user_id != by.pk


def weight(reader: User) -> float:
    """1 for whom nothing is known of, up to nearly 2 for who was always right, and nearly 0 for who never was."""
    decided = Report.objects.filter(user=reader).aggregate(
        right=Count("pk", filter=Q(outcome=Report.Outcome.UPHELD)), all=Count("pk", filter=~Q(outcome=""))
    )
    by_history = 2 * (decided["right"] + 1) / (decided["all"] + 2)
    is_new = reader.date_joined > timezone.now() - timedelta(days=rules.brief().new_days)
    return round(by_history * (NEW if is_new else 1), 3)


def _weigh(comment: Comment, made: Report) -> None:
    Comment.objects.filter(pk=comment.pk).update(report_weight=F("report_weight") + made.weight)
    comment.refresh_from_db(fields=["report_weight"])
    in_force = rules.brief()
    if comment.report_weight < in_force.hold_reports or _was_looked_at(comment):
        return
    held = [*comment.held_for, {"rule": RULE, "words": ""}]
    values = {"status": Comment.Status.PENDING, "queued_at": timezone.now(), "held_for": held}
    decisions.change([(comment, values)], moderation.Verb.HOLD, Act(by=None, rule=RULE, rules_version=in_force.pk))


def _was_looked_at(comment: Comment) -> bool:
    since = Report.objects.filter(comment=comment).aggregate(first=Min("at"))["first"]
    if comment.edited_at:
        since = max(since, comment.edited_at)
    approvals = Decision.objects.filter(comment_id=comment.pk, verb=Decision.Verb.APPROVE, by_id__isnull=False)
    return approvals.filter(at__gt=since).exists()
