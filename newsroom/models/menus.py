"""The menus of the site, edited by the desk."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Category
from newsroom.models.pages import Page


class Menu(models.Model):
    slug = models.SlugField(_("name in templates"), max_length=100, unique=True, help_text=_("main, footer, …"))
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class MenuItem(models.Model):
    """Leads to a category, a page, an article or any address; exactly one of the four."""

    menu = models.ForeignKey(Menu, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", verbose_name=_("under"), null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    label = models.CharField(_("label"), max_length=200, blank=True, help_text=_("Empty: the name of its target."))
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.CASCADE, related_name="menu_items")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="menu_items")
    article = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="menu_items",
        help_text=_("Left out of the menu while readers cannot see it."),
    )
    url = models.CharField(_("address"), max_length=1000, blank=True, help_text=_("/latest/ or https://…"))

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category__isnull=False, page=None, article=None, url="")
                | Q(category=None, page__isnull=False, article=None, url="")
                | Q(category=None, page=None, article__isnull=False, url="")
                | Q(category=None, page=None, article=None, url__gt=""),
                name="menu_item_has_one_target",
                violation_error_message=_("Choose a category, a page, an article or an address: one of the four."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.target.get_absolute_url() if self.target else self.url

    @property
    def target(self) -> Category | Page | Article | None:
        return self.category or self.page or self.article

    @property
    def text(self) -> str:
        return self.label or (str(self.target) if self.target else self.url)
