"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        # Models are loaded only now.
        from accounts import (
            merging,
            own_data,
            own_merging,
            own_sections,
            personal_data,
            proving,
            recovering,
            second_factor,
            sections,
            sign_in_audit,
        )

        sign_in_audit.connect()
        second_factor.connect()
        proving.connect()
        recovering.connect()
        sections.add(*own_sections.OWN, first=True)
        personal_data.register("accounts", *own_data.HOLDINGS, eraser=own_data.erase)
        merging.register("accounts", *own_merging.MOVERS, stays=own_merging.STAYS)
