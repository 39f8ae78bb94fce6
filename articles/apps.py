"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from accounts import names
        from articles.models import Author  # models are loaded only now

        names.protect(Author.objects.names_of_others)
