"""The site itself, and the desk (the Django admin) it opens for staff."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Site")
    default = True

    def ready(self) -> None:
        from accounts import publication
        from newsroom import checks  # noqa: F401  # imported to be registered
        from newsroom.models import Site

        publication.named_by(lambda: Site.current().name)


class NewsroomAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "newsroom.admin.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        # Not in newsroom/admin/__init__.py: the site itself is looked up in that package before it exists.
        from newsroom.admin import ads, category, menu, page, publication, schedule  # noqa: F401  # imported to be registered
