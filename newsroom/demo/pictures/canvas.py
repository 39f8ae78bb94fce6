"""A surface to draw illustrations on, measured in units that do not depend on how large the file will be."""

import math
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from newsroom.demo.pictures.palette import Colour, Mood, mix

OVERSAMPLING = 1.5
GRAIN = 9  # the span of lightness, of 256, that grain may add or take
Point = tuple[float, float]


@lru_cache(maxsize=8)
def _grain(width: int, height: int) -> Image.Image:
    bytes_ = Random("grain").randbytes(256 * 256)  # noqa: S311  # the same grain every time is the point
    tile = Image.frombytes("L", (256, 256), bytes_).point([128 - GRAIN // 2 + v * GRAIN // 256 for v in range(256)])
    layer = Image.new("L", (width, height))
    for x in range(0, width, 256):
        for y in range(0, height, 256):
            layer.paste(tile, (x, y))
    return Image.merge("RGB", [layer] * 3)


@lru_cache(maxsize=8)
def _vignette(width: int, height: int) -> Image.Image:
    corners = Image.radial_gradient("L").point([max(0, v - 110) * 50 // 145 for v in range(256)])
    return corners.resize((width, height), Image.Resampling.BICUBIC)


def _ramp(stops: Sequence[Colour], width: int, height: int) -> Image.Image:
    """Through the colours from top to bottom; made of whole rows, which is ten times quicker than resizing."""
    rows = []
    for row in range(256):
        place = row / 255 * (len(stops) - 1)
        first = min(int(place), len(stops) - 2)
        rows.append(bytes(mix(stops[first], stops[first + 1], place - first)) * width)
    return Image.frombytes("RGB", (width, height), b"".join(rows[row * 256 // height] for row in range(height)))


class Canvas:
    """Units: `w` × `h` of the finished picture at full size; `scale` makes the file smaller, not the drawing."""

    def __init__(self, width: int, height: int, scale: float = 1.0) -> None:
        self.w, self.h = width, height
        self.size = max(1, round(width * scale)), max(1, round(height * scale))
        self.factor = scale * OVERSAMPLING
        self.image = Image.new("RGB", (self._length(width), self._length(height)))
        self.draw = ImageDraw.Draw(self.image)

    def _length(self, units: float) -> int:
        return max(1, round(units * self.factor))

    def _points(self, points: Sequence[Point], left: float = 0, top: float = 0) -> list[Point]:
        return [(x * self.factor - left, y * self.factor - top) for x, y in points]

    def fill(self, points: Sequence[Point], *stops: Colour) -> None:
        """A polygon in one colour, or shaded from the top of its box to the bottom through several."""
        if len(stops) == 1:
            self.draw.polygon(self._points(points), fill=stops[0])
            return
        mask, corner = self._mask(points)
        self.image.paste(_ramp(stops, *mask.size), corner, mask)

    def veil(self, points: Sequence[Point], colour: Colour, alpha: float, blur: float = 0) -> None:
        """A polygon that lets what is behind it show; blurred it is a shadow or a cone of light."""
        margin = blur * 2.5
        mask, corner = self._mask(points, margin, round(alpha * 255))
        if blur:
            mask = mask.filter(ImageFilter.BoxBlur(blur * self.factor))
        self.image.paste(colour, corner, mask)

    def _mask(
        self, points: Sequence[Point], margin: float = 0, value: int = 255
    ) -> tuple[Image.Image, tuple[int, int]]:
        f, m = self.factor, margin * self.factor
        xs, ys = [x * f for x, _ in points], [y * f for _, y in points]
        left, top = max(0, math.floor(min(xs) - m)), max(0, math.floor(min(ys) - m))
        right = min(self.image.width, math.ceil(max(xs) + m) + 1)
        bottom = min(self.image.height, math.ceil(max(ys) + m) + 1)
        mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
        ImageDraw.Draw(mask).polygon(self._points(points, left, top), fill=value)
        return mask, (left, top)

    def box(self, x: float, y: float, w: float, h: float, *stops: Colour) -> None:
        self.fill([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], *stops)

    def disc(self, x: float, y: float, rx: float, colour: Colour, ry: float | None = None) -> None:
        ry, f = rx if ry is None else ry, self.factor
        self.draw.ellipse(((x - rx) * f, (y - ry) * f, (x + rx) * f, (y + ry) * f), fill=colour)

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        self.draw.line(self._points(points), fill=colour, width=self._length(width), joint="curve")

    def arc(self, x: float, y: float, r: float, start: float, end: float, width: float, colour: Colour) -> None:
        f = self.factor
        box = ((x - r) * f, (y - r) * f, (x + r) * f, (y + r) * f)
        self.draw.arc(box, start, end, fill=colour, width=self._length(width))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light that fades outwards; additive enough at the middle to look like a lamp."""
        f, side = self.factor, self._length(radius * 2)
        # Pillow's gradient is 255 in the corners, and 178 in the middle of an edge.
        curve = [round(255 * strength * max(0.0, 1 - v / 178) ** 1.8) for v in range(256)]
        mask = Image.radial_gradient("L").point(curve).resize((side, side), Image.Resampling.BILINEAR)
        self.image.paste(colour, (round((x - radius) * f), round((y - radius) * f)), mask)

    def haze(self, top: float, bottom: float, colour: Colour, above: float, below: float) -> None:
        """Air: a veil over the whole width whose density goes from `above` to `below`."""
        height = self._length(bottom - top)
        width = self.image.width
        rows = [bytes([round(255 * (above + (below - above) * row / height))]) * width for row in range(height)]
        mask = Image.frombytes("L", (width, height), b"".join(rows))
        self.image.paste(colour, (0, round(top * self.factor)), mask)

    def sky(self, mood: Mood, rng: Random, horizon: float, sun_x: float | None = None) -> float:
        """Fills the picture with sky down to `horizon` and puts the sun or moon in it. Returns where, from the left."""
        self.image.paste(_ramp(mood.sky, self.image.width, self._length(horizon)), (0, 0))
        if horizon < self.h:
            self.box(0, horizon - 1, self.w, self.h - horizon + 1, mood.sky[2])
        x = self.w * (sun_x if sun_x is not None else rng.choice([0.22, 0.3, 0.68, 0.76]))
        y = min(mood.sun_height * self.h, horizon - self.h * 0.06)
        if mood.stars:
            for _ in range(140):
                bright = mix(mood.sky[1], (255, 255, 255), rng.uniform(0.2, 0.9))
                self.disc(rng.uniform(0, self.w), rng.uniform(0, horizon * 0.8), rng.uniform(0.8, 2.2), bright)
        self.glow(x, y, self.h * 0.62, mood.sun, 0.2 if mood.stars else 0.55)
        self.disc(x, y, self.h * rng.uniform(0.038, 0.055), mix(mood.sky[2], mood.sun, 0.92))
        return x

    def jpeg(self) -> bytes:
        width, height = self.size
        picture = self.image.resize((width, height), Image.Resampling.BILINEAR)
        picture.paste((8, 10, 18), (0, 0), _vignette(width, height))
        picture = ImageChops.add(picture, _grain(width, height), offset=-128)
        target = BytesIO()
        picture.save(target, "JPEG", quality=86)
        return target.getvalue()
