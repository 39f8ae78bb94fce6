"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts import own_sections, sections, sign_in_audit  # models are loaded only now

        sign_in_audit.connect()
        sections.add(*own_sections.OWN)
