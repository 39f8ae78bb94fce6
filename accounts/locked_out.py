"""Letting someone in again who lost their second factor, and every recovery code with it."""

from django.db import transaction

from accounts import audit, mail, second_factor, sessions
from accounts.models import User


def reset_second_factor(user: User, *, by: User | None) -> int:
    """Removes their factors and ends their sessions; the password stays. They are told by mail.

    Whoever works at the desk can then do nothing but set a new one up. Returns how many factors there were.
    """
    with transaction.atomic():
        removed, ended = second_factor.forget_all(user), sessions.end_all(user)
        mail.send("mfa/email/factors_reset", user.email, {})
        audit.record("reset_second_factor", by=by, subject=user, factors=removed, sessions_ended=ended)
    return removed
