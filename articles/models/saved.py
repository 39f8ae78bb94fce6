"""An article that a reader keeps in their account, to read later."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

if TYPE_CHECKING:
    from accounts.models import User


class SavedArticleQuerySet(models.QuerySet["SavedArticle"]):
    def of(self, user: "User") -> "SavedArticleQuerySet":
        return self.filter(user=user)

    def visible(self) -> "SavedArticleQuerySet":
        """Those that can be read now. The others stay saved, and are back when readers may see them again."""
        return self.filter(Exists(Article.objects.visible().filter(pk=OuterRef("article"))))

    def newest_first(self) -> "SavedArticleQuerySet":
        return self.order_by("-saved_at", "-pk")

    def for_links(self) -> "SavedArticleQuerySet":
        return self.prefetch_related(Prefetch("article", Article.objects.for_links()))


class SavedArticle(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reader"), on_delete=models.CASCADE, related_name="saved_articles"
    )
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="saved_by"
    )
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects = SavedArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved article")
        verbose_name_plural = _("saved articles")
        ordering: ClassVar[list[str]] = ["-saved_at", "-pk"]
        indexes = [models.Index(fields=["user", "-saved_at", "-id"], name="saved_article_newest")]
        constraints = [models.UniqueConstraint(fields=["user", "article"], name="saved_article_once")]

    def __str__(self) -> str:
        return f"{self.user_id} saved {self.article_id}"

    @property
    def removal(self) -> str:
        return f"{reverse('account_unsave')}?article={self.article_id}"
