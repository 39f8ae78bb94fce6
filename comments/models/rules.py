"""What a comment is measured by. Every change is a version of its own, so that each decision can name its rules."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Category
from comments.models.discussion import Mode


class Rules(models.Model):
    """All of them together. The newest row is what holds; none is ever changed."""

    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("why"), max_length=200, blank=True)

    mode = models.CharField(_("moderation"), max_length=6, choices=Mode.choices, default=Mode.BEFORE)
    first = models.PositiveSmallIntegerField(
        _("first comments"), default=3, help_text=_("How many of a new reader wait, where only the first ones do.")
    )
    closes_after = models.PositiveSmallIntegerField(
        _("closes after"), null=True, blank=True, help_text=_("Days since publication. Empty: never.")
    )
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Outside these hours comments wait."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    edit_minutes = models.PositiveSmallIntegerField(_("minutes to edit"), default=15)

    banned_words = models.TextField(_("banned words"), blank=True, help_text=_("One a line. Refused at once."))
    suspect_words = models.TextField(_("suspect words"), blank=True, help_text=_("One a line. A moderator looks."))
    allowed_domains = models.TextField(
        _("allowed domains"), blank=True, help_text=_("One a line; links to them count not.")
    )
    denied_domains = models.TextField(_("denied domains"), blank=True, help_text=_("One a line. Refused at once."))
    most_links = models.PositiveSmallIntegerField(
        _("most links"), default=2, help_text=_("With more, a moderator looks.")
    )
    new_days = models.PositiveSmallIntegerField(
        _("new for"), default=7, help_text=_("Days for which an account is new; its links wait for a moderator.")
    )
    per_reader = models.PositiveSmallIntegerField(_("a minute and reader"), default=5)
    per_network = models.PositiveSmallIntegerField(_("a minute and network"), default=20)
    per_article = models.PositiveSmallIntegerField(
        _("a minute and article"), default=60, help_text=_("With more, the others wait for a moderator.")
    )
    hold_likeness = models.FloatField(
        _("held from"),
        default=0.9,
        validators=[MinValueValidator(0.5), MaxValueValidator(1)],
        help_text=_("How much like refused ones a comment may be: 0.5 to 1, where 1 holds none."),
    )
    hold_reports = models.FloatField(
        _("hidden from"), default=3, help_text=_("Reports, weighed by who reports, from which a comment waits hidden.")
    )
    heat = models.PositiveSmallIntegerField(
        _("heat"), default=10, help_text=_("Holds and reports in ten minutes from which a discussion gets slow.")
    )
    slow_seconds = models.PositiveSmallIntegerField(
        _("slow mode"), default=120, help_text=_("Seconds between two comments.")
    )
    slow_minutes = models.PositiveSmallIntegerField(_("slow for"), default=60, help_text=_("Minutes."))
    second_reviews = models.PositiveSmallIntegerField(
        _("second reviews"),
        default=2,
        validators=[MaxValueValidator(100)],
        help_text=_("Of a hundred decisions, how many another moderator takes again without knowing them."),
    )

    class Meta:
        verbose_name = _("rules")
        verbose_name_plural = _("rules")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__isnull=False),
                name="rules_open_and_close",
            ),
            models.CheckConstraint(
                condition=Q(hold_likeness__gte=0.5, hold_likeness__lte=1), name="rules_likeness_in_range"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CategoryMode(models.Model):
    category = models.OneToOneField(Category, on_delete=models.CASCADE, related_name="comment_mode")
    mode = models.CharField(_("moderation"), max_length=6, choices=Mode.choices)
    note = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("moderation of a category")
        verbose_name_plural = _("moderation of categories")

    def __str__(self) -> str:
        return str(self.category)


class ReaderMode(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comment_mode")
    mode = models.CharField(_("moderation"), max_length=6, choices=Mode.choices)
    note = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("moderation of a reader")
        verbose_name_plural = _("moderation of readers")

    def __str__(self) -> str:
        return str(self.user_id)


class Learnt(models.Model):
    """What comments/likeness.py learnt from decisions; the newest row counts."""

    made_at = models.DateTimeField(_("made"), default=timezone.now)
    weights = models.JSONField(_("weights"))

    class Meta:
        verbose_name = _("what was learnt")
        verbose_name_plural = _("what was learnt")

    def __str__(self) -> str:
        return str(self.made_at)
