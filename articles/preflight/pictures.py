"""Pictures: one above the text, each with words for those who cannot see it and the name of who made it."""

import re
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Picture
from articles.preflight.finding import Finding, advice
from articles.preflight.outline import Shown
from articles.preflight.subject import Subject

FILE_NAME = re.compile(
    r"\S+\.(jpe?g|png|gif|webp|avif|heic|tiff?|svg|bmp)"
    r"|(img|dsc[nf]?|pxl|image|photo|picture|screenshot|scan)[-_ ]?\d+",
    re.IGNORECASE,
)


def lead(subject: Subject) -> Iterator[Finding]:
    if not subject.lead and not subject.content.get("video_provider"):
        yield advice("lead_missing", "lead_picture", _("It has no lead picture."))


def alt_texts(subject: Subject) -> Iterator[Finding]:
    for field, shown, picture in _all(subject):
        if _is_decorative(picture):
            continue
        alt = shown.alt or (picture.alt if picture else "")
        if not alt.strip():
            yield Finding("alt_missing", field, _("%s has no alt text.") % _name(field, picture), link=_desk(picture))
        elif FILE_NAME.fullmatch(alt.strip()):
            words = _("The alt text “%s” is the name of a file. Say what the picture shows.") % alt.strip()[:60]
            yield Finding("alt_is_file_name", field, words, link=_desk(picture))


def makers(subject: Subject) -> Iterator[Finding]:
    for field, _shown, picture in _all(subject):
        if picture and not picture.credit.strip():
            words = _("%s has no credit: say who made it.") % _name(field, picture)
            yield Finding("credit_missing", field, words, link=_desk(picture))


def _all(subject: Subject) -> Iterator[tuple[str, Shown, Picture | None]]:
    """Each once; what is shown of another site is in no library, and has no credit there."""
    if subject.lead in subject.pictures:
        yield "lead_picture", Shown(subject.lead, "", ""), subject.pictures[subject.lead]
    seen = set()
    for shown in subject.outline.pictures:
        if shown not in seen:
            seen.add(shown)
            yield "body", shown, subject.pictures.get(shown.number) if shown.number else None


def _is_decorative(picture: Picture | None) -> bool:
    return picture is not None and picture.is_decorative


def _name(field: str, picture: Picture | None) -> str:
    if field == "lead_picture":
        return _("The lead picture")
    return _("The picture “%s” in the text") % str(picture)[:60] if picture else _("A picture in the text")


def _desk(picture: Picture | None) -> str:
    return reverse("admin:articles_picture_change", args=[picture.pk]) if picture else ""
