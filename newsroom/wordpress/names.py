"""Names, titles and slugs of the old site in a form that this one can take."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from django.db import models

from articles.addresses import slug_from as slug_from
from articles.body import plain_text
from newsroom.wordpress.blocks import without_comments

MAX_SLUG = 200
GOOD_SLUG = re.compile(r"\w[\w-]*\Z")


def plain(text: str, longest: int) -> str:
    """Words alone: no markup, no entities, one line, cut at a word's end if it must be cut."""
    text = text[: 40 * longest]  # a hostile megabyte need not be looked through to be cut
    if "<!--" in text:
        text = without_comments(text, lambda _old_id: "").text
    words = plain_text(text) if "<" in text else " ".join(unescape(text).split())
    # Exports of old sites have their entities escaped twice: &amp;#8217;.
    words = unescape(words) if "&" in words else words
    if len(words) <= longest:
        return words
    return words[: longest - 1].rsplit(" ", 1)[0][: longest - 1].rstrip(" ,;:.–—-") + "…"


def slug(given: str, otherwise: str) -> str:
    """The old slug, decoded; where it is not one here, the nearest that is; without any, one made of the title."""
    decoded = unquote(given).strip().lower()[:MAX_SLUG]
    if GOOD_SLUG.match(decoded):
        return decoded
    return slug_from(decoded or otherwise)


def free_slugs(wanted: Iterable[str], rows: models.QuerySet, reserved: Iterable[str]) -> list[str]:
    """One slug for each wanted, none of which a row, a reserved word or another of them has."""
    wanted = list(wanted)
    taken = set(reserved) | set(rows.filter(slug__in=wanted).values_list("slug", flat=True))
    free = []
    for slug in wanted:
        number, candidate = 1, slug
        while candidate in taken or (number > 1 and rows.filter(slug=candidate).exists()):
            number += 1
            candidate = f"{slug[: MAX_SLUG - 8].rstrip('-')}-{number}"
        taken.add(candidate)
        free.append(candidate)
    return free
