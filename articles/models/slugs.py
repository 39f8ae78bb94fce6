"""Words that stand in the first or second place of our own addresses and so cannot be slugs."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

RESERVED_TOP_LEVEL = frozenset(
    (
        "accounts admin api archive author category comments consent corrections discussion feed feeds healthz latest "
        "media notifications offline page preview print privacy-choices readyz robots saved search series sitemap "
        "static story tag wp-admin wp-content wp-includes wp-json"
    ).split()
)
RESERVED_IN_CATEGORY = frozenset({"feed", "page", "amp"})

validate_slug = RegexValidator(
    r"^\w[\w-]*\Z", _("Letters, digits, hyphens and underscores only, starting with a letter or digit.")
)


def validate_top_level_slug(slug: str) -> None:
    """For what lives at /slug/. Raises ValidationError where an address of the site itself is meant."""
    if slug in RESERVED_TOP_LEVEL:
        raise ValidationError(_("The site itself uses /%(slug)s/. Choose another."), params={"slug": slug})


def validate_article_slug(slug: str) -> None:
    """For what lives at /category/slug/. Raises ValidationError for the words that name feeds and pages there."""
    if slug in RESERVED_IN_CATEGORY:
        raise ValidationError(_("The site itself uses “%(slug)s” here. Choose another."), params={"slug": slug})
