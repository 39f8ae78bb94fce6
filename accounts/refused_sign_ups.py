"""Passwords of sign-ups that were refused because there is an account with the address already.

The sign-up did not say so. Had it made an account, its password would lead on to the page where the address is proved;
so it does, and that page leads nowhere. What is kept is a keyed hash, for as long as an account that nobody confirms.
"""

from uuid import uuid4

from allauth.account.adapter import get_adapter
from django.contrib.auth.backends import ModelBackend
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts import guesses, same_work, unconfirmed

COUNTED_AS = "refused_sign_up"  # in the session
MADE, REFUSED = 0, 1


def note(request: HttpRequest, email: str, password: str, *, is_refused: bool) -> None:
    """After a sign-up of either kind. The first with that address and password counts its mails with the sign-ins that
    it leads to, as an account does that was made; whoever signs up with both again counts their own."""
    name = _name(email, password)
    is_first = cache.add(name, REFUSED if is_refused else MADE, unconfirmed.KEPT.total_seconds())
    request.session[COUNTED_AS] = name if is_first else uuid4().hex


def leads_on(request: HttpRequest, email: str, password: str) -> bool:
    """Whether a sign-in is answered as if that sign-up had made an account. Raises ValidationError for too many.

    Not if the password opens the account there is, as who had forgotten to have one may have typed it. Does the work
    of a sign-in that is right, but for the mail.
    """
    name = _name(email, password)
    if cache.get(name) != REFUSED:
        return False
    adapter = get_adapter(request)
    adapter.pre_authenticate(request, email=email, password=password)
    is_right = ModelBackend().authenticate(request, username=email, password=password)
    adapter._rollback_login_failed_rl_usage()
    if is_right:
        return False
    same_work.look_up(accounts=0, addresses=5)
    request.session[COUNTED_AS] = name
    guesses.may_ask_for_code(request, email, guesses.count_of_proving(request, email, None, is_theirs=False))
    return True


def _name(email: str, password: str) -> str:
    hashed = salted_hmac(__name__, f"{guesses.canonical(email)} {password}", algorithm="sha256")
    return f"accounts:refused:{hashed.hexdigest()}"
