"""Leaves out what Django's admin loads into every form, where we have our own or need none."""

from copy import copy
from typing import Any

from django.forms import Media

STOCK = "admin/js/"
OF_SLUGS = ("urlify.js", "prepopulate.js", "xregexp.js", "xregexp.min.js")


class WithoutSlugScripts:
    """For an admin that has no `prepopulated_fields`."""

    @property
    def media(self) -> Any:
        media = super().media  # type: ignore[misc]  # mixed into a ModelAdmin
        return Media(css=media._css, js=[script for script in media._js if not str(script).endswith(OF_SLUGS)])


def without_stock(media: Media) -> Media:
    """For a form whose scripts do all that jQuery and the scripts above it do elsewhere."""
    lean = copy(media)
    lean._js_lists = [[each for each in scripts if STOCK not in str(each)] for scripts in media._js_lists]  # type: ignore[attr-defined]  # untyped
    return lean
