"""Who an article is by, in order, as printed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Byline(models.Model):
    class Role(models.TextChoices):
        AUTHOR = "author", _("By")
        CONTRIBUTOR = "contributor", _("Additional reporting by")
        PHOTOGRAPHER = "photographer", _("Pictures by")
        VIDEOGRAPHER = "videographer", _("Video by")
        EDITOR = "editor", _("Edited by")
        TRANSLATOR = "translator", _("Translated by")

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("articles.Author", on_delete=models.PROTECT, related_name="bylines")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["author", "article"], name="byline_articles_of_author")]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_once_per_role",
                violation_error_message=_("This author is already named in this role."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.author}"
