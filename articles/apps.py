"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        # Models are loaded only now.
        from accounts import merging, names, personal_data
        from articles import merging as moving
        from articles import personal_data as own
        from articles.models import Author

        personal_data.register("articles", *own.HOLDINGS, eraser=own.erase)
        merging.register("articles", *moving.MOVERS, stays={})
        names.protect(Author.objects.names_of_others)
