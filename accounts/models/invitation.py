"""An invitation to the desk that somebody has yet to accept."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LIFE = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """Gone once accepted or revoked: the audit log tells of both. Of the link only a SHA-256 is kept."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("How the mail addresses them."))
    role = models.ForeignKey(
        Group, verbose_name=_("role"), on_delete=models.CASCADE, related_name="+", help_text=_("What they may do here.")
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), on_delete=models.CASCADE, related_name="invitations"
    )
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), editable=False)
    expires_at = models.DateTimeField(_("ends"), editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar[list[str]] = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="invitation_email_unique",
                violation_error_message=_("There is an invitation to this address. Send it again or revoke it."),
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()
