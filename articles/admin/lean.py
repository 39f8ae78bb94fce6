"""Leaves out what Django's admin loads into every form: 37 kB of scripts that make a slug, where we have our own."""

from typing import Any

from django.forms import Media

OF_SLUGS = ("urlify.js", "prepopulate.js", "xregexp.js", "xregexp.min.js")


class WithoutSlugScripts:
    """For an admin that has no `prepopulated_fields`."""

    @property
    def media(self) -> Any:
        media = super().media  # type: ignore[misc]  # mixed into a ModelAdmin
        return Media(css=media._css, js=[script for script in media._js if not str(script).endswith(OF_SLUGS)])
