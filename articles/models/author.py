"""A person or agency that gets bylines, with or without an account."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.slugs import validate_slug


class AuthorQuerySet(models.QuerySet["Author"]):
    def with_visible_articles(self) -> "AuthorQuerySet":
        """How many readers may see, each once, whatever the author's part in it."""
        from articles.models.article import Article
        from articles.models.byline import Byline

        theirs = Byline.objects.filter(author=OuterRef(OuterRef("pk"))).values("article")
        visible = Article.objects.visible().filter(pk__in=theirs).order_by().values("status")
        counted = Subquery(visible.annotate(count=Count("pk")).values("count"))
        return self.annotate(visible_articles=Coalesce(counted, 0))

    def names_of_others(self, user: Model) -> Iterable[str]:
        """Than `user`, who may be one of them: what only the others may be called."""
        return self.exclude(user=user.pk).values_list("name", flat=True)


class Author(models.Model):
    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    name = models.CharField(_("name"), max_length=250, help_text=_("As printed in bylines."))
    slug = models.SlugField(_("slug"), max_length=200, allow_unicode=True, unique=True, validators=[validate_slug])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    bio = models.TextField(_("biography"), blank=True, help_text=_("Two or three sentences."))
    picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="authors",
    )
    links = models.JSONField(
        _("links"),
        default=list,
        blank=True,
        help_text=_('A list of web addresses about this author: ["https://example.org/"].'),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])

    @property
    def web_links(self) -> list[str]:
        """Those of `links` that are addresses in the web: an import may have brought anything."""
        return [link for link in self.links if isinstance(link, str) and link.startswith(("https://", "http://"))]
