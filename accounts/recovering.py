"""Letting somebody in again who lost their second factor, without anybody's help.

They open the first door as always, prove their mailbox by a code, and wait for three days, of which every address of
theirs is told at once and a day before the end. Whoever has the factor stops it by using it, everybody else by a link
in those mails. Then the first door and another code open the second. Nothing of it waits for a job but the reminder.

Nobody of the desk gets in like this: an administrator knows them and helps (accounts/locked_out.py).
"""

from datetime import timedelta
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa_signals
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import audit, mail, second_factor, sessions
from accounts.models import Recovery, User
from accounts.models.recovery import SALT, seal_of

AHEAD = timedelta(hours=24)
# Whoever can do one of these needs no recovery, and may be the one who ought to know of it.
STOPPING = {
    "factor_used": mfa_signals.authenticator_used,
    "factor_added": mfa_signals.authenticator_added,
    "factor_removed": mfa_signals.authenticator_removed,
    "factor_renewed": mfa_signals.authenticator_reset,
    "password_set": account_signals.password_set,
    "password_changed": account_signals.password_changed,
    "password_reset": account_signals.password_reset,
    "email_changed": account_signals.email_changed,
}


class Refused(Exception):
    """It is none of those who may, or not yet time."""


def connect() -> None:
    """To be called once, when the app gets ready."""
    for why, signal in STOPPING.items():
        signal.connect(_stopping(why), weak=False, dispatch_uid=f"accounts.recovering {why}")


def _stopping(why: str) -> Any:
    def stop_it(user: User, request: HttpRequest | None = None, **_: Any) -> None:
        stop(user, why=why, by=user, request=request)

    return stop_it


def may(user: User) -> bool:
    return user.is_active and not (user.is_staff or user.is_superuser)


def of(user: User) -> Recovery | None:
    """The one that is under way."""
    found = Recovery.objects.filter(user=user).first() if may(user) else None
    return found if found and found.holds_for(user) else None


def start(user: User, *, request: HttpRequest) -> Recovery:
    """For whoever opened the first door and proved the mailbox. Started twice, there is one. Raises Refused."""
    with transaction.atomic():
        user = _locked(user)
        if under_way := of(user):
            return under_way
        Recovery.objects.filter(user=user).delete()
        recovery = Recovery.objects.create(user=user, seal=seal_of(user))
        _tell(recovery, "accounts/email/recovery_started")
        audit.record("start_recovery", by=None, request=request, subject=user)
    return recovery


def stop(user: User, *, why: str, by: User | None, request: HttpRequest | None = None) -> bool:
    """False if there was none. Every address is told."""
    with transaction.atomic():
        if not Recovery.objects.filter(user=user).delete()[0]:
            return False
        for address in _addresses(user):
            mail.send("accounts/email/recovery_stopped", address, {})
        audit.record("stop_recovery", by=by, request=request, subject=user, why=why)
    return True


def finish(user: User, *, request: HttpRequest) -> int:
    """Removes the factors and signs out everywhere. Returns how many factors there were. Raises Refused."""
    with transaction.atomic():
        user = _locked(user)
        recovery = of(user)
        # Deleted on condition: it may be stopped at this very moment.
        if not recovery or not recovery.is_ripe or not Recovery.objects.filter(pk=recovery.pk).delete()[0]:
            raise Refused
        removed, ended = second_factor.forget_all(user), sessions.end_all(user)
        for address in _addresses(user):
            mail.send("accounts/email/recovery_finished", address, {})
        audit.record("finish_recovery", by=None, request=request, subject=user, factors=removed, sessions_ended=ended)
    return removed


def find(link: str) -> Recovery | None:
    """The one that a mail's link can stop."""
    try:
        number = signing.loads(link, salt=SALT)
    except signing.BadSignature:
        return None
    found = Recovery.objects.filter(pk=number).select_related("user").first()
    return found if found and found.holds_for(found.user) else None


def remind() -> None:
    """The job that runs each hour: tells those whose time is nearly over, once. What is over is forgotten."""
    now = timezone.now()
    Recovery.objects.over(now).delete()
    for recovery in Recovery.objects.due_within(AHEAD, now).filter(reminded_at=None).select_related("user"):
        with transaction.atomic():
            claimed = Recovery.objects.filter(pk=recovery.pk, reminded_at=None).update(reminded_at=now)
            if claimed and recovery.holds_for(recovery.user):
                _tell(recovery, "accounts/email/recovery_soon")


def _locked(user: User) -> User:
    """Raises Refused for an account that is gone, or of somebody who may not."""
    found = User.objects.select_for_update(of=("self",)).filter(pk=user.pk).first()
    if found is None or not may(found):
        raise Refused
    return found


def _tell(recovery: Recovery, template_prefix: str) -> None:
    stop_at = f"{settings.SITE_URL}{reverse('account_recovery_stop', args=[recovery.link])}"
    for address in _addresses(recovery.user):
        mail.send(template_prefix, address, {"recovery": recovery, "stop_at": stop_at})


def _addresses(user: User) -> set[str]:
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return set(proved) or {user.email}
