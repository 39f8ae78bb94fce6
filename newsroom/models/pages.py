"""Standing pages: Privacy, Terms, Advertise, Contact, Press Release."""

from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Category, MediaFile, Picture
from articles.models.slugs import validate_slug, validate_top_level_slug


class PageQuerySet(models.QuerySet["Page"]):
    def visible(self, at: datetime | None = None) -> "PageQuerySet":
        return self.filter(is_published=True, published_at__lte=at or timezone.now())


class Page(models.Model):
    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(
        _("slug"),
        max_length=200,
        allow_unicode=True,
        unique=True,
        validators=[validate_slug, validate_top_level_slug],
        help_text=_("The address: /slug/. Old addresses keep working after a change."),
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    position = models.IntegerField(_("position"), default=0)
    body = models.TextField(_("body"), blank=True)
    pictures = models.ManyToManyField(Picture, related_name="pages", editable=False)
    files = models.ManyToManyField(MediaFile, related_name="pages", editable=False)
    is_published = models.BooleanField(_("published"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    modified_at = models.DateTimeField(_("last saved"), default=timezone.now, editable=False)
    notes = models.TextField(_("notes for the desk"), blank=True, help_text=_("Never shown to readers."))
    is_placeholder = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("Written by the setup and never saved since: an import may replace it."),
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering: ClassVar[list[str]] = ["position", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(published_at__isnull=False), name="page_published_has_date"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(_("(no title)"))

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])

    def clean(self) -> None:
        if Category.objects.filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("A category has this address.")})


class PageAddress(models.Model):
    """A path that a page once had, in the form of FormerAddress.path."""

    path = models.CharField(_("path"), max_length=600, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name = _("former address of a page")
        verbose_name_plural = _("former addresses of pages")

    def __str__(self) -> str:
        return self.path
