"""That a reader wants to hear of a category, a tag or an author."""

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models.article import Article, ArticleTag
from articles.models.author import Author
from articles.models.byline import Byline
from articles.models.category import Category

if TYPE_CHECKING:
    from accounts.models import User

Followed: TypeAlias = Category | Tag | Author

KINDS: dict[str, type[Followed]] = {"category": Category, "tag": Tag, "author": Author}
EXACTLY_ONE = (
    Q(category__isnull=False, tag=None, author=None)
    | Q(category=None, tag__isnull=False, author=None)
    | Q(category=None, tag=None, author__isnull=False)
)


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, user: "User") -> "FollowQuerySet":
        return self.filter(user=user)

    def with_followed(self) -> "FollowQuerySet":
        return self.select_related("category", "tag", "author")

    def with_pages(self) -> "FollowQuerySet":
        """`has_page`: tags and authors have one while readers can see an article of theirs; categories always."""
        is_visible = Exists(Article.objects.visible().filter(pk=OuterRef("shown")))
        tagged = ArticleTag.objects.filter(tag=OuterRef("tag")).annotate(shown=F("content_object"))
        written = Byline.objects.filter(author=OuterRef("author")).annotate(shown=F("article"))
        has_articles = Exists(tagged.filter(is_visible)) | Exists(written.filter(is_visible))
        return self.annotate(has_page=Q(category__isnull=False) | has_articles)


class Follow(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reader"), on_delete=models.CASCADE, related_name="follows"
    )
    category = models.ForeignKey(
        "articles.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="follows",
    )
    tag = models.ForeignKey(
        Tag, verbose_name=_("tag"), null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    author = models.ForeignKey(
        "articles.Author",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="follows",
    )
    followed_at = models.DateTimeField(_("since"), default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering: ClassVar[list[str]] = ["followed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=EXACTLY_ONE, name="follow_exactly_one"),
            # Two empty fields are never the same to a unique constraint, so each of these is about its own kind.
            models.UniqueConstraint(fields=["user", "category"], name="follow_category_once"),
            models.UniqueConstraint(fields=["user", "tag"], name="follow_tag_once"),
            models.UniqueConstraint(fields=["user", "author"], name="follow_author_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.key}"

    def get_absolute_url(self) -> str:
        """The page of what is followed."""
        return reverse("articles:tag", args=[self.tag.slug]) if self.tag else self.followed.get_absolute_url()

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if getattr(self, f"{kind}_id"))

    @property
    def followed(self) -> Followed:
        found: Followed = getattr(self, self.kind)
        return found

    @property
    def key(self) -> str:
        """As addresses and scripts name it: tag=12."""
        return f"{self.kind}={getattr(self, f'{self.kind}_id')}"

    @property
    def addition(self) -> str:
        return f"{reverse('account_follow')}?{self.key}"

    @property
    def removal(self) -> str:
        return f"{reverse('account_unfollow')}?{self.key}"
