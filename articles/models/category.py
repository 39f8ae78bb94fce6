"""The one home an article has in navigation."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.slugs import validate_slug, validate_top_level_slug


class CategoryQuerySet(models.QuerySet["Category"]):
    def in_order(self) -> "CategoryQuerySet":
        return self.order_by("position", "name", "pk")

    def top_level(self) -> "CategoryQuerySet":
        return self.filter(parent=None)


class Category(models.Model):
    class Colour(models.TextChoices):
        """Pairs of a light and a dark tone in static/css/tokens.css, each checked for contrast."""

        BLUE = "blue", _("Blue")
        BROWN = "brown", _("Brown")
        RED = "red", _("Red")
        PURPLE = "purple", _("Purple")
        GREEN = "green", _("Green")
        TEAL = "teal", _("Teal")
        PLUM = "plum", _("Plum")
        SLATE = "slate", _("Slate")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=200,
        allow_unicode=True,
        unique=True,
        validators=[validate_slug, validate_top_level_slug],
        help_text=_("The address: /slug/. Old addresses keep working after a change."),
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("Lower numbers come first in lists of categories.")
    )
    colour = models.CharField(_("colour"), max_length=10, choices=Colour.choices, default=Colour.SLATE)
    description = models.TextField(_("description"), blank=True, help_text=_("One or two sentences for readers."))

    objects: ClassVar[models.Manager["Category"]] = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="category_not_its_own_parent",
                violation_error_message=_("A category cannot be part of itself."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:category", args=[self.slug])

    def clean(self) -> None:
        if self.parent and self in self.parent.trail():
            raise ValidationError({"parent": _("A category cannot be part of itself, at any depth.")})

    def trail(self) -> list["Category"]:
        """From the outermost category down to this one; a loop in old rows ends the walk instead of hanging it."""
        trail = [self]
        while trail[0].parent and trail[0].parent not in trail:
            trail.insert(0, trail[0].parent)
        return trail

    @cached_property
    def below(self) -> list["Category"]:
        """Every category that is part of this one, at any depth, the nearest first; in one query."""
        others = list(Category.objects.exclude(parent=None).order_by("position", "name", "pk"))
        found: list[Category] = []
        level = {self.pk}
        while level:
            children = [each for each in others if each.parent_id in level and each not in found and each != self]
            found += children
            level = {each.pk for each in children}
        return found

    @property
    def parts(self) -> list["Category"]:
        return [each for each in self.below if each.parent_id == self.pk]

    def with_descendants(self) -> list[int]:
        """Primary keys of this category and of everything below it."""
        return [self.pk, *(each.pk for each in self.below)]
