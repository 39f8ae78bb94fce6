"""How often an article was read on a day: a number, and nothing about who read it; and which were read most."""

from datetime import date

from django.db import models
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _


class ReadershipQuerySet(models.QuerySet["Readership"]):
    def add(self, article_id: int, day: date, count: int = 1) -> None:
        """Counts without reading first: two workers that count at once both count."""
        if not self.filter(article=article_id, day=day).update(count=F("count") + count):
            _row, created = self.get_or_create(article_id=article_id, day=day, defaults={"count": count})
            if not created:
                self.filter(article=article_id, day=day).update(count=F("count") + count)

    def most_read(self, since: date) -> "models.QuerySet[Readership, tuple[int, int]]":
        """Keys of articles and how often each was read since that day, the most read first."""
        totals = self.filter(day__gte=since).values("article").annotate(total=Sum("count"))
        return totals.order_by("-total", "-article").values_list("article", "total")


class Readership(models.Model):
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="readership"
    )
    day = models.DateField(_("day"), help_text=_("In the publication's time zone."))
    count = models.PositiveIntegerField(_("times read"), default=0)

    objects = ReadershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readership")
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="readership_once_per_day")]
        indexes = [models.Index(fields=["day", "article", "count"], name="readership_by_day")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.count}"


class MostRead(models.Model):
    """Kept from one ranking to the next, so that no page adds up a week of readings."""

    rank = models.PositiveSmallIntegerField(_("rank"), primary_key=True)
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="most_read"
    )

    class Meta:
        verbose_name = _("most read article")
        verbose_name_plural = _("most read articles")

    def __str__(self) -> str:
        return f"{self.rank}: {self.article_id}"
