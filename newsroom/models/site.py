"""The publication's own row: its name and the words that stand on every page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def validate_social_links(links: Any) -> None:
    """A list of {"name": …, "url": "https://…"}. Raises ValidationError for anything else."""
    for link in links if isinstance(links, list) else [None]:
        if (
            not isinstance(link, dict)
            or set(link) != {"name", "url"}
            or not all(isinstance(v, str) and v for v in link.values())
        ):
            raise ValidationError(_("Each account needs a name and an address."))
        URLValidator(schemes=["http", "https"])(link["url"])


class Site(models.Model):
    name = models.CharField(_("name"), max_length=100, default="Newsroom", help_text=_("On the nameplate."))
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("For search engines and feeds."))
    owner = models.CharField(_("owner"), max_length=200, blank=True, help_text=_("After the © in the footer."))
    # In this row, because every page shows them: a table of their own would cost every page a query.
    social_links = models.JSONField(
        _("follow us"),
        default=list,
        blank=True,
        validators=[validate_social_links],
        help_text=_("One account a line: its name, then its address."),
    )

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
