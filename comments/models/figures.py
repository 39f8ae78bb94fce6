"""What happened in the discussions month by month, counted and kept, so that nobody has to count millions again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class MonthlyFigures(models.Model):
    """Nothing in it names anybody; comments/figures.py says what is counted under which name."""

    month = models.DateField(_("month"), unique=True, help_text=_("Its first day."))
    counts = models.JSONField(_("counts"), default=dict)
    until = models.DateTimeField(_("counted until"), null=True)

    class Meta:
        verbose_name = _("figures of a month")
        verbose_name_plural = _("figures of months")
        ordering: ClassVar[list[str]] = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
