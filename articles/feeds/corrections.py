"""The feed of all corrections."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import corrections
from articles.feeds.entries import MOST, Feed, Item
from articles.models import Correction
from articles.not_in_xml import clean
from articles.site_url import absolute


def gather(*, address: str, site_name: str) -> Feed:
    """The newest of what readers may see."""
    name = _("Corrections")
    return Feed(
        title=clean(f"{site_name}: {name}"),
        about=clean(_("What %(name)s got wrong, and what is right.") % {"name": site_name}),
        publication=clean(site_name),
        page=absolute(reverse("articles:corrections")),
        address=absolute(address),
        language=get_language() or settings.LANGUAGE_CODE,
        items=[_item(correction) for correction in corrections.visible()[:MOST]],
    )


def _item(correction: Correction) -> Item:
    title = f"{correction.get_type_display()}: {correction.article.headline}"
    return Item(
        unique_id=f"tag:{urlsplit(settings.SITE_URL).hostname},2026:correction-{correction.pk}",
        address=absolute(correction.get_absolute_url()),
        title=clean(title),
        summary=clean(correction.text),
        content=clean(render_to_string("articles/_correction_in_feed.html", {"correction": correction})),
        authors=[],
        subjects=[clean(correction.article.category.name)],
        published_at=correction.created_at,
        updated_at=correction.changed_at,
        picture=None,
        source="",
        comments=None,
    )
