"""How often someone may be wrong about a password. The numbers are in newsroom/sign_in_settings.py.

allauth counts the failures of an account for everyone together, under the name of the host and what was typed: five
of anyone's would shut its owner out as well, and a host's port or a look-alike letter would begin a new count.
"""

import unicodedata
from typing import Any, NamedTuple

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from accounts import known_browsers

TOTAL = "login_failed_in_total"


class Count(NamedTuple):
    """What a guess is counted under: its own try, and all by browsers that the account does not know."""

    own: str
    total: str | None


def count_of(request: HttpRequest, email: str) -> Count:
    account = f"account:{canonical(email)}"
    if browser := known_browsers.name_for(request, email.strip()):
        return Count(own=f"{account}:browser:{browser}", total=None)
    # As allauth counts them: an IPv6 address by its network, of which anyone has more addresses than tries.
    address = ratelimit.truncate_ip(get_adapter().get_client_ip(request))
    return Count(own=f"{account}:address:{address}", total=account)


def canonical(email: str) -> str:
    """One spelling for all that a database may take for the same, by whatever rules it compares capitals."""
    return unicodedata.normalize("NFKC", email.strip()).upper().casefold()


def take_of_total(request: HttpRequest, count: Count) -> Any:
    """Returns what `ratelimit` gives back if the password was right, and None where there are no tries left."""
    if count.total is None:
        return ratelimit.RateLimitUsage(usage=[])
    return ratelimit.consume(request, app="allauth.account", action=TOTAL, key=count.total)


def forget(request: HttpRequest, email: str) -> None:
    """Of everyone's wrong guesses at this account."""
    ratelimit.clear(request, app="allauth.account", action=TOTAL, key=f"account:{canonical(email)}")
