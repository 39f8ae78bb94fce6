"""Mail about replies and mentions: what is to be sent, and what readers do not want to hear of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Appeared(models.Model):
    """A comment that readers see from now on, and that nobody was told of yet."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    again_at = models.DateTimeField(_("to be tried again"), null=True, blank=True, help_text=_("After it failed."))

    class Meta:
        verbose_name = _("comment that appeared")
        verbose_name_plural = _("comments that appeared")

    def __str__(self) -> str:
        return str(self.pk)


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
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True, help_text=_("On the site, not in the mail."))
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


class MailChoice(models.Model):
    """How somebody wants to hear of replies and mentions. Who never chose has no row, and the defaults."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DIGEST = "digest", _("In a digest")
        NEVER = "never", _("Never")

    class Every(models.TextChoices):
        DAY = "day", _("Every morning")
        WEEK = "week", _("Every Monday morning")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="mail_choice"
    )
    replies = models.CharField(_("replies to my comments"), max_length=7, choices=When.choices, default=When.AT_ONCE)
    mentions = models.CharField(_("mentions of me"), max_length=7, choices=When.choices, default=When.AT_ONCE)
    every = models.CharField(_("the digest"), max_length=4, choices=Every.choices, default=Every.DAY)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.replies}, {self.mentions}"


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
