"""Offering a passkey to readers who come again: once right after they signed in, and on the account page until they
say "Not now". Nobody is held up on the way to a comment.
"""

import re
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts import naming
from accounts.models import AuditEntry, User

VISITS = 2
# They say how things stand themselves, or are for somebody with something to do.
ELSEWHERE = ("/accounts/", "/admin/", "/comments/")
NUMBER = re.compile(r"[\d.]+|.*:.*")


def works_here() -> bool:
    """Browsers make passkeys for names alone, never for an address of numbers, and over TLS; on localhost without."""
    site = str(urlsplit(settings.SITE_URL).hostname)
    return not NUMBER.fullmatch(site) and (settings.IS_HTTPS or site == "localhost")


def is_due(user: User) -> bool:
    """Sign-ins are counted, in the audit log, and not pages or sessions."""
    if user.is_staff or user.passkey_declined_at or not works_here():
        return False
    sign_ins = AuditEntry.objects.filter(actor_id=user.pk, verb="sign_in").values("pk")[:VISITS]
    return len(sign_ins) == VISITS and not _has_passkey(user)


def on_the_way(user: User, address: str) -> str:
    """Where someone goes who was just let in and wants to get to `address`."""
    if user.passkey_offered_at or address.startswith(ELSEWHERE) or naming.is_asked_at(address) or not is_due(user):
        return address
    return f"{reverse('account_passkey_offer')}?{urlencode({'next': address})}"


def shown(user: User) -> None:
    User.objects.filter(pk=user.pk, passkey_offered_at=None).update(passkey_offered_at=timezone.now())


def decline(user: User) -> None:
    User.objects.filter(pk=user.pk).update(passkey_declined_at=timezone.now())


def _has_passkey(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
