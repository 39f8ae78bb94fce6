"""Sound, moving pictures and documents of the house's own."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def media_file_path(media_file: "MediaFile", filename: str) -> str:
    extension = filename.rpartition(".")[2].lower()[:5]
    return f"files/{media_file.content_hash[:2]}/{media_file.content_hash}.{extension}"


class MediaFileQuerySet(models.QuerySet["MediaFile"]):
    def used_in_visible_articles(self, *, endless: bool = False) -> "MediaFileQuerySet":
        from articles.models.article import Article

        # From the file to its articles, as with pictures.
        visible = Article.objects.visible().filter(unpublish_at=None) if endless else Article.objects.visible()
        is_visible = Exists(visible.filter(pk=OuterRef("pk")))
        leads = Article.objects.filter(is_visible, video_file=OuterRef("pk"))
        in_visible_article = Exists(visible.filter(pk=OuterRef("article")))
        in_body = Article.body_files.through.objects.filter(in_visible_article, mediafile=OuterRef("pk"))
        return self.filter(Exists(leads) | Exists(in_body))


class MediaFile(models.Model):
    class Kind(models.TextChoices):
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        DOCUMENT = "document", _("Document")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    file = models.FileField(_("file"), upload_to=media_file_path, max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0, editable=False)
    content_hash = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=250)
    caption = models.TextField(_("caption"), blank=True)
    source_url = models.CharField(_("came from"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = MediaFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("media file")
        verbose_name_plural = _("media files")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["content_hash"], name="media_file_content_hash")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Empty while there is no file."""
        return reverse("articles:media_file", args=[self.pk, self.content_hash[:8]]) if self.file else ""
