"""Puts into the audit log what allauth says happened: sign-ins that worked and that did not, factors, addresses.

Signals, though the house writes none of its own: there is no verb of ours around what allauth does.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import Signal
from django.http import HttpRequest

from accounts import audit
from accounts.models import User

OF_ONESELF = [
    (account.user_signed_up, "sign_up"),
    (account.password_set, "set_password"),
    (account.password_changed, "change_password"),
    (account.password_reset, "reset_password"),
]
REJECTED_CODES = [
    (account.login_code_rejected, "sign_in"),
    (account.password_reset_code_rejected, "password_reset"),
    (account.email_verification_code_rejected, "email_verification"),
]
OF_ADDRESSES = [
    (account.email_added, "add_email"),
    (account.email_confirmed, "confirm_email"),
    (account.email_removed, "remove_email"),
]
OF_FACTORS = [
    (mfa.authenticator_added, "add_factor"),
    (mfa.authenticator_removed, "remove_factor"),
    (mfa.authenticator_reset, "renew_factor"),
]


def connect() -> None:
    for found, make in (
        (OF_ONESELF, _of_oneself),
        (REJECTED_CODES, _rejected_code),
        (OF_ADDRESSES, _of_address),
        (OF_FACTORS, _of_factor),
    ):
        for signal, what in found:
            _connect(signal, make(what), what)
    _connect(account.user_logged_in, signed_in)
    _connect(account.email_changed, email_changed)
    _connect(user_logged_out, signed_out)
    _connect(user_login_failed, sign_in_failed)
    _connect(mfa.authentication_failed, factor_failed)
    _connect(mfa.authenticator_used, factor_used)
    _connect(social.social_account_added, social_account_connected)
    _connect(social.social_account_removed, social_account_disconnected)


def _connect(signal: Signal, receiver: Callable[..., None], what: str = "") -> None:
    signal.connect(receiver, weak=False, dispatch_uid=f"audit {receiver.__name__} {what}")


def _of_oneself(verb: str) -> Callable[..., None]:
    def did(request: HttpRequest, user: User, **_: Any) -> None:
        audit.record(verb, by=user, request=request)

    return did


def _rejected_code(code: str) -> Callable[..., None]:
    def rejected(request: HttpRequest, user: User | None, last_attempt: bool, **_: Any) -> None:
        audit.record("code_rejected", by=None, request=request, subject=user, code=code, last_attempt=last_attempt)

    return rejected


def _of_address(verb: str) -> Callable[..., None]:
    def did(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
        about = {"address": email_address.email}
        audit.record(verb, by=email_address.user, request=request, personal=about)

    return did


def _of_factor(verb: str) -> Callable[..., None]:
    def did(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
        audit.record(verb, by=user, request=request, factor=authenticator.type)

    return did


def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user)
    methods = [":".join(filter(None, (each["method"], each.get("type") or each.get("provider")))) for each in records]
    audit.record("sign_in", by=user, request=request, methods=methods)


def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user:
        audit.record("sign_out", by=user, request=request)


def sign_in_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """What was typed is not kept, not even as a hash: where the address belongs, people type their passwords."""
    email = credentials.get("email") or credentials.get("username") or ""
    user = next(iter(filter_users_by_email(email)), None)
    audit.record("sign_in_failed", by=None, request=request, subject=user, account="known" if user else "unknown")


def email_changed(
    request: HttpRequest, user: User, from_email_address: EmailAddress | None, to_email_address: EmailAddress, **_: Any
) -> None:
    if from_email_address:  # the first one is confirmed, not changed
        about = {"from": from_email_address.email, "to": to_email_address.email}
        audit.record("change_email", by=user, request=request, personal=about)


def factor_failed(request: HttpRequest, user: User, authenticator: Authenticator | None = None, **about: Any) -> None:
    again = bool(about.get("reauthentication"))
    factor = authenticator.type if authenticator else "unknown"
    audit.record("factor_failed", by=None, request=request, subject=user, factor=factor, reauthentication=again)


def factor_used(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """A sign-in names its factor itself; a recovery code that is used up is worth a line of its own."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        audit.record("use_recovery_code", by=user, request=request)


def social_account_connected(request: HttpRequest, sociallogin: SocialLogin, **_: Any) -> None:
    audit.record("connect_account", by=sociallogin.user, request=request, provider=sociallogin.account.provider)


def social_account_disconnected(request: HttpRequest, socialaccount: SocialAccount, **_: Any) -> None:
    audit.record("disconnect_account", by=socialaccount.user, request=request, provider=socialaccount.provider)
