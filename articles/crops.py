"""Which files are made of a picture: arithmetic, the same for pages that name them and jobs that make them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple, Protocol, TypeVar

Format = Literal["avif", "webp", "jpg"]
NEW_FORMATS: Final[tuple[Format, ...]] = ("avif", "webp")  # best first, as browsers are offered them
STEP = 1.1  # what is wider by less than this is not worth a file of its own


# In place of which format which others do: whoever asks for JPEG may know no other, whoever knows AVIF knows all.
INSTEAD: Final = {"avif": ("avif", "webp", "jpg"), "webp": ("webp", "jpg"), "jpg": ("jpg", "webp")}


class Size(NamedTuple):
    width: int
    height: int


class Box(NamedTuple):
    """Left, upper, right, lower, in pixels of the upright original."""

    left: int
    upper: int
    right: int
    lower: int

    @property
    def size(self) -> Size:
        return Size(self.right - self.left, self.lower - self.upper)


@dataclass(frozen=True)
class Crop:
    """`widths` are those browsers choose from; `jpegs` are for everyone else: old browsers get the first of them
    (the only one that stands in pages), search engines and feeds the last."""

    ratio: tuple[int, int] | None  # None keeps the whole picture
    widths: tuple[int, ...]
    jpegs: tuple[int, ...]


# Each list is as short as the places it is shown in allow: every width is two files to make and two addresses in the
# page. Search engines want 1200 pixels of 16:9, 4:3 and 1:1; 1280 is the first width of ours that has them.
CROPS: Final = {
    # In texts: 640 pixels wide on screens, all across on phones; as lead picture 1080. The last is `WHOLE`.
    "free": Crop(None, (480, 800, 1280, 1600), (800,)),
    # From a card to the lead of the front page. 800 is a phone's 390 at two dots a pixel, the most frequent of all.
    "wide": Crop((3, 2), (320, 640, 800, 1280, 2000), (800,)),
    "video": Crop((16, 9), (320, 640, 960, 1280), (640, 1280)),
    # Thumbnails and portraits, never wider than 200 pixels.
    "square": Crop((1, 1), (320, 640), (320, 1280)),
    "classic": Crop((4, 3), (), (1280,)),
}
WHOLE = "free.webp"  # made while the upload is answered; what every text refers to
SOCIAL = "social.jpg"
SOCIAL_SIZE = Size(1200, 630)
SOCIAL_LEAST = 600  # narrower ones would be mush at twice their size


class Spec(NamedTuple):
    """One file to be made."""

    crop: str
    name: str
    size: Size
    format: Format


def box(size: Size, ratio: tuple[int, int] | None, focus: tuple[float, float] = (0.5, 0.5)) -> Box:
    """The largest part of that ratio with the focus as near to its middle as the edges allow."""
    if ratio is None:
        return Box(0, 0, *size)
    width = max(1, min(size.width, round(size.height * ratio[0] / ratio[1])))
    height = max(1, min(size.height, round(size.width * ratio[1] / ratio[0])))
    left = _start(size.width, width, focus[0])
    upper = _start(size.height, height, focus[1])
    return Box(left, upper, left + width, upper + height)


def _start(whole: int, part: int, focus: float) -> int:
    return max(0, min(whole - part, round(whole * focus - part / 2)))


def crop_box(crop: str, size: Size, focus: tuple[float, float]) -> Box:
    """`crop` is a key of CROPS, or "social"."""
    return box(size, SOCIAL_SIZE if crop == "social" else CROPS[crop].ratio, focus)


def crop_size(crop: str, size: Size) -> Size:
    return crop_box(crop, size, (0.5, 0.5)).size


def widths(wanted: tuple[int, ...], own: int) -> list[int]:
    """Of the wanted ones those the crop has, and its own width where that shows: nothing is ever scaled up."""
    has = [width for width in wanted if width <= own]
    if len(has) < len(wanted) and own >= STEP * max(has, default=0):
        has.append(own)
    return has


def has_social(size: Size) -> bool:
    return crop_size("social", size).width >= SOCIAL_LEAST


@lru_cache(maxsize=5000)  # a page asks this of thirty pictures, most of them of the same few sizes
def for_pages(crop: str, size: Size, extension: Format) -> Sequence[Spec]:
    """What browsers choose from, the narrowest first."""
    found = _specs(crop, CROPS[crop].widths, size, extension)
    if crop == "free" and found:
        found[-1] = found[-1]._replace(name=f"free.{extension}")
    return tuple(found)


@lru_cache(maxsize=5000)
def jpegs(crop: str, size: Size) -> Sequence[Spec]:
    return tuple(_specs(crop, CROPS[crop].jpegs, size, "jpg"))


def whole(size: Size) -> Spec:
    return for_pages("free", size, "webp")[-1]


def specs(size: Size) -> list[Spec]:
    """Everything that is made of a picture of that size, what is wanted first first."""
    found = [spec for extension in reversed(NEW_FORMATS) for crop in CROPS for spec in for_pages(crop, size, extension)]
    found += [spec for crop in CROPS for spec in jpegs(crop, size)]
    return found + ([Spec("social", SOCIAL, SOCIAL_SIZE, "jpg")] if has_social(size) else [])


def _specs(crop: str, wanted: tuple[int, ...], size: Size, extension: Format) -> list[Spec]:
    own = crop_size(crop, size)
    return [
        Spec(crop, f"{crop}-{width}.{extension}", _scaled(own, width), extension) for width in widths(wanted, own.width)
    ]


def _scaled(size: Size, width: int) -> Size:
    return Size(width, max(1, round(size.height * width / size.width)))


NAME = re.compile(r"(free|social|(?:free|wide|video|square|classic)-([1-9]\d{0,4}))\.(avif|webp|jpg)")


class Named(Protocol):
    """A Rendition, as far as choosing one goes."""

    name: str
    width: int


M = TypeVar("M", bound=Named)


def is_name(name: str) -> bool:
    """Of something that is, was or might be made of some picture."""
    return NAME.fullmatch(name) is not None


@lru_cache(maxsize=5000)
def names(size: Size) -> frozenset[str]:
    return frozenset(spec.name for spec in specs(size))


def nearest(name: str, size: Size) -> str | None:
    """The name itself, if that is made of a picture of that size; else of the same crop and format the one nearest in
    width, as texts and feeds name widths of long ago. None if there is nothing like it."""
    if name in names(size) or not is_name(name):
        return name if name in names(size) else None
    crop, wanted, formats = _parts(name)
    alike = [spec for spec in specs(size) if (spec.crop, spec.format) == (crop, formats[0])]
    return min(alike, key=lambda spec: abs(spec.size.width - wanted)).name if alike else None


def stand_ins(name: str, made: Iterable[M]) -> list[M]:
    """Those of the made that may be sent in place of the one of that name, the best first.

    The same part of the picture before another, wide enough before too narrow, then the nearest width.
    """
    crop, wanted, formats = _parts(name)

    def rank(other: M) -> tuple[bool, bool, int, int]:
        other_crop, _width, other_formats = _parts(other.name)
        is_same = other_crop == crop
        return (not is_same, other.width < wanted, abs(other.width - wanted), formats.index(other_formats[0]))

    usable = [each for each in made if each.name != name and is_name(each.name)]
    return sorted((each for each in usable if _parts(each.name)[2][0] in formats), key=rank)


def _parts(name: str) -> tuple[str, int, tuple[str, ...]]:
    stem, _, extension = name.partition(".")
    crop, _, width = stem.partition("-")
    return crop, int(width or (SOCIAL_SIZE.width if crop == "social" else 1600)), INSTEAD[extension]
