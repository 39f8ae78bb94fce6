"""A mail on its way: in the outbox until a mail server took it."""

from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """Deleted as soon as it is sent. What it says is encrypted: mails hold codes, and addresses of people."""

    message = models.TextField()  # by accounts.mail, encrypted
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)  # the class of the last error, never its text

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"Mail {self.pk} of {self.created_at:%Y-%m-%d %H:%M}"
