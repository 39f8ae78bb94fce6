"""The discussion of an article: how much of it readers see, and how it is looked after."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class Mode(models.TextChoices):
    """When what somebody wrote is shown. From the most open to the strictest."""

    AFTER = "after", _("Shown at once, looked at afterwards")
    FIRST = "first", _("The first comments of each reader wait for a moderator")
    BEFORE = "before", _("Every comment waits for a moderator")


class Discussion(models.Model):
    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="discussion")
    # Both are kept by triggers of the database: comments/migrations/_counting.py. So everything has a default there.
    visible = models.PositiveIntegerField(_("visible comments"), db_default=0, editable=False)
    version = models.PositiveBigIntegerField(
        _("version"), db_default=0, editable=False, help_text=_("Grows with every change that readers see.")
    )
    mode = models.CharField(
        _("moderation"),
        max_length=6,
        choices=Mode.choices,
        blank=True,
        db_default="",
        help_text=_("Empty: as elsewhere."),
    )
    mode_note = models.CharField(
        _("why"), max_length=200, blank=True, db_default="", help_text=_("Readers who comment are told.")
    )
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    closed_note = models.CharField(_("why it is closed"), max_length=200, blank=True, db_default="")
    slow_seconds = models.PositiveIntegerField(
        _("slow mode"), null=True, blank=True, help_text=_("Seconds between two comments of one reader.")
    )
    slow_until = models.DateTimeField(_("slow until"), null=True, blank=True)
    # Nobody sees it while lawyers do: no reader and no moderator changes a comment in it, or judges one, and it comes
    # back exactly as it was. Only whoever erases their account takes along what is theirs. Whoever changes comments
    # asks once the discussion is locked: comments/discussions.py, `check` and `changeable`.
    withheld_at = models.DateTimeField(_("withheld since"), null=True, blank=True)
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withheld_note = models.CharField(_("what readers are told"), max_length=200, blank=True, db_default="")

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        indexes = [models.Index(fields=["article"], name="discussion_withheld", condition=Q(withheld_at__isnull=False))]
        constraints = [
            models.CheckConstraint(
                condition=Q(slow_seconds=None, slow_until=None)
                | Q(slow_seconds__isnull=False, slow_until__isnull=False),
                name="discussion_slow_for_some_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
