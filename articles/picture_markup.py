"""A picture as it stands in a page: every format and width that browsers choose from."""

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Picture
from articles.renditions import NARROWER, WIDEST

# Width by height; "free" keeps the whole picture.
CROPS: Final = {"free": None, "wide": (3, 2), "video": (16, 9), "square": (1, 1)}


def markup(
    picture: Picture, *, crop: str = "free", sizes: str = "100vw", alt: str | None = None, is_lead: bool = False
) -> SafeString:
    """`crop` is a key of CROPS. `alt` of None is the picture's own; give "" where the text beside it says the same.

    One picture of a page, the largest on its first screen, is the lead: fetched before everything else.
    """
    widths = [(f"free-{width}", width) for width in NARROWER if width < picture.width]
    widths.append(("free", min(WIDEST, picture.width)))
    srcset = format_html_join(", ", "{} {}w", ((picture.rendition_url(name), width) for name, width in widths))
    ratio = CROPS[crop]
    width = picture.width
    height = picture.height if ratio is None else max(1, round(picture.width * ratio[1] / ratio[0]))
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}" {}="{}" decoding="async">',
        *(picture.url, srcset, sizes, picture.alt_text if alt is None else alt, width, height),
        *(("fetchpriority", "high") if is_lead else ("loading", "lazy")),
    )
