"""What an address proves, and what it does not: that a password is its owner's."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.http import HttpRequest

from accounts import second_factor

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
    if proved.exists() or is_at_sign_in(request):
        return
    user = email_address.user
    user.set_unusable_password()
    user.save(update_fields=["password"])
    second_factor.forget_all(user)


def is_at_sign_in(request: HttpRequest) -> bool:
    """Whether the request is from the page that proves an address before anyone is let in by it."""
    return bool(request.resolver_match and request.resolver_match.url_name == AT_SIGN_IN)
