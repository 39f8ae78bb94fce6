"""The part of an article that says which moving picture it is about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

VIDEO_CONSTRAINT = models.CheckConstraint(
    condition=Q(video_provider="", video_id="", video_file=None)
    | Q(video_provider__in=["youtube", "vimeo"], video_id__gt="", video_file=None)
    | Q(video_provider="file", video_id="", video_file__isnull=False),
    name="article_video_complete",
    violation_error_message=_("Give the address of a YouTube or Vimeo video, or choose a file of our own."),
)


class HasVideo(models.Model):
    class VideoProvider(models.TextChoices):
        YOUTUBE = "youtube", "YouTube"
        VIMEO = "vimeo", "Vimeo"
        FILE = "file", _("Our own file")

    video_provider = models.CharField(_("video from"), max_length=10, choices=VideoProvider.choices, blank=True)
    video_id = models.CharField(_("video number"), max_length=64, blank=True, help_text=_("As in its address."))
    video_file = models.ForeignKey(
        "articles.MediaFile",
        verbose_name=_("video file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="video_articles",
    )
    video_seconds = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def has_video(self) -> bool:
        return bool(self.video_provider)

    @property
    def video_length(self) -> str:
        """As on a player: 4:05, 1:02:00. Empty where nobody noted it."""
        minutes, seconds = divmod(self.video_seconds or 0, 60)
        hours, minutes = divmod(minutes, 60)
        if hours:
            return f"{hours}:{minutes:02d}:{seconds:02d}"
        return f"{minutes}:{seconds:02d}" if self.video_seconds else ""

    @property
    def video_url(self) -> str:
        """Where the video can be watched without our player: at its provider, or our own file."""
        if self.video_provider == self.VideoProvider.YOUTUBE:
            return f"https://www.youtube.com/watch?v={self.video_id}"
        if self.video_provider == self.VideoProvider.VIMEO:
            return f"https://vimeo.com/{self.video_id}"
        return self.video_file.url if self.video_file else ""
