"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from accounts import sections
        from comments import by_reader  # models are loaded only now

        name, action = _("Your comments"), _("Read")
        sections.add(sections.Section(sections.Group.READING, "comments:own", name, by_reader.summary, action))
