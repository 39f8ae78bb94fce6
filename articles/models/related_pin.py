"""What an editor wants readers to see next to an article, before anything is chosen by subject."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RelatedPin(models.Model):
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="related_pins"
    )
    related = models.ForeignKey(
        "articles.Article",
        verbose_name=_("also worth reading"),
        on_delete=models.CASCADE,
        related_name="pinned_beside",
        help_text=_("Left out while readers cannot see it."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "related"], name="related_pin_once"),
            models.CheckConstraint(
                condition=~Q(article=F("related")),
                name="related_pin_is_another_article",
                violation_error_message=_("An article cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.related)
