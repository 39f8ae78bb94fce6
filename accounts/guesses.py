"""How often someone may be wrong about a password or a code. The numbers are in newsroom/sign_in_settings.py.

allauth counts the failures of an account for everyone together, under the name of the host and what was typed: five
of anyone's would shut its owner out as well, and a host's port or a look-alike letter would begin a new count.

Wrong codes it counts in the session, which each request reads at its beginning and writes at its end: twenty at once
would be one. So what one session posts is answered one after another.
"""

import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts import known_browsers

View = Callable[[HttpRequest], HttpResponse]

TOTAL = "login_failed_in_total"
CODES, ALL_CODES = "request_login_code_own", "request_login_code_in_total"


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


def may_ask_for_code(request: HttpRequest, email: str) -> bool:
    """Counted as guesses are: asking for codes must keep nobody from asking for their own."""
    count = count_of(request, email)
    if not ratelimit.consume(request, app="allauth.account", action=CODES, key=count.own):
        return False
    return not count.total or bool(ratelimit.consume(request, app="allauth.account", action=ALL_CODES, key=count.total))


def forget(request: HttpRequest, email: str) -> None:
    """Of everyone's wrong guesses at this account."""
    ratelimit.clear(request, app="allauth.account", action=TOTAL, key=f"account:{canonical(email)}")


def one_at_a_time(get_response: View) -> View:
    """Goes around the session's own middleware, to see it saved before the next one begins."""

    def middleware(request: HttpRequest) -> HttpResponse:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if request.method != "POST" or not session or not request.path.startswith("/accounts/"):
            return get_response(request)
        # What the cache holds must open no session.
        with ratelimit.cache_lock(f"accounts:turn:{salted_hmac(__name__, session).hexdigest()}") as has_turn:
            return get_response(request) if has_turn else ratelimit.respond_429(request)

    return middleware
