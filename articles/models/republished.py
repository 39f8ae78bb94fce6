"""The part of an article that says where wire or republished copy came from, and how others should see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Republished(models.Model):
    source_name = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Who published it first."))
    source_url = models.URLField(_("source address"), max_length=1000, blank=True)
    source_licence = models.CharField(_("licence"), max_length=250, blank=True)

    class Meta:
        abstract = True

    @property
    def is_republished(self) -> bool:
        return bool(self.source_name or self.source_url)


class SeenElsewhere(models.Model):
    """What search engines and social networks show instead of headline, standfirst and lead picture."""

    seo_title = models.CharField(_("title for search engines"), max_length=200, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=320, blank=True)
    canonical_url = models.URLField(
        _("canonical address"),
        max_length=1000,
        blank=True,
        help_text=_("Only if the same text has its home elsewhere."),
    )
    is_hidden_from_search = models.BooleanField(_("keep out of search engines"), default=False)
    social_title = models.CharField(_("title on social networks"), max_length=200, blank=True)
    social_description = models.CharField(_("text on social networks"), max_length=320, blank=True)
    social_picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("picture on social networks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True
