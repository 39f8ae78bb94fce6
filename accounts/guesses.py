"""How often someone may be wrong about a password, and how many codes are mailed to an address. The numbers are in
newsroom/sign_in_settings.py.

allauth counts the failures of an account for everyone together, under the name of the host and what was typed: five
of anyone's would shut its owner out as well, and a host's port or a look-alike letter would begin a new count. So it
counts codes for a new password and for proving an address, and does not count at all those that are sent again.
"""

import unicodedata
from typing import Any, NamedTuple

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit

# What the public one does not do: give back a try, count what a GET leads to, know the network of an address.
from allauth.core.internal import ratelimit as inner_ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import known_browsers
from accounts.models import User

FROM_ADDRESS, TOTAL = "login_failed_from_address", "login_failed_in_total"
CODES, ALL_CODES = "code_mail_own", "code_mail_in_total"
# Mails with a code, and those that go out in their stead to who has an account already, or none.
MAILS = {
    "account/email/login_code",
    "account/email/unknown_account",
    "account/email/password_reset_code",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/account_already_exists",
}
TOO_MANY_CODES = _(
    "Too many codes were asked for with this address. Look among the mails you have, or try again later."
)


class Count(NamedTuple):
    """What is counted: someone's own, and all by browsers that the account does not know."""

    own: str
    total: str | None


def count_of(request: HttpRequest, email: str) -> Count:
    account = _account(email)
    if browser := known_browsers.name_for(request, email.strip()):
        return Count(own=f"{account}:browser:{browser}", total=None)
    # As allauth counts them: an IPv6 address by its network, of which anyone has more addresses than tries.
    address = inner_ratelimit.truncate_ip(get_adapter().get_client_ip(request))
    return Count(own=f"{account}:address:{address}", total=account)


def count_of_proving(request: HttpRequest, email: str, user: User | None, *, is_theirs: bool) -> Count:
    """Of who has opened an account, or its door by another proof, and is about to prove its address.

    Strangers use up nothing of it. `user` is None where there is an account with the address already, and all this
    is only pretended; it shows no difference. Who wants to add an address to their account may add anyone's.
    """
    if user is None:
        counted_as = request.session.get("refused_sign_up", request.session.session_key)
        return Count(own=f"{_account(email)}:session:{counted_as}", total=None)
    return Count(own=f"{_account(email)}:proving", total=None) if is_theirs else count_of(request, email)


def count_of_owner(user: User, purpose: str) -> Count:
    """Of who is signed in, or past the first step, and is sent another code: strangers use up nothing of it, and nor
    does what a code is asked for elsewhere."""
    return Count(own=f"{_account(user.email)}:{purpose}", total=None)


def canonical(email: str) -> str:
    """One spelling for all that a database may take for the same, by whatever rules it compares capitals."""
    return unicodedata.normalize("NFKC", email.strip()).upper().casefold()


def _account(email: str) -> str:
    return f"account:{canonical(email)}"


def take_of_address(request: HttpRequest) -> Any:
    """As `take_of_total`, whatever the account. Ours, for allauth's is forgotten with each right second step."""
    return inner_ratelimit.consume(request, app="allauth.account", action=FROM_ADDRESS)


def take_of_total(request: HttpRequest, count: Count) -> Any:
    """Returns what `ratelimit` gives back if the password was right, and None where there are no tries left."""
    if count.total is None:
        return inner_ratelimit.RateLimitUsage(usage=[])
    return inner_ratelimit.consume(request, app="allauth.account", action=TOTAL, key=count.total)


def may_ask_for_code(request: HttpRequest, email: str, count: Count | None = None) -> bool:
    """Counts a mail with a code to this address: to sign in, to prove it, for a new password; the first and any other.

    Whoever sends one asks before. That a request asks twice, in a form and where the mail is sent, counts once.
    """
    answers, name = _answers(request), canonical(email)
    if name not in answers:
        count = count or count_of(request, email)
        answers[name] = _take(request, CODES, count.own) and (not count.total or _take(request, ALL_CODES, count.total))
    return answers[name]


def may_be_sent(request: HttpRequest, template_prefix: str, email: str, user: User | None) -> bool:
    """Whether this mail may go out, if nothing before has asked for it. `user` is the one whose address it proves."""
    if template_prefix not in MAILS:
        return True
    if not user or canonical(email) in _answers(request):
        return may_ask_for_code(request, email)
    is_theirs = EmailAddress.objects.filter(user=user, email=email.lower()).exists()
    return may_ask_for_code(request, email, count_of_proving(request, email, user, is_theirs=is_theirs))


def _answers(request: HttpRequest) -> dict[str, bool]:
    found: dict[str, bool] = request.__dict__.setdefault("_may_ask_for_code", {})
    return found


def _take(request: HttpRequest, action: str, key: str) -> bool:
    # Another site leads back here by a GET.
    return bool(inner_ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True))


def forget(request: HttpRequest, email: str) -> None:
    """Of everyone's wrong guesses at this account."""
    ratelimit.clear(request, action=TOTAL, key=_account(email))
