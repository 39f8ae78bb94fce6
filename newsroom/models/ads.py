"""Advertisements: marked places on pages, and the pictures that stand in them for a while."""

from datetime import datetime
from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Picture


def validate_link(link: str) -> None:
    """Raises ValidationError for anything but a web address or a path of this site."""
    if link.startswith("/") and not link.startswith(("//", "/\\")):
        return
    URLValidator(schemes=["http", "https"])(link)


class AdSlot(models.Model):
    """A place on pages. Which there are, the templates decide; what shape each has, the desk may change."""

    class Shape(models.TextChoices):
        """Each a class in static/css/components/ad.css, which keeps the room free before the picture is there."""

        BOX = "box", _("Box, 6:5")
        WIDE = "wide", _("Wide, 4:1")
        BANNER = "banner", _("Banner, 8:1; 4:1 on phones")
        TALL = "tall", _("Tall, 1:2")

    name = models.SlugField(_("name in templates"), max_length=50, unique=True)
    title = models.CharField(_("where it stands"), max_length=200)
    shape = models.CharField(_("shape"), max_length=10, choices=Shape.choices, default=Shape.BOX)

    class Meta:
        verbose_name = _("ad slot")
        verbose_name_plural = _("ad slots")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.title or self.name


class PlacementQuerySet(models.QuerySet["Placement"]):
    def running(self, at: datetime | None = None) -> "PlacementQuerySet":
        now = at or timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), is_active=True, starts_at__lte=now)


class Placement(models.Model):
    """What fills a slot. Of several that run in one slot, the one begun last is shown, to every reader the same."""

    slot = models.ForeignKey(AdSlot, verbose_name=_("slot"), on_delete=models.CASCADE, related_name="placements")
    picture = models.ForeignKey(Picture, verbose_name=_("picture"), on_delete=models.PROTECT, related_name="placements")
    link = models.CharField(
        _("leads to"),
        max_length=1000,
        validators=[validate_link],
        help_text=_("https://… or a path of this site, /advertise/."),
    )
    label = models.CharField(
        _("words under the picture"), max_length=200, help_text=_("Who advertises what; also the name of the link.")
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering: ClassVar[list[str]] = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="placement_ends_after_start",
                violation_error_message=_("It must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_running(self) -> bool:
        """What `running()` says, of this one row, now."""
        now = timezone.now()
        return self.is_active and self.starts_at <= now and (self.ends_at is None or self.ends_at > now)
