"""Closing an account for good. What stays says nothing about anyone: see docs/privacy-and-storage.md."""

import logging
from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from accounts import audit, former_accounts, mail, personal_data
from accounts.addresses import naming
from accounts.models import User
from accounts.personal_data import Leaving

logger = logging.getLogger(__name__)


class LastAdministrator(Exception):
    """Nobody else could look after the site."""


def may_leave(user: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return not user.is_superuser or others.exists()


def erase(user: User, *, keeps_comments: bool, request: HttpRequest | None = None, by: User | None = None) -> None:
    """All of it or nothing. A last mail goes to the address. `by` is who does it for them. Raises LastAdministrator."""
    leaving = leaving_of(user, keeps_comments=keeps_comments)
    number = user.pk
    _erase(leaving, request, by)
    logger.info("Account %s is erased.", number)  # to be found when a backup is put back that still has it


def leaving_of(user: User, *, keeps_comments: bool) -> Leaving:
    """All sessions are decrypted for it: not to be called while others wait for the database."""
    addresses = addresses_of(user)
    keys = _sessions_naming(user, addresses)
    return Leaving(user=user, addresses=addresses, session_keys=keys, keeps_comments=keeps_comments)


def forget(leaving: Leaving) -> None:
    """All but the audit log. For a transaction of the caller's."""
    for eraser in personal_data.erasers():
        eraser(leaving)


@transaction.atomic
def _erase(leaving: Leaving, request: HttpRequest | None, by: User | None) -> None:
    user, number, address = leaving.user, leaving.user.pk, leaving.user.email
    # Locked, so that the last two administrators cannot both leave, each taking the other for the one who stays; and
    # in this order, in which all lock who lock several.
    locked = list(User.objects.select_for_update().filter(Q(is_superuser=True) | Q(pk=number)).order_by("pk"))
    if user not in locked:  # gone meanwhile: erased by another request, or merged into another account
        return
    if not may_leave(user):
        raise LastAdministrator
    forget(leaving)
    user.pk = number  # deleting took it
    mail.send("emails/account_erased", address, {"keeps_comments": leaving.keeps_comments})
    comments = "kept without a name" if leaving.keeps_comments else "removed"
    audit.record("erase_account", by=by, request=request, subject=user, comments=comments)
    former_accounts.forget(user)
    audit.forget(user, leaving.addresses)


def addresses_of(user: User) -> frozenset[str]:
    """Those they proved to be theirs, in small letters."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return frozenset(address.lower() for address in (user.email, *proved))


def _sessions_naming(user: User, addresses: frozenset[str]) -> frozenset[str]:
    """Those in which somebody began to sign in with an address, and those that were never noted as the user's.

    Not those noted as somebody else's, of which there may be very many: what is in them is theirs, and goes with them.
    """
    named, found = naming(addresses), set()
    theirs = UserSession.objects.exclude(user=user).values("session_key")
    for session in Session.objects.exclude(session_key__in=theirs).iterator(chunk_size=1000):
        content = session.get_decoded()
        if content.get("_auth_user_id") == str(user.pk) or any(map(named.search, _addressed(content))):
            found.add(session.session_key)
    return frozenset(found)


def _addressed(content: Any) -> Iterator[str]:
    """Its texts, of any depth, in which there can be an address at all."""
    if isinstance(content, dict):
        content = [*content, *content.values()]
    if isinstance(content, list):
        for each in content:
            yield from _addressed(each)
    elif isinstance(content, str) and "@" in content:
        yield content
