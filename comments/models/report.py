"""What readers point out: a comment that breaks the rules, or an error in the article."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Revision
from comments.models.comment import Comment


class Report(models.Model):
    class Reason(models.TextChoices):
        SPAM = "spam", _("Advertising or spam")
        INSULT = "insult", _("Insults or hatred")
        FALSE = "false", _("False and harmful")
        PRIVATE = "private", _("Somebody's private life")
        ILLEGAL = "illegal", _("Against the law")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        OPEN = "", _("Open")
        UPHELD = "upheld", _("Right")
        DISMISSED = "dismissed", _("Dismissed")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comment_reports")
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices)
    text = models.TextField(_("in their words"), blank=True)
    weight = models.FloatField(_("weight"), default=1, help_text=_("By how often who reports was right before."))
    at = models.DateTimeField(_("at"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(fields=["user", "outcome"], name="report_by_reader"),
            models.Index(fields=["at"], name="report_by_time"),
            models.Index(fields=["decided_at"], name="report_decided", condition=Q(decided_at__isnull=False)),
        ]
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="reported_once")]

    def __str__(self) -> str:
        return f"{self.reason}: {self.comment_id}"


class ArticleError(models.Model):
    """An error somebody found, with the words it is in and the revision that had them. A task for the desk."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CORRECTED = "corrected", _("Corrected")
        DISMISSED = "dismissed", _("No error")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reported_errors")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), null=True, blank=True)
    quote = models.TextField(_("words of the article"), blank=True)
    text = models.TextField(_("what is wrong"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="article_errors"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("reported error")
        verbose_name_plural = _("reported errors")
        indexes = [models.Index(fields=["state", "at"], name="article_error_waiting")]

    def __str__(self) -> str:
        return self.text[:60]
