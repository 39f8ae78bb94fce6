"""A code by mail that proves a mailbox, where our own pages ask for one.

It lies in the session, which is encrypted, and whose posts are answered one after another, so that wrong codes are
counted (accounts/guesses.py). Nothing here tells whether there is an account with the address: for nobody, all is
done alike, and the mail goes nowhere.
"""

import time
from dataclasses import asdict, dataclass

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

from accounts import audit, mail
from accounts.models import User

LIFE = 600  # seconds, of the code and of what it proves; OWASP ASVS 5.0, 6.5.5
TRIES = 3
KEY = "accounts.mailed_codes"


@dataclass
class Asked:
    """What a mailbox was asked for, and how that goes."""

    email: str
    code: str
    at: float
    account: int | None  # of the address, if it has one
    asker: int | None  # who was signed in
    wrong: int = 0
    is_proved: bool = False
    has_proved_factor: bool = False  # of the account, besides


def send(
    request: HttpRequest, purpose: str, template_prefix: str, email: str, user: User | None, *, to: str = ""
) -> None:
    """Call it only for what accounts.guesses.may_ask_for_code allows. A code that was sent before is dead.

    `email` is what pages show; `to`, where the code goes if that is spelled in another way.
    """
    code = get_adapter().generate_login_code()
    account = user.pk if user else None
    _keep(request, purpose, Asked(email, code, time.time(), account, request.user.pk))
    (mail.send if user else mail.pretend)(template_prefix, to or email, {"code": code, "minutes": LIFE // 60})


def asked(request: HttpRequest, purpose: str) -> Asked | None:
    """None where nothing was asked for, or too long ago, or by somebody else."""
    kept = request.session.get(_key(purpose))
    found = Asked(**kept) if kept else None
    if found and found.asker == request.user.pk and time.time() - found.at <= LIFE:
        return found
    forget(request, purpose)  # an address is kept no longer than it is needed
    return None


def prove(request: HttpRequest, purpose: str, code: str) -> bool:
    """False for a wrong code; after the last try there is nothing asked for any more."""
    found = asked(request, purpose)
    if found is None:
        return False
    user = User.objects.filter(pk=found.account or 0).first()
    if compare_user_code(actual=code, expected=found.code) and user:
        found.is_proved, found.code = True, ""
        _keep(request, purpose, found)
        return True
    found.wrong += 1
    is_last = found.wrong >= TRIES
    if is_last:
        forget(request, purpose)
    else:
        _keep(request, purpose, found)
    audit.record("code_rejected", by=None, request=request, subject=user, code=purpose, last_attempt=is_last)
    return False


def note_factor(request: HttpRequest, purpose: str) -> None:
    """That the second factor of the account was shown as well."""
    if found := asked(request, purpose):
        found.has_proved_factor = True
        _keep(request, purpose, found)


def forget(request: HttpRequest, purpose: str) -> None:
    request.session.pop(_key(purpose), None)


def _keep(request: HttpRequest, purpose: str, found: Asked) -> None:
    request.session[_key(purpose)] = asdict(found)


def _key(purpose: str) -> str:
    return f"{KEY}.{purpose}"
