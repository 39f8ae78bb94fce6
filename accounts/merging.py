"""Bringing what one account holds into another of the same person, and closing the one it was in.

Each package tells here how what it keeps about people moves, or why something does not; a foreign key to accounts of
which neither is said fails a test (tests/accounts/test_merging.py).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts import audit, erasure, former_accounts, mail, second_factor
from accounts.models import User
from accounts.personal_data import Leaving

logger = logging.getLogger(__name__)


class Refused(Exception):
    """Why two accounts do not become one, in words for whoever asked."""


@dataclass(frozen=True)
class Merging:
    away: User
    into: User
    addresses: frozenset[str]  # that open `away`, in small letters
    was_proved: bool  # whether an address of it was proved before: only then is all in it that of its owner


class Mover(NamedTuple):
    """`moves` are foreign keys to accounts: "articles.Follow.user"."""

    moves: tuple[str, ...]
    move: Callable[[Merging], None]
    words: Callable[[Merging], list[str | Promise]] = lambda merging: []  # what is said before it is done


_movers: dict[str, tuple[Mover, ...]] = {}
_staying: dict[str, str] = {}


def register(package: str, *movers: Mover, stays: dict[str, str]) -> None:
    """Once for each package, however often its app gets ready. `stays` has reasons by foreign key."""
    _movers[package] = movers
    _staying.update(stays)


def movers() -> list[Mover]:
    return [mover for package in sorted(_movers) for mover in _movers[package]]


def staying() -> dict[str, str]:
    """What does not move, and why."""
    return dict(_staying)


def find(email: str, *, into: User) -> EmailAddress | None:
    """The address of the other account that has it: not of one that only wants it, and of none that is locked.

    The code goes to the address as it is kept, never to what was typed: small letters make k of the sign for kelvin,
    and a database may take ı for i, but whose mailbox either is, nobody knows.
    """
    has_it = Q(verified=True) | Q(primary=True)
    rows = EmailAddress.objects.filter(has_it, email=email.strip().lower(), user__is_active=True)
    return rows.exclude(user=into).order_by("-verified").select_related("user").first()


def planned(away: User, into: User) -> Merging:
    """Raises Refused."""
    _refuse_powers(away)
    proved = EmailAddress.objects.filter(user=away, verified=True).exists()
    return Merging(away=away, into=into, addresses=erasure.addresses_of(away), was_proved=proved)


def words(merging: Merging) -> list[str | Promise]:
    return [said for mover in movers() for said in mover.words(merging)]


def merge(merging: Merging, email: str, *, has_proved_factor: bool, request: HttpRequest) -> None:
    """All of it or nothing, for whoever proved to have `email` and the second factor. Raises Refused."""
    leaving = erasure.leaving_of(merging.away, keeps_comments=True)
    current = {str(request.session.session_key)}  # it names the other address, having been asked for it
    leaving = replace(leaving, session_keys=leaving.session_keys - current)
    number, into = merging.away.pk, merging.into.pk
    _merge(merging, leaving, email, has_proved_factor, request)
    logger.info("Account %s is merged into account %s.", number, into)


@transaction.atomic
def _merge(merging: Merging, leaving: Leaving, email: str, has_proved_factor: bool, request: HttpRequest) -> None:
    away, into = _locked(merging.away, merging.into)
    _refuse_powers(away)
    found = find(email, into=into)
    if found is None or found.user != away or (second_factor.has_one(away) and not has_proved_factor):
        raise Refused(_("The other account has changed meanwhile. Begin anew."))
    merging, number, address = replace(merging, away=away, into=into), away.pk, away.email
    for mover in movers():
        mover.move(merging)
    erasure.forget(replace(leaving, user=away))
    away.pk = number  # deleting took it
    mail.send("accounts/email/merged_away", address, {"number": number})
    mail.send("accounts/email/merged", into.email, {"number": number, "address": address})
    told = {"merged_address": address}
    numbers = {"merged": number, "into": into.pk}
    audit.record(former_accounts.MERGE, by=into, request=request, subject=away, personal=told, **numbers)


def _locked(away: User, into: User) -> tuple[User, User]:
    """In the order in which all lock who lock several: two merges that cross come one after the other."""
    both = User.objects.select_for_update(of=("self",)).filter(pk__in=[away.pk, into.pk], is_active=True)
    found = {user.pk: user for user in both.order_by("pk")}
    if len(found) < 2:
        raise Refused(_("One of the two accounts is no longer there."))
    return found[away.pk], found[into.pk]


def _refuse_powers(away: User) -> None:
    has_some = away.is_staff or away.is_superuser or away.groups.exists() or away.user_permissions.exists()
    if has_some:
        raise Refused(
            _(
                "The other account is one of the desk, and does not go into any other. "
                "Sign in with it and bring this one into it instead."
            )
        )
