"""Mail about replies and mentions: what is to be sent, and what readers do not want to hear of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Notice(models.Model):
    """Looked at again when it is due, and dropped where it holds no more."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Reply")
        MENTION = "mention", _("Mention")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comment_notices")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="notices")
    thread = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")  # its first comment
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    due_at = models.DateTimeField(_("due"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    dropped_for = models.CharField(_("not sent because"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["due_at"], name="notice_due", condition=Q(sent_at=None, dropped_for="")),
            models.Index(fields=["user", "thread", "-sent_at"], name="notice_of_thread"),
        ]
        constraints = [models.UniqueConstraint(fields=["user", "comment"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.user_id}"


class MutedThread(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="muted_threads")
    thread = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("muted thread")
        verbose_name_plural = _("muted threads")
        constraints = [models.UniqueConstraint(fields=["user", "thread"], name="muted_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.thread_id}"


class Ignored(models.Model):
    """Somebody whose comments a reader does not want to see, nor hear of. Who is ignored is not told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ignoring")
    ignored = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ignored_by")
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("ignored reader")
        verbose_name_plural = _("ignored readers")
        constraints = [
            models.UniqueConstraint(fields=["user", "ignored"], name="ignored_once"),
            models.CheckConstraint(condition=~Q(user=F("ignored")), name="ignored_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.ignored_id}"
