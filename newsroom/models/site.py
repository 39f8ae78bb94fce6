"""The publication's own row: its name and the words that stand on every page."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    name = models.CharField(_("name"), max_length=100, default="Newsroom", help_text=_("On the nameplate."))
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("For search engines and feeds."))
    owner = models.CharField(_("owner"), max_length=200, blank=True, help_text=_("After the © in the footer."))

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="site_is_one_row")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Site":
        return cls.objects.filter(pk=1).first() or cls(pk=1)
