"""What was decided about a comment, a reader or a discussion: by whom, why, and what it was before."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment

# The rule of what was hidden with the comment above it: that says nothing about its author.
WITH_PARENT = "with_parent"
HIDDEN_WITH = _("Hidden with the comment it answered.")


class Reason(models.Model):
    """One of the statements that moderators choose from, and what its author is told."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    words = models.TextField(_("what its author is told"))
    place = models.PositiveSmallIntegerField(_("place"), default=0)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering: ClassVar[list[str]] = ["place", "pk"]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """Rows are only added: comments/migrations/0003_moderation.py has triggers that refuse anything else."""

    class Verb(models.TextChoices):
        APPROVE = "approve", _("approved")
        REJECT = "reject", _("rejected")
        SPAM = "spam", _("marked as spam")
        HOLD = "hold", _("held")
        RETURN = "return", _("returned to its author")
        FEATURE = "feature", _("chosen by the desk")
        UNFEATURE = "unfeature", _("no longer chosen")
        MOVE = "move", _("moved up")
        WARN = "warn", _("warned")
        SUSPEND = "suspend", _("suspended")
        BAN = "ban", _("banned")
        LIFT = "lift", _("lifted")
        MODE = "mode", _("moderated otherwise")
        CLOSE = "close", _("closed")
        OPEN = "open", _("opened")
        SLOW = "slow", _("slowed down")
        SPEED = "speed", _("no longer slowed down")
        WITHHOLD = "withhold", _("withheld")
        RESTORE = "restore", _("restored")
        REPLY = "reply", _("answered")
        APPEAL = "appeal", _("appeal decided")
        UNDO = "undo", _("undone")

    at = models.DateTimeField(_("at"), default=timezone.now)
    verb = models.CharField(_("what"), max_length=10, choices=Verb.choices)
    # Numbers, not keys: the log outlives what it is about. None is for rules, which decide by themselves.
    by_id = models.PositiveBigIntegerField(_("by"), null=True)
    comment_id = models.PositiveBigIntegerField(_("comment"), null=True)
    article_id = models.PositiveBigIntegerField(_("article"), null=True)
    user_id = models.PositiveBigIntegerField(_("reader"), null=True, help_text=_("Whom it is about."))
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason_id = models.PositiveBigIntegerField(_("reason"), null=True)
    words = models.TextField(_("what the reader is told"), blank=True)
    rule = models.CharField(_("rule"), max_length=120, blank=True)
    rules_version = models.PositiveBigIntegerField(_("version of the rules"), null=True)
    bulk = models.UUIDField(_("act"), help_text=_("The same for all that was done with one key."))
    undoes = models.OneToOneField(
        "self", verbose_name=_("undoes"), null=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes = [
            models.Index(fields=["comment_id", "-id"], name="decision_of_comment"),
            models.Index(fields=["user_id", "-id"], name="decision_about_reader"),
            models.Index(fields=["by_id", "-id"], name="decision_by"),
            models.Index(fields=["bulk"], name="decision_in_one_act"),
            models.Index(fields=["verb", "-at"], name="decision_by_verb"),
            models.Index(
                fields=["article_id", "-id"],
                name="decision_about_discussion",
                condition=Q(comment_id=None, article_id__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(comment_id=None, article_id=None, user_id=None), name="decision_about_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.comment_id or self.article_id or self.user_id}"

    @property
    def told(self) -> str:
        """What its author reads about it."""
        return str(HIDDEN_WITH) if self.rule == WITH_PARENT else self.words


class Note(models.Model):
    """What moderators tell each other about a comment or a reader."""

    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="notes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="moderators_notes"
    )
    text = models.TextField(_("text"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None, user__isnull=False) | Q(comment__isnull=False, user=None),
                name="note_about_one",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class SecondReview(models.Model):
    """A decision that another moderator takes again without knowing it, to see whether they agree."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="second_review")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="second_reviews")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    claimed_until = models.DateTimeField(_("claimed until"), null=True)  # by whoever `by` names, without a verdict
    verdict = models.CharField(_("verdict"), max_length=10, blank=True)
    reason = models.ForeignKey(Reason, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("at"), null=True)
    rules = models.JSONField(_("held for"), default=list, help_text=_("The names of the rules, when it was decided."))

    class Meta:
        verbose_name = _("second review")
        verbose_name_plural = _("second reviews")
        indexes = [
            models.Index(fields=["id"], name="second_review_open", condition=Q(verdict="")),
            models.Index(fields=["-at", "-id"], name="second_review_given", condition=Q(at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.decision_id)
