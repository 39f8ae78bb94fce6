"""Asking people to the desk by mail: a link that works once, for a week, and only while whoever sent it may send it.

Opening the link does nothing, as programs that look mails through open links too; the button behind it does. Someone
whose account was shut is let back by it, if whoever invited them may change that account; then they choose a new
password, for the link proves their mailbox, and nothing proves what opened the account before.
"""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit, mail, names, powers, proving, roles
from accounts.models import Invitation, User
from accounts.models.invitation import LIFE

FORGOTTEN_AFTER = timedelta(days=30)  # without an answer; until then it can be sent again


class Gone(Exception):
    """Somebody was faster: it is accepted, revoked or sent again."""


def invite(invitation: Invitation, *, by: User) -> None:
    """Saves and mails a new one. Raises PermissionDenied for a role that `by` may not give."""
    with transaction.atomic():
        Invitation.objects.filter(expires_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
        invitation.name = names.normalise(invitation.name)
        _send(invitation, by)
        audit.record("invite", by=by, subject=invitation, personal=_whom(invitation), role=invitation.role.name)


def send_again(invitation: Invitation, *, by: User) -> None:
    """With a new link: the former one is dead. Raises PermissionDenied for a role that `by` may not give."""
    with transaction.atomic():
        _send(invitation, by)
        audit.record("invite_again", by=by, subject=invitation, personal=_whom(invitation), role=invitation.role.name)


def revoke(invitation: Invitation, *, by: User) -> None:
    with transaction.atomic():
        number, _deleted = invitation.pk, invitation.delete()
        invitation.pk = number  # deleting took it
        audit.record("revoke_invitation", by=by, subject=invitation, personal=_whom(invitation))


def find(link: str) -> Invitation | None:
    """One that can be accepted now: neither over, nor from someone who left or could not give that role any more."""
    found = Invitation.objects.open().select_related("role", "invited_by").filter(link_hash=_hash(link)).first()
    return found if found and _may_give(found.invited_by, found) else None


def invited(invitation: Invitation) -> User | None:
    """The account that has the address already."""
    by_address = EmailAddress.objects.filter(email=invitation.email.lower(), verified=True).values("user")
    found = User.objects.filter(email__iexact=invitation.email) or User.objects.filter(pk__in=by_address)
    return found.first()


def accept(invitation: Invitation, user: User) -> None:
    """Makes `user`, new or not, one of the desk. That they have the link proves the address. Raises Gone.

    A shut account is open again, and can do what the invitation says and no more.
    """
    with transaction.atomic():
        # By its row and its link, as it may have been sent again while the page was open.
        if not Invitation.objects.filter(pk=invitation.pk, link_hash=invitation.link_hash).delete()[0]:
            raise Gone
        _prove(invitation, user)
        give = roles.give if user.is_active else roles.let_back
        give(invitation.role, user, by=invitation.invited_by)
        audit.record("accept_invitation", by=user, role=invitation.role.name)


def _prove(invitation: Invitation, user: User) -> None:
    """A password that came with the answer is theirs; so is what opens an account that was theirs and is not shut."""
    is_new = user.pk is None
    if is_new:
        user.save()
    User.objects.locked(user)
    is_theirs = is_new or (user.is_active and proving.is_proved(user))
    if user.email.lower() == invitation.email.lower():
        proving.vouch(user, is_theirs=is_theirs, by=invitation.invited_by)
    elif not is_theirs:
        proving.forget_ways_in(user, by=invitation.invited_by)


def _send(invitation: Invitation, by: User) -> None:
    if not _may_give(by, invitation):
        raise PermissionDenied
    link, now = secrets.token_urlsafe(32), timezone.now()
    invitation.invited_by, invitation.link_hash = by, _hash(link)
    invitation.sent_at, invitation.expires_at = now, now + LIFE
    invitation.save()
    address = f"{settings.SITE_URL}{reverse('account_invitation', args=[link])}"
    context = {"invitation": invitation, "by": by.display_name, "address": address, "days": LIFE.days}
    mail.send("accounts/email/invitation", invitation.email, context)


def _may_give(giver: User, invitation: Invitation) -> bool:
    may_invite = giver.has_perm("accounts.add_invitation") and roles.may_give(giver, invitation.role)
    return may_invite and shut_for(giver, invitation) is None


def shut_for(giver: User, invitation: Invitation) -> User | None:
    """The account with the address, if it is shut and `giver` may not open it again."""
    user = invited(invitation)
    if user is None or user.is_active or (giver.has_perm("accounts.change_user") and powers.may_touch(giver, user)):
        return None
    return user


def _hash(link: str) -> str:
    return hashlib.sha256(link.encode("utf-8", "replace")).hexdigest()


def _whom(invitation: Invitation) -> dict[str, str]:
    return {"invited": invitation.email}
