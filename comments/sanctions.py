"""What a reader who breaks the rules gets. It takes their voice, for a time or for good, and never their account."""

from datetime import datetime
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit, mail
from accounts.models import User
from comments import records
from comments.models import Comment, Decision, Sanction

Kind = Sanction.Kind
Verb = Decision.Verb
VERBS = {Kind.WARNING: Verb.WARN, Kind.SUSPENSION: Verb.SUSPEND, Kind.BAN: Verb.BAN}
IN_AUDIT_LOG = {
    Verb.WARN: "warn_commenter",
    Verb.SUSPEND: "suspend_commenter",
    Verb.BAN: "ban_commenter",
    Verb.LIFT: "lift_sanction",
    Verb.APPEAL: "decide_appeal",
}


class Refused(Exception):
    """Why it was not done, in words for the moderator."""


def impose(
    user: User, kind: Sanction.Kind, words: str, *, by: User, until: datetime | None = None, comment: int | None = None
) -> Sanction:
    """And tells the reader by mail. Raises Refused."""
    if user.is_staff:
        raise Refused(_("People of the desk are not sanctioned as readers."))
    if not words.strip():
        raise Refused(_("Say why: the reader is told."))
    if kind == Kind.SUSPENSION and (until is None or until <= timezone.now()):
        raise Refused(_("A suspension needs an end that is still to come."))
    about = Comment.objects.filter(pk=comment, user=user).first() if comment else None
    with transaction.atomic():
        User.objects.locked(user)
        until = until if kind == Kind.SUSPENSION else None
        made = Sanction.objects.create(user=user, kind=kind, words=words.strip(), by=by, until=until, comment=about)
        log(VERBS[kind], made, records.absent(made), by=by, words=made.words)
        address = settings.SITE_URL + reverse("comments:sanctions")
        tell(user, "comments/email/sanction", {"sanction": made, "address": address})
    return made


def lift(number: int, *, by: User, bulk: UUID | None = None) -> Sanction:
    """Ends it before its time. Raises Refused."""
    with transaction.atomic():
        sanction = Sanction.objects.select_for_update(of=("self",)).filter(pk=number, lifted_at=None).first()
        if not sanction:
            raise Refused(_("It was lifted already."))
        before = records.row(sanction)
        sanction.lifted_at = timezone.now()
        sanction.save(update_fields=["lifted_at"])
        log(Verb.LIFT, sanction, before, by=by, bulk=bulk)
        tell(sanction.user, "comments/email/lifted", {"sanction": sanction})
    return sanction


def log(
    verb: Decision.Verb, made: Sanction, before: records.Row, *, by: User, words: str = "", bulk: UUID | None = None
) -> Decision:
    audit.record(IN_AUDIT_LOG[verb], by=by, subject=made.user, sanction=made.pk)
    return Decision.objects.create(
        verb=verb,
        by_id=by.pk,
        user_id=made.user_id,
        before={"sanction": before},
        after={"sanction": records.row(made)},
        words=words,
        bulk=bulk or uuid4(),
    )


def tell(user: User, template: str, context: dict[str, object]) -> None:
    """By mail, if the address is proved to be theirs."""
    address = EmailAddress.objects.filter(user=user, verified=True, primary=True).first()
    if address and user.is_active:
        mail.send(template, address.email, context)
