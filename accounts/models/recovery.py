"""That somebody wants to be let in without the second factor they lost, and waits for it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from accounts.models.user import User

DELAY = timedelta(hours=72)  # time for the owner to hear of it, and to stop it
LIFE = timedelta(days=7)  # after that; then it takes another one
SALT = "accounts.recovery"


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    def over(self, now: datetime) -> "RecoveryQuerySet":
        return self.filter(started_at__lte=now - DELAY - LIFE)

    def due_within(self, time: timedelta, now: datetime) -> "RecoveryQuerySet":
        return self.filter(started_at__gt=now - DELAY, started_at__lte=now - DELAY + time)


class Recovery(models.Model):
    """Gone once used or stopped: the audit log tells of both."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recoveries")
    started_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True)
    # Of the address there was: with another, whoever changes it, this one is void. Not of the password, whose hash
    # becomes another when its owner signs in and it was made in an old way.
    seal = models.CharField(max_length=64)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user"], name="recovery_one_per_account")]

    def __str__(self) -> str:
        return f"Recovery {self.pk} of account {self.user_id}"

    @property
    def opens_at(self) -> datetime:
        return self.started_at + DELAY

    @property
    def ends_at(self) -> datetime:
        return self.opens_at + LIFE

    @property
    def is_ripe(self) -> bool:
        return self.opens_at <= timezone.now() < self.ends_at

    @property
    def link(self) -> str:
        """By which it can be stopped, and nothing else."""
        return signing.dumps(self.pk, salt=SALT)

    def holds_for(self, user: "User") -> bool:
        return timezone.now() < self.ends_at and constant_time_compare(self.seal, seal_of(user))


def seal_of(user: "User") -> str:
    return salted_hmac(SALT, f"{user.pk} {user.email.lower()}", algorithm="sha256").hexdigest()
