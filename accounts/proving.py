"""What an address proves, and what it does not: that what opened the account before is its owner's."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.http import HttpRequest

from accounts import audit, second_factor, sessions
from accounts.models import User

AT_SIGN_IN = "account_email_verification_sent"


def connect() -> None:
    """To be called once, when the app gets ready."""
    email_confirmed.connect(keep_nothing_unproved, dispatch_uid="accounts.proving")


def keep_nothing_unproved(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    """Anyone can sign up with an address that is not theirs, and a password that is.

    So the password counts if the first address of the account is proved by who has just typed it. If it is proved in
    another way – by a code to sign in with or for a new password – whatever was set before is gone.
    """
    proved = EmailAddress.objects.filter(user=email_address.user, verified=True).exclude(pk=email_address.pk)
    if not proved.exists() and not is_at_sign_in(request):
        forget_ways_in(email_address.user, by=None, but=request.session.session_key or "")


def is_at_sign_in(request: HttpRequest) -> bool:
    """Whether the request is from the page that proves an address before anyone is let in by it."""
    return bool(request.resolver_match and request.resolver_match.url_name == AT_SIGN_IN)


def is_proved(user: User) -> bool:
    """Whether anybody ever showed that they read the mails to this account."""
    return EmailAddress.objects.filter(user=user, verified=True).exists()


def vouch(user: User, *, is_theirs: bool, by: User | None) -> bool:
    """The address is proved by the desk's word or by a link that was mailed there.

    `is_theirs` says whether what opens the account is known to be its owner's: it was proved before, or its password
    has just been typed by who vouches. If not, all that is gone, and they have a code mailed. Returns whether it is.
    """
    with transaction.atomic():
        User.objects.locked(user)
        user.confirm_email()
        return not is_theirs and forget_ways_in(user, by=by)


def forget_ways_in(user: User, *, by: User | None, but: str = "") -> bool:
    """Nothing opens the account any more but a code by mail: no password, factor, account elsewhere, or session, except
    the one with the key `but`. False if nothing did before."""
    with transaction.atomic():
        gone = {
            "passwords": int(user.has_usable_password()),
            "factors": second_factor.forget_all(user),
            "connections": SocialAccount.objects.filter(user=user).delete()[0],
            "sessions_ended": sessions.end_all(user, but=but),
        }
        user.set_unusable_password()
        user.save(update_fields=["password"])
        if any(gone.values()):
            audit.record("forget_ways_in", by=by, subject=user, **gone)
    return any(gone.values())
