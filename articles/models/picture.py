"""An uploaded picture and the files made from it for readers."""

import hashlib
import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def original_path(picture: "Picture", filename: str) -> str:
    """A name made here, from the content alone: uploaded names are neither trusted nor published."""
    extension = filename.rpartition(".")[2].lower()[:5]
    return f"originals/{picture.content_hash[:2]}/{picture.content_hash}.{extension}"


def rendition_path(rendition: "Rendition", filename: str) -> str:
    """Never the same twice, so that what deletes the file of one row deletes no other's, whatever the storage does
    with names that are taken."""
    folder = f"renditions/{rendition.picture.content_hash[:2]}/{rendition.picture.content_hash}"
    return f"{folder}/{secrets.token_hex(8)}-{filename}"


class PictureQuerySet(models.QuerySet["Picture"]):
    def with_file(self) -> "PictureQuerySet":
        return self.exclude(original="")

    def awaiting_renditions(self) -> "PictureQuerySet":
        """The newest first; what was tried in vain after everything else."""
        return self.filter(awaits_renditions=True).order_by(F("making_tried_at").asc(nulls_first=True), "-pk")

    def lacking_webp(self) -> "PictureQuerySet":
        """WebP is kept in one go, and of every picture there is one cut 3:2."""
        webp = Rendition.objects.filter(picture=OuterRef("pk"), name__startswith="wide-", name__endswith=".webp")
        return self.filter(~Exists(webp))

    def used_in_visible_articles(self, *, endless: bool = False) -> "PictureQuerySet":
        """Those whose files anyone may fetch on an article's account, or as the portrait of an author named there.

        `endless`: of articles that are not to leave the site.
        """
        from articles.models.article import Article
        from articles.models.byline import Byline

        # From the picture to its articles, and each of them by its key: the other way round reads every article.
        visible = Article.objects.visible().filter(unpublish_at=None) if endless else Article.objects.visible()
        is_visible = Exists(visible.filter(pk=OuterRef("pk")))
        leads = Article.objects.filter(is_visible, lead_picture=OuterRef("pk"))
        in_visible_article = Exists(visible.filter(pk=OuterRef("article")))
        in_body = Article.body_pictures.through.objects.filter(in_visible_article, picture=OuterRef("pk"))
        of_authors = Byline.objects.filter(in_visible_article, author__picture=OuterRef("pk"))
        elsewhere = Article.objects.filter(is_visible, social_picture=OuterRef("pk"))
        return self.filter(Exists(leads) | Exists(in_body) | Exists(of_authors) | Exists(elsewhere))


class Picture(models.Model):
    original = models.FileField(_("file"), upload_to=original_path, max_length=255, blank=True)
    content_hash = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(_("width in pixels"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), default=0, editable=False)
    alt = models.CharField(
        _("alt text"),
        max_length=1000,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Leave out “picture of”."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It says nothing the text does not: screen readers skip it.")
    )
    caption = models.TextField(_("caption"), blank=True, help_text=_("What readers see under it."))
    credit = models.CharField(_("credit"), max_length=250, blank=True, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=250, blank=True)
    title = models.CharField(_("name in the library"), max_length=250, blank=True)
    source_url = models.CharField(
        _("came from"), max_length=1000, blank=True, help_text=_("Its address on the site it was imported from.")
    )
    focal_x = models.FloatField(_("focal point, from the left"), default=0.5, help_text=_("0 is left, 1 is right."))
    focal_y = models.FloatField(_("focal point, from the top"), default=0.5, help_text=_("0 is top, 1 is bottom."))
    colour = models.CharField(_("mean colour"), max_length=7, blank=True, editable=False, help_text=_("#rrggbb"))
    awaits_renditions = models.BooleanField(_("renditions to be made"), default=False, editable=False)
    making_attempts = models.PositiveSmallIntegerField(_("attempts in vain"), default=0, editable=False)
    making_tried_at = models.DateTimeField(_("last attempt"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="picture_newest"),
            models.Index(fields=["content_hash"], name="picture_content_hash"),
            models.Index(fields=["-id"], name="picture_awaiting", condition=Q(awaits_renditions=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="picture_focal_point_inside",
                violation_error_message=_("The focal point lies between 0 and 1 on both axes."),
            ),
            models.CheckConstraint(
                condition=Q(original="", width=0, height=0) | Q(width__gt=0, height__gt=0, content_hash__gt=""),
                name="picture_file_measured",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.alt or self.caption[:80] or f"{_('Picture')} {self.pk}"

    @property
    def alt_text(self) -> str:
        return "" if self.is_decorative else self.alt

    @property
    def focus(self) -> tuple[float, float]:
        return self.focal_x, self.focal_y

    @property
    def version(self) -> str:
        """Part of every address: after "replace file" or another focal point no cache shows what was there before."""
        shown = f"{self.content_hash} {self.focal_x:.3f} {self.focal_y:.3f}"
        return hashlib.sha256(shown.encode()).hexdigest()[:8]

    @property
    def folder(self) -> str:
        """What the addresses of all its renditions begin with."""
        return reverse("articles:picture_file", args=[self.pk, self.version, "free.webp"]).removesuffix("free.webp")

    @property
    def url(self) -> str:
        """Of the largest rendition that keeps the whole picture; empty while there is no file."""
        return self.rendition_url("free.webp") if self.original else ""

    def rendition_url(self, name: str) -> str:
        """`name` is a Rendition's, which need not be made yet."""
        return self.folder + name


class Rendition(models.Model):
    """A derived file that readers get: oriented, scaled, without the original's metadata."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    name = models.CharField(_("name"), max_length=40, help_text=_("As in its address: wide-640.avif."))
    file = models.FileField(_("file"), upload_to=rendition_path, max_length=255)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [models.UniqueConstraint(fields=["picture", "name"], name="rendition_once_per_name")]

    def __str__(self) -> str:
        return f"{self.picture} {self.name}"

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2]
