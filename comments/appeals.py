"""A reader disagrees with a decision, and another moderator than the first one looks again."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from comments import decisions, discussions, moderation, records, sanctions
from comments.decisions import Act
from comments.models import Appeal, Comment, Decision, Sanction

LONGEST = 2000  # characters
Outcome = Appeal.Outcome
REFUSED = {Comment.Status.REJECTED, Comment.Status.SPAM}
REFUSALS = {Decision.Verb.REJECT, Decision.Verb.SPAM}
Refused = sanctions.Refused


def against_comment(comment: Comment, text: str, *, by: User) -> Appeal:
    """Once, while it is refused. Raises Refused."""
    with transaction.atomic():
        (comment,) = decisions.locked([comment.pk])
        if comment.user_id != by.pk or comment.status not in REFUSED or Appeal.objects.filter(comment=comment).exists():
            raise Refused(_("There is nothing to appeal against."))
        return Appeal.objects.create(user=by, comment=comment, against=_who_refused(comment), text=_checked(text))


def _who_refused(comment: Comment) -> User | None:
    """Not who did something else to it since. Nobody, if rules did."""
    in_force = Q(undone_by=None) | Q(undone_by__undone_by__isnull=False)
    refusals = Decision.objects.filter(in_force, comment_id=comment.pk, verb__in=REFUSALS, by_id__isnull=False)
    return User.objects.filter(pk__in=refusals.values_list("by_id", flat=True)[:1]).first()


def against_sanction(sanction: Sanction, text: str, *, by: User) -> Appeal:
    """Once, while it is in force. Raises Refused."""
    with transaction.atomic():
        User.objects.locked(by)
        if sanction.user_id != by.pk or sanction.lifted_at or Appeal.objects.filter(sanction=sanction).exists():
            raise Refused(_("There is nothing to appeal against."))
        return Appeal.objects.create(user=by, sanction=sanction, against=sanction.by, text=_checked(text))


def decide(number: int, outcome: Appeal.Outcome, answer: str, *, by: User) -> Decision:
    """Takes the decision back with it, or leaves it; the reader is told. Raises Refused."""
    act = Act(by=by, words=answer)
    with transaction.atomic():
        comment = Appeal.objects.filter(pk=number).values_list("comment", flat=True).first()
        found = decisions.locked([comment] if comment else [])
        if discussions.withheld(each.article_id for each in found):
            raise Refused(str(discussions.WITHHELD))
        appeal = Appeal.objects.select_for_update(of=("self",)).filter(pk=number, decided_at=None).first()
        if not appeal:
            raise Refused(_("It was decided already."))
        if appeal.against_id == by.pk:
            raise Refused(_("You decided first: another moderator looks at this."))
        if not answer.strip():
            raise Refused(_("Give an answer: the reader is told."))
        if outcome == Outcome.REVERSED:
            _take_back(appeal, act)
        made = _decided(appeal, outcome, answer.strip(), act)
        sanctions.tell(appeal.user, "comments/email/appeal", {"appeal": appeal})
    return made


def check_undo(act: UUID, *, by: User) -> None:
    """Who decided first does not overrule the answer to the appeal either. Raises Refused."""
    rows = Decision.objects.filter(bulk=act, after__has_key="appeal")
    if Appeal.objects.filter(pk__in=[row.after["appeal"]["id"] for row in rows], against=by).exists():
        raise Refused(_("You decided first: another moderator looks at this."))


def _take_back(appeal: Appeal, act: Act) -> None:
    if appeal.comment_id:
        moderation.put([appeal.comment_id], Comment.Status.APPROVED, act)
    elif act.by and appeal.sanction and not appeal.sanction.lifted_at:
        sanctions.lift(appeal.sanction.pk, by=act.by, bulk=act.bulk)


def _decided(appeal: Appeal, outcome: Appeal.Outcome, answer: str, act: Act) -> Decision:
    before = records.row(appeal)
    appeal.outcome, appeal.answer, appeal.decided_by, appeal.decided_at = outcome, answer, act.by, timezone.now()
    appeal.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
    audit.record("decide_appeal", by=act.by, subject=appeal.user, appeal=appeal.pk, outcome=str(outcome))
    return Decision.objects.create(
        verb=Decision.Verb.APPEAL,
        by_id=act.by.pk if act.by else None,
        comment_id=appeal.comment_id,
        user_id=appeal.user_id,
        before={"appeal": before},
        after={"appeal": records.row(appeal)},
        words=answer,
        bulk=act.bulk,
    )


def _checked(text: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Refused(_("Say in at most %(most)d characters why you disagree.") % {"most": LONGEST})
    return text
