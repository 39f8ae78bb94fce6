"""Writing what stands between paragraphs in our form: figures, galleries, players and embedded videos."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape

from articles import embeds
from articles.models import MediaFile, Picture


@dataclass(slots=True)
class Shown:
    """A picture or file that came over: enough to write it into a text."""

    pk: int
    is_picture: bool
    kind: str  # a value of MediaFile.Kind; empty for pictures
    url: str
    alt: str
    caption: str
    title: str


def picture_url(picture: Picture) -> str:
    # Without a file yet there is no version to name; the address redirects to the right one once there is.
    return picture.url or f"/media/pictures/{picture.pk}/imported/free.webp"


def file_url(media_file: MediaFile) -> str:
    return media_file.url or f"/media/files/{media_file.pk}/imported/"


def image(shown: Shown, alt: str | None = None) -> str:
    text = shown.alt if alt is None else alt
    return f'<img src="{escape(shown.url)}" alt="{escape(text)}" data-picture="{shown.pk}">'


def figure(inside: str, caption: str = "", align: str = "") -> str:
    """`inside` and `caption` are HTML."""
    attribute = f' data-align="{escape(align)}"' if align else ""
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f"<figure{attribute}>{inside}{below}</figure>"


def gallery(figures: Iterable[str], caption: str = "") -> str:
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f'<figure data-gallery="grid">{"".join(figures)}{below}</figure>'


def embed(url: str, caption: str = "") -> str:
    """A video that we can play at its provider, or a link to whatever else it is."""
    link = f'<a href="{escape(url)}">{escape(url)}</a>'
    if embeds.parse(url):
        below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
        return f'<figure data-embed="{escape(url)}">{link}{below}</figure>'
    return f"<p>{link}</p>" + (f"<p>{caption}</p>" if caption.strip() else "")


def player(shown: Shown, tag: str) -> str:
    return f'<{tag} src="{escape(shown.url)}" controls data-file="{shown.pk}"></{tag}>'


def file_link(shown: Shown) -> str:
    return f'<p><a href="{escape(shown.url)}">{escape(shown.title or shown.url)}</a></p>'
