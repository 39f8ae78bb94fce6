"""Who needs a second factor, and who lacks it."""

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from accounts import sessions
from accounts.models import Recovery, User

# Recovery codes alone are no factor: they are for the day the real one is lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_missing(user: User | AnonymousUser) -> bool:
    """Whether someone of the desk has none yet. They may set one up, and do nothing else."""
    return bool(user.is_authenticated and user.is_staff and not has_one(user))


def has_one(user: User | AnonymousUser) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def forget_all(user: User) -> int:
    """Removes every factor and recovery code, for someone who lost them. Returns how many there were.

    Whoever waits to have them removed (accounts/recovering.py) waits no more.
    """
    Recovery.objects.filter(user=user).delete()
    return Authenticator.objects.filter(user=user).delete()[0]


def connect() -> None:
    """Whoever signed in before the factors were others, does it again."""
    for changed in (signals.authenticator_added, signals.authenticator_removed, signals.authenticator_reset):
        changed.connect(sessions.renew, dispatch_uid="accounts.sessions.renew")
