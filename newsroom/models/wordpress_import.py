"""What was brought over from which WordPress site, so that a second run knows what it has done."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedSite(models.Model):
    url = models.CharField(_("address"), max_length=500, unique=True, help_text=_("Without scheme: old.example.org."))
    created_at = models.DateTimeField(_("first imported"), auto_now_add=True)

    class Meta:
        verbose_name = _("imported site")
        verbose_name_plural = _("imported sites")

    def __str__(self) -> str:
        return self.url


class ImportedItem(models.Model):
    """One thing of the old site and what became of it here; `fingerprint` tells whether the export changed since."""

    site = models.ForeignKey(ImportedSite, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=20, help_text=_("post, page, attachment, comment, category, …"))
    old_id = models.CharField(_("id there"), max_length=200)
    fingerprint = models.CharField(_("SHA-256 of what was read"), max_length=64)
    new_id = models.BigIntegerField(_("id here"), null=True, help_text=_("None when it was skipped."))

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["site", "kind", "old_id"], name="imported_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_id}"
