"""Closing an account for good. What stays says nothing about anyone: see docs/privacy-and-storage.md."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from accounts import audit, mail, personal_data
from accounts.models import User
from accounts.personal_data import Leaving


class LastAdministrator(Exception):
    """Nobody else could look after the site."""


def may_leave(user: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return not user.is_superuser or others.exists()


@transaction.atomic
def erase(user: User, *, keeps_comments: bool, request: HttpRequest | None = None) -> None:
    """All of it or nothing. A last mail goes to the address. Raises LastAdministrator."""
    # Locked, so that the last two administrators cannot both leave, each taking the other for the one who stays.
    list(User.objects.select_for_update().filter(is_superuser=True).order_by("pk"))
    if not may_leave(user):
        raise LastAdministrator
    number, address = user.pk, user.email
    leaving = Leaving(user=user, addresses=_addresses(user), keeps_comments=keeps_comments)
    for forget in personal_data.erasers():
        forget(leaving)
    user.pk = number  # deleting took it
    mail.send("emails/account_erased", address, {"keeps_comments": keeps_comments})
    comments = "kept without a name" if keeps_comments else "removed"
    audit.record("account.erased", by=None, request=request, subject=user, comments=comments)
    audit.forget(user, leaving.addresses)


def _addresses(user: User) -> frozenset[str]:
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return frozenset(address.lower() for address in (user.email, *proved))
