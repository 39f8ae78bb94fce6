"""A dated statement that an article was wrong. It stays as it was said, and is withdrawn with a reason.

Triggers of the database see to that: articles/migrations/_corrections.py.
"""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible(self) -> "CorrectionQuerySet":
        """Those of what readers may see now."""
        return self.filter(article__in=Article.objects.visible())

    def newest_first(self) -> "CorrectionQuerySet":
        return self.order_by("-created_at", "-pk")


class Correction(models.Model):
    class Type(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        EDITORS_NOTE = "editors_note", _("Editor’s note")
        RETRACTION = "retraction", _("Retraction")

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="corrections")
    type = models.CharField(_("type"), max_length=15, choices=Type.choices, default=Type.CORRECTION)
    place = models.CharField(
        _("where"),
        max_length=200,
        blank=True,
        help_text=_("Headline, third paragraph, caption: as readers would say it."),
    )
    text = models.TextField(_("what was wrong, and what is right"))
    created_at = models.DateTimeField(_("date"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["article", "created_at"], name="correction_of_article"),
            models.Index(fields=["-created_at", "-id"], name="correction_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""), name="correction_withdrawn_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} · {self.article}"

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its article."""
        return f"correction-{self.pk}"

    @property
    def changed_at(self) -> datetime:
        return self.withdrawn_at or self.created_at

    @property
    def leads(self) -> bool:
        """Whether readers must know it before they read, so that it stands above the text."""
        return self.withdrawn_at is None and self.type in {self.Type.EDITORS_NOTE, self.Type.RETRACTION}
