"""Authors' portraits: stylised busts, `bust1` to `bust12`, and an emblem for the desk."""

from functools import partial
from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix

SKINS = "f2cfb4 e3ad85 c98a5e a86b43 7c4a30 5a3524 eebf9c d79b72 8f5a3c 4a2c1f f0c8a8 b97a4e".split()
HAIR = "2a1d18 5a3a22 8c5a2b c9a45c b0b0ac 1a1a20 703020 4a3f3a".split()
CLOTHES = "2f4858 7a3b3b 3f5d4a 8a6d3b 4b3f66 365c7d 9a5a3a 26323d".split()
CUTS = "short long bun curls bald bob curls short headscarf curls bob short".split()


def bust(c: Canvas, mood: Mood, rng: Random, number: int) -> tuple[float, float]:
    skin, hair, cloth = ink(SKINS[number]), ink(HAIR[(number * 3 + 1) % 8]), ink(CLOTHES[(number * 5) % 8])
    back = mix(ink(CLOTHES[(number * 3 + 2) % 8]), mood.sky[2], 0.55)
    c.box(0, 0, c.w, c.h, mix(back, mood.sun, 0.4), back, mix(back, mood.near, 0.25))
    c.glow(c.w * 0.3, c.h * 0.3, c.w * 0.7, mood.sun, 0.35)
    cut, x, y, r = CUTS[number], c.w * rng.uniform(0.49, 0.51), c.h * 0.42, c.w * 0.165
    _hair_behind(c, cut, x, y, r, hair, cloth)
    _shoulders(c, x, y, r, cloth, number)
    shade = mix(skin, (60, 20, 20), 0.28)
    c.fill(
        [
            (x - r * 0.42, y + r * 0.6),
            (x + r * 0.42, y + r * 0.6),
            (x + r * 0.5, y + r * 1.75),
            (x, y + r * 2.05),
            (x - r * 0.5, y + r * 1.75),
        ],
        shade,
        skin,
    )
    for side in (-1, 1):
        c.disc(x + side * r * 0.96, y + r * 0.12, r * 0.15, mix(skin, shade, 0.4), r * 0.22)
    c.disc(x, y, r * 0.96, skin, r * 1.24)
    c.veil(
        [(x + r * 0.3, y - r), (x + r * 0.9, y - r * 0.6), (x + r * 0.86, y + r * 0.5), (x + r * 0.3, y + r * 1.15)],
        shade,
        0.35,
        18,
    )
    _face(c, x, y, r, hair if cut != "bald" else ink(HAIR[4]), shade)
    if number in (1, 4, 7, 10):
        _glasses(c, x, y, r)
    _beard(c, number, hair, skin, r, shade, x, y)
    _hair_above(c, rng, cut, x, y, r, hair, cloth)
    return 0.5, 0.42


def _beard(c: Canvas, number: int, hair: Colour, skin: Colour, r: float, shade: Colour, x: float, y: float) -> None:
    if number in (4, 7, 11):
        c.fill(
            [
                (x - r * 0.82, y + r * 0.35),
                (x - r * 0.4, y + r * 0.52),
                (x, y + r * 0.46),
                (x + r * 0.4, y + r * 0.52),
                (x + r * 0.82, y + r * 0.35),
                (x + r * 0.6, y + r * 1.1),
                (x, y + r * 1.36),
                (x - r * 0.6, y + r * 1.1),
            ],
            mix(hair, skin, 0.1),
        )
        c.line([(x - r * 0.24, y + r * 0.74), (x + r * 0.24, y + r * 0.74)], r * 0.06, mix(shade, (120, 30, 30), 0.4))


def _hair_behind(c: Canvas, cut: str, x: float, y: float, r: float, hair: Colour, cloth: Colour) -> None:
    dark = mix(hair, (0, 0, 0), 0.3)
    if cut == "long":
        c.disc(x, y - r * 0.1, r * 1.22, dark, r * 1.3)
        c.fill(
            [(x - r * 1.2, y), (x + r * 1.2, y), (x + r * 1.32, y + r * 2.1), (x - r * 1.32, y + r * 2.1)], dark, hair
        )
    elif cut == "bob":
        c.disc(x, y - r * 0.05, r * 1.26, dark, r * 1.28)
        c.box(x - r * 1.26, y, r * 2.52, r * 0.95, dark, hair)
    elif cut == "bun":
        c.disc(x + r * 0.1, y - r * 1.45, r * 0.44, dark)
    elif cut == "headscarf":
        scarf = mix(cloth, (255, 240, 220), 0.35)
        c.disc(x, y - r * 0.05, r * 1.24, mix(scarf, (0, 0, 0), 0.15), r * 1.45)
        c.fill(
            [(x - r * 1.2, y), (x + r * 1.2, y), (x + r * 1.4, y + r * 2.2), (x - r * 1.4, y + r * 2.2)],
            scarf,
            mix(scarf, (0, 0, 0), 0.3),
        )


def _shoulders(c: Canvas, x: float, y: float, r: float, cloth: Colour, number: int) -> None:
    base, high = c.h + 10, y + r * 1.72
    c.fill(
        [
            (x - r * 2.5, base),
            (x - r * 2.25, high + r * 0.72),
            (x - r * 1.6, high + r * 0.26),
            (x - r * 0.5, high - r * 0.1),
            (x + r * 0.5, high - r * 0.1),
            (x + r * 1.6, high + r * 0.26),
            (x + r * 2.25, high + r * 0.72),
            (x + r * 2.5, base),
        ],
        mix(cloth, (255, 255, 255), 0.15),
        cloth,
        mix(cloth, (0, 0, 0), 0.25),
    )
    _neckline(c, number, x, base, cloth, high, r)


def _neckline(c: Canvas, number: int, x: float, base: float, cloth: Colour, high: float, r: float) -> None:
    if number % 3 == 0:
        c.fill(
            [(x - r * 0.52, high - r * 0.15), (x + r * 0.52, high - r * 0.15), (x, base)], ink("f3eee2"), ink("d9d2c2")
        )
        for side in (-1, 1):
            c.fill(
                [
                    (x + side * r * 0.48, high - r * 0.2),
                    (x + side * r * 0.95, high + r * 0.3),
                    (x + side * r * 0.5, high + r * 0.85),
                    (x, base),
                ],
                mix(cloth, (0, 0, 0), 0.2),
            )
    elif number % 3 == 1:
        c.fill(
            [
                (x - r * 0.6, high - r * 0.14),
                (x + r * 0.6, high - r * 0.14),
                (x + r * 0.46, high + r * 0.26),
                (x - r * 0.46, high + r * 0.26),
            ],
            mix(cloth, (0, 0, 0), 0.2),
        )


def _face(c: Canvas, x: float, y: float, r: float, brow: Colour, shade: Colour) -> None:
    for side in (-1, 1):
        c.line(
            [
                (x + side * r * 0.56, y - r * 0.2),
                (x + side * r * 0.38, y - r * 0.28),
                (x + side * r * 0.2, y - r * 0.22),
            ],
            r * 0.07,
            mix(brow, shade, 0.25),
        )
        c.disc(x + side * r * 0.37, y - r * 0.02, r * 0.075, ink("2a2020"), r * 0.085)
        c.disc(x + side * r * 0.37 - r * 0.02, y - r * 0.045, r * 0.022, (255, 255, 255))
    c.line([(x + r * 0.03, y), (x + r * 0.11, y + r * 0.33), (x - r * 0.05, y + r * 0.37)], r * 0.045, shade)
    c.arc(x, y + r * 0.5, r * 0.28, 25, 155, r * 0.065, mix(shade, (130, 30, 40), 0.45))


def _glasses(c: Canvas, x: float, y: float, r: float) -> None:
    for side in (-1, 1):
        c.arc(x + side * r * 0.38, y, r * 0.27, 0, 360, r * 0.05, ink("22262c"))
    c.line([(x - r * 0.12, y - r * 0.04), (x + r * 0.12, y - r * 0.04)], r * 0.05, ink("22262c"))


def _hair_above(c: Canvas, rng: Random, cut: str, x: float, y: float, r: float, hair: Colour, cloth: Colour) -> None:
    light = mix(hair, (255, 240, 210), 0.14)
    if cut == "curls":
        for at in range(17):
            share = at / 16
            side, lift = (share - 0.5) * 2.25, 1.0 - (share - 0.5) ** 2 * 2.9
            c.disc(
                x + side * r,
                y - r * (0.42 + lift * 0.72) + rng.uniform(-0.08, 0.08) * r,
                r * 0.3,
                light if at % 3 == 0 else hair,
            )
    elif cut == "headscarf":
        scarf = mix(cloth, (255, 240, 220), 0.35)
        c.fill(
            [
                (x - r * 1.12, y + r * 0.1),
                (x - r * 0.95, y - r * 0.85),
                (x, y - r * 1.4),
                (x + r * 0.95, y - r * 0.85),
                (x + r * 1.12, y + r * 0.1),
                (x + r * 0.72, y - r * 0.5),
                (x, y - r * 0.86),
                (x - r * 0.72, y - r * 0.5),
            ],
            mix(scarf, (255, 255, 255), 0.2),
            scarf,
        )
    elif cut != "bald":
        _straight_hair(c, cut, x, y, r, hair)


def _straight_hair(c: Canvas, cut: str, x: float, y: float, r: float, hair: Colour) -> None:
    light = mix(hair, (255, 240, 210), 0.14)
    low = 0.25 if cut in ("long", "bob") else -0.15
    c.fill(
        [
            (x - r * 1.08, y + r * low),
            (x - r * 1.1, y - r * 0.7),
            (x - r * 0.62, y - r * 1.32),
            (x + r * 0.1, y - r * 1.46),
            (x + r * 0.74, y - r * 1.24),
            (x + r * 1.1, y - r * 0.66),
            (x + r * 1.08, y + r * low),
            (x + r * 0.86, y - r * 0.42),
            (x + r * 0.5, y - r * 0.74),
            (x - r * 0.2, y - r * 0.62),
            (x - r * 0.8, y - r * 0.4),
        ],
        light,
        hair,
    )


def emblem(c: Canvas, mood: Mood, rng: Random) -> tuple[float, float]:
    """For the desk as a whole: folded sheets of a newspaper."""
    back = ink("24404f")
    c.box(0, 0, c.w, c.h, mix(back, mood.sun, 0.25), back, mix(back, (0, 0, 0), 0.3))
    for sheet in range(3):
        x, y, w, h = c.w * (0.24 + sheet * 0.03), c.h * (0.3 - sheet * 0.04), c.w * 0.46, c.h * 0.52
        c.veil([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], (0, 0, 0), 0.4, 14)
        c.box(x, y, w, h, ink("f6f1e4"), ink("e4dcc8"))
    c.box(x + w * 0.08, y + h * 0.07, w * 0.84, h * 0.09, back)
    c.box(x + w * 0.08, y + h * 0.2, w * 0.84, h * 0.3, mix(mood.land, back, 0.3), mix(mood.sky[0], back, 0.3))
    for row in range(8):
        for column in range(3):
            width = w * 0.25 * rng.uniform(0.75, 1)
            c.box(
                x + w * (0.08 + column * 0.295),
                y + h * (0.56 + row * 0.048),
                width,
                h * 0.018,
                mix(back, (255, 255, 255), 0.35),
            )
    return 0.5, 0.45


BUSTS = {f"bust{number + 1}": partial(bust, number=number) for number in range(len(CUTS))}
