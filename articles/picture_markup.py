"""A picture as it stands in a page: every format and width for browsers to choose from, whether made yet or not."""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles import crops
from articles.crops import Size, Spec
from articles.models import Picture


class ShownPicture(NamedTuple):
    """A JPEG for those who do not choose: search engines, feeds, cards elsewhere."""

    url: str
    width: int
    height: int


def shown(picture: Picture, crop: str) -> ShownPicture:
    """The largest of `crop` ("video", "classic" or "square" for search engines), up to 1280 pixels wide.

    Of a picture that has a file.
    """
    return _shown(picture, crops.jpegs(crop, Size(picture.width, picture.height))[-1])


def social(picture: Picture) -> ShownPicture | None:
    """For cards elsewhere, 1200 × 630; None where it would have to be scaled up too far, or has no file."""
    if not picture.original or not crops.has_social(Size(picture.width, picture.height)):
        return None
    return ShownPicture(picture.rendition_url(crops.SOCIAL), *crops.SOCIAL_SIZE)


def _shown(picture: Picture, spec: Spec) -> ShownPicture:
    return ShownPicture(picture.rendition_url(spec.name), *spec.size)


def markup(
    picture: Picture, *, crop: str = "free", sizes: str = "100vw", alt: str | None = None, is_lead: bool = False
) -> SafeString:
    """`crop` is a key of CROPS. `alt` of None is the picture's own; give "" where the text beside it says the same.

    One picture of a page, the largest on its first screen, is the lead: fetched before everything else.
    """
    size, folder = Size(picture.width, picture.height), picture.folder
    # Of JPEG one width is enough: the few browsers that take neither of the others are old, and small.
    fallback = folder + crops.jpegs(crop, size)[0].name
    return format_html(
        '<picture>{}<img src="{}" alt="{}" width="{}" height="{}" {}="{}"{} decoding="async"></picture>',
        # Closed, for programs that know no HTML 5 and would put the picture inside its source: libxml2 and its heirs.
        format_html_join("", '<source type="image/{}" srcset="{}" sizes="{}">', _sources(folder, crop, size, sizes)),
        *(fallback, picture.alt_text if alt is None else alt, *crops.crop_size(crop, size)),
        *(("fetchpriority", "high") if is_lead else ("loading", "lazy")),
        # Not a style: the policy of the page allows none. base.css reads it off.
        format_html(' data-colour="{}"', picture.colour) if picture.colour else "",
    )


def _sources(folder: str, crop: str, size: Size, sizes: str) -> list[tuple[str, str, str]]:
    return [
        (
            extension,
            ", ".join(f"{folder}{spec.name} {spec.size.width}w" for spec in crops.for_pages(crop, size, extension)),
            sizes,
        )
        for extension in crops.NEW_FORMATS
    ]
