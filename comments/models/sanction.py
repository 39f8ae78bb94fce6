"""What a reader who breaks the rules gets: a warning, some time without a voice, or no voice any more. And appeals."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Sanction(models.Model):
    class Kind(models.TextChoices):
        WARNING = "warning", _("Warning")
        SUSPENSION = "suspension", _("Suspension")
        BAN = "ban", _("Ban")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sanctions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    words = models.TextField(_("what the reader is told"))
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.SET_NULL, related_name="sanctions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        indexes = [models.Index(fields=["user", "lifted_at", "until"], name="sanction_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="suspension", until__isnull=False) | ~Q(kind="suspension"),
                name="sanction_suspends_until",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.user_id}"


class Appeal(models.Model):
    """Against a decision about a comment, or a sanction. Another moderator than the first one decides."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("Stays as it is")
        REVERSED = "reversed", _("Taken back")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appeals")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="appeals")
    sanction = models.ForeignKey(Sanction, null=True, blank=True, on_delete=models.CASCADE, related_name="appeals")
    against = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who decided first."),
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes = [
            models.Index(fields=["decided_at", "at"], name="appeal_waiting"),
            models.Index(fields=["at"], name="appeal_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None, sanction__isnull=False) | Q(comment__isnull=False, sanction=None),
                name="appeal_against_one",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(against=None) | ~Q(decided_by=F("against")),
                name="appeal_decided_by_another",
            ),
            models.UniqueConstraint(fields=["comment"], condition=Q(outcome=""), name="appeal_once_for_comment"),
            models.UniqueConstraint(fields=["sanction"], name="appeal_once_for_sanction"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
