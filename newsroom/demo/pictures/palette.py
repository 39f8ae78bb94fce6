"""Colours, and the moods of light that scenes are drawn in."""

from typing import NamedTuple

Colour = tuple[int, int, int]


def ink(code: str) -> Colour:
    """`ink("d9a441")` as red, green and blue."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second colour in the first: 0 is all first, 1 all second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Mood(NamedTuple):
    """A time of day and its weather."""

    sky: tuple[Colour, Colour, Colour]  # zenith, middle, horizon
    sun: Colour
    sun_height: float  # share of the picture's height, from the top
    far: Colour  # what lies in the distance, half air
    near: Colour  # the darkest foreground
    land: Colour
    water: Colour
    lamp: Colour  # windows, signals, highlights
    wall: Colour  # masonry in this light
    stars: bool = False


def _mood(codes: str, sun_height: float, stars: bool = False) -> Mood:
    zenith, middle, horizon, sun, far, near, land, water, lamp, wall = (ink(code) for code in codes.split())
    return Mood((zenith, middle, horizon), sun, sun_height, far, near, land, water, lamp, wall, stars)


MOODS = {
    "dawn": _mood("5b7f9e a9b9bd f6d9b4 fff1d0 a9a9ad 26323d 66745f 8fa9b3 ffe3a3 d8c3aa", 0.50),
    "day": _mood("3f7fb5 86b6d3 dcecec fffbe8 93b0bd 22384a 5f8a55 4f8fae fff3c4 e6dcc8", 0.22),
    "gold": _mood("8a8f7a e0b872 fbe0a0 fff6cf c99b62 3b2a20 b98a35 b58e57 ffe6a0 e2bd85", 0.44),
    "dusk": _mood("2e2f57 8f5b78 f0a06a ffd08a 7a5c7b 1b1a30 4a4557 6d5a78 ffcf7d a5808a", 0.54),
    "night": _mood("0a1327 172848 35507a f4efd6 2c4168 070c18 18263b 16294a ffd78a 3e4d6b", 0.20, stars=True),
    "overcast": _mood("8b99a3 b3bdc1 d9dcd8 f2f1ea a4afb3 2c363b 6f7d6b 8c9ba1 f8e9bf c2c0b6", 0.30),
    "autumn": _mood("7d9bb0 c9c8b5 f3dcae fff0c6 b98d67 3a2620 b0642b 8d9c98 ffdf9a d3b191", 0.40),
    "winter": _mood("6f8fae b5c9d8 eef1f0 fffdf2 a9bccb 2a3a4a dfe7ec 9fb8c8 ffe9b5 d3d8dc", 0.34),
    "storm": _mood("2f3b47 566470 a3a79d e9e3c8 6c7a82 161d24 485648 51626b f6dd96 8b9190", 0.42),
    "mist": _mood("a7b9b4 cdd6cd efeade fdf6e3 b5c2bb 2d3f3e 6d8474 a3b7b3 fbeabf cfcfc0", 0.38),
}
