"""A path that something once had, here or on the site it was imported from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

TARGETS = ("article", "category", "author", "tag", "picture", "media_file")


def exactly_one_target() -> Q:
    condition = Q()
    for target in TARGETS:
        others = {f"{other}__isnull": other != target for other in TARGETS}
        condition |= Q(**others)
    return condition


class FormerAddress(models.Model):
    """`path` is decoded, begins with a slash and ends without one; plain permalinks keep their query: /?p=12."""

    path = models.CharField(_("path"), max_length=600, unique=True)
    article = models.ForeignKey("articles.Article", null=True, blank=True, on_delete=models.CASCADE)
    category = models.ForeignKey("articles.Category", null=True, blank=True, on_delete=models.CASCADE)
    author = models.ForeignKey("articles.Author", null=True, blank=True, on_delete=models.CASCADE)
    tag = models.ForeignKey("taggit.Tag", null=True, blank=True, on_delete=models.CASCADE)
    picture = models.ForeignKey("articles.Picture", null=True, blank=True, on_delete=models.CASCADE)
    media_file = models.ForeignKey("articles.MediaFile", null=True, blank=True, on_delete=models.CASCADE)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        default_related_name = "former_addresses"
        constraints = [
            models.CheckConstraint(condition=exactly_one_target(), name="former_address_has_one_target"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="former_address_begins_with_slash"),
        ]

    def __str__(self) -> str:
        return self.path
