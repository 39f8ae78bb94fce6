"""Scenes indoors, where things are decided, counted and shown."""

from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import interior, person

SCENES = "ballot chamber podium film".split()
WOOD, CREAM = ink("7a4f32"), ink("f4eddc")


def ballot(c: Canvas, mood: Mood, rng: Random) -> Focus:
    interior(c, mood, mix(mood.sky[1], mood.wall, 0.4), 0.74)
    _booths(c, mood, rng)
    c.veil([(0, 0), (c.w, 0), (c.w, c.h), (0, c.h)], mix(mood.sky[1], mood.sun, 0.3), 0.35)
    table = c.h * 0.84
    c.box(0, table, c.w, c.h, mix(WOOD, mood.sun, 0.2), mix(WOOD, mood.near, 0.35))
    x, y, w, tall = c.w * 0.34, c.h * 0.4, c.w * 0.3, c.h * 0.5
    blue = mix(ink("2c4f6e"), mood.near, 0.15)
    _box_with_slot(c, x, y, tall, w, blue)
    c.fill(
        [
            (x + w * 0.3, y - c.h * 0.024),
            (x + w * 0.34, y - c.h * 0.038),
            (x + w * 0.94, y - c.h * 0.038),
            (x + w * 0.9, y - c.h * 0.024),
        ],
        ink("10161e"),
    )
    c.fill(
        [
            (x + w * 0.36, y - c.h * 0.03),
            (x + w * 0.46, y - c.h * 0.3),
            (x + w * 0.96, y - c.h * 0.26),
            (x + w * 0.86, y - c.h * 0.03),
        ],
        (255, 255, 252),
        mix(CREAM, mood.near, 0.12),
    )
    for row in range(4):
        left, top = x + w * (0.49 - row * 0.022), y - c.h * (0.245 - row * 0.052)
        c.box(left, top, 24, 24, mix(CREAM, mood.near, 0.4))
        c.box(left + 3, top + 3, 18, 18, (255, 255, 252))
        c.box(left + 44, top + 8, w * rng.uniform(0.2, 0.3), 8, mix(CREAM, mood.near, 0.45))
        if row == 2:
            c.line([(left + 3, top + 12), (left + 10, top + 20), (left + 28, top - 8)], 6, ink("b0402c"))
    c.box(x + w * 0.2, y + tall * 0.32, w * 0.6, tall * 0.36, CREAM, mix(CREAM, mood.near, 0.12))
    c.line([(x + w * 0.36, y + tall * 0.5), (x + w * 0.46, y + tall * 0.6), (x + w * 0.66, y + tall * 0.4)], 20, blue)
    return 0.52, 0.45


def _booths(c: Canvas, mood: Mood, rng: Random) -> None:
    for number in range(4):
        x = c.w * (0.05 + number * 0.24)
        c.box(x, c.h * 0.3, c.w * 0.17, c.h * 0.46, mix(mood.far, mood.near, 0.25), mix(mood.far, mood.near, 0.5))
        c.fill(
            [(x, c.h * 0.3), (x + c.w * 0.17, c.h * 0.3), (x + c.w * 0.16, c.h * 0.62), (x + c.w * 0.01, c.h * 0.62)],
            mix(mood.far, CREAM, 0.4),
            mix(mood.far, mood.near, 0.2),
        )
        if rng.random() < 0.7:
            person(c, x + c.w * 0.085, c.h * 0.86, c.h * 0.46, mix(mood.near, mood.far, 0.3))


def _box_with_slot(c: Canvas, x: float, y: float, tall: float, w: float, blue: Colour) -> None:
    c.veil(
        [(x - 20, y + tall - 10), (x + w + 150, y + tall - 10), (x + w + 210, y + tall + 40), (x, y + tall + 40)],
        (10, 10, 20),
        0.5,
        16,
    )
    c.box(x, y, w, tall, mix(blue, (255, 255, 255), 0.22), blue, mix(blue, (0, 0, 0), 0.25))
    c.fill(
        [
            (x + w, y),
            (x + w + c.w * 0.07, y - c.h * 0.06),
            (x + w + c.w * 0.07, y + tall - c.h * 0.05),
            (x + w, y + tall),
        ],
        mix(blue, (0, 0, 0), 0.25),
        mix(blue, (0, 0, 0), 0.5),
    )
    c.fill(
        [(x, y), (x + c.w * 0.07, y - c.h * 0.06), (x + w + c.w * 0.07, y - c.h * 0.06), (x + w, y)],
        mix(blue, (255, 255, 255), 0.4),
    )


def chamber(c: Canvas, mood: Mood, rng: Random) -> Focus:
    interior(c, mood, mix(WOOD, CREAM, 0.5), 0.7)
    _panelled_wall(c, mood)
    for member in range(7):
        x = c.w * (0.2 + member * 0.1)
        seat = c.h * (0.47 - 0.02 * (1 - abs(member - 3) / 3))
        c.box(x - 52, seat - c.h * 0.12, 104, c.h * 0.14, mix(ink("5b2320"), mood.near, 0.25))
        coat = mix(
            rng.choice([ink("26323d"), ink("4b3f66"), ink("7a3b3b"), ink("3f5d4a"), ink("8a6d3b")]), mood.near, 0.15
        )
        skin = ink(rng.choice("e3ad85 c98a5e a86b43 7c4a30 f2cfb4".split()))
        c.fill(
            [(x - 46, seat + 26), (x - 38, seat - 34), (x, seat - 48), (x + 38, seat - 34), (x + 46, seat + 26)], coat
        )
        c.disc(x, seat - 76, 25, mix(skin, mood.near, 0.1), 31)
        c.disc(x, seat - 92, 26, ink(rng.choice("2a1d18 8c5a2b b0b0ac 4a3f3a".split())), 19)
    bench = [(c.w * 0.12, c.h * 0.5), (c.w * 0.5, c.h * 0.465), (c.w * 0.88, c.h * 0.5)]
    c.fill(
        [*bench, (c.w * 0.9, c.h * 0.66), (c.w * 0.5, c.h * 0.63), (c.w * 0.1, c.h * 0.66)],
        mix(WOOD, mood.sun, 0.2),
        mix(WOOD, mood.near, 0.35),
    )
    c.line(bench, 16, mix(WOOD, CREAM, 0.35))
    for member in range(7):
        x = c.w * (0.2 + member * 0.1)
        c.box(x - 34, c.h * 0.53, 68, 24, CREAM)
        c.line([(x + 44, c.h * 0.49), (x + 30, c.h * 0.44)], 4, mood.near)
    _public(c, mood, rng)
    for lamp in (0.25, 0.75):
        c.glow(c.w * lamp, c.h * 0.02, c.h * 0.4, mood.lamp, 0.6)
    return 0.5, 0.42


def _panelled_wall(c: Canvas, mood: Mood) -> None:
    for panel in range(9):
        x = c.w * (panel / 9 + 0.012)
        c.box(x, c.h * 0.05, c.w * 0.087, c.h * 0.36, mix(WOOD, mood.sun, 0.3), mix(WOOD, mood.near, 0.25))
        c.box(
            x + 12,
            c.h * 0.05 + 12,
            c.w * 0.087 - 24,
            c.h * 0.36 - 24,
            mix(WOOD, CREAM, 0.25),
            mix(WOOD, mood.near, 0.1),
        )
    c.disc(c.w / 2, c.h * 0.2, c.h * 0.105, mix(ink("c9a45c"), mood.near, 0.1))
    c.disc(c.w / 2, c.h * 0.2, c.h * 0.09, ink("2a4a52"))
    c.fill(
        [(c.w / 2, c.h * 0.135), (c.w / 2 + 62, c.h * 0.245), (c.w / 2 - 62, c.h * 0.245)],
        mix(ink("c9a45c"), CREAM, 0.4),
    )


def _public(c: Canvas, mood: Mood, rng: Random) -> None:
    for row in range(4):
        y, size = c.h * (0.76 + row * 0.1), c.h * (0.075 + row * 0.022)
        for seat in range(10 - row):
            x = c.w * (seat + 0.5 + rng.uniform(-0.08, 0.08)) / (10 - row)
            tone = mix(mood.near, WOOD, 0.3 - row * 0.09)
            if abs(x - c.w / 2) > c.w * 0.045 and rng.random() < 0.85:
                c.disc(x, y - size * 0.75, size * 0.3, tone, size * 0.36)
                c.fill(
                    [
                        (x - size * 0.75, y + size),
                        (x - size * 0.6, y - size * 0.25),
                        (x, y - size * 0.5),
                        (x + size * 0.6, y - size * 0.25),
                        (x + size * 0.75, y + size),
                    ],
                    tone,
                )
            c.box(x - size * 0.85, y + size * 0.25, size * 1.7, size * 1.4, mix(WOOD, mood.near, 0.35 + row * 0.1))


def podium(c: Canvas, mood: Mood, rng: Random) -> Focus:
    curtain = mix(ink(rng.choice(["2a4a6b", "5b2a38", "2f5548", "43395e"])), mood.near, 0.1)
    for fold in range(24):
        x, wave = c.w * fold / 24, mix(curtain, (0, 0, 0), 0.35)
        c.fill([(x, 0), (x + c.w / 48, 0), (x + c.w / 48, c.h), (x, c.h)], mix(curtain, mood.sun, 0.16), curtain, wave)
        c.fill(
            [(x + c.w / 48, 0), (x + c.w / 24 + 1, 0), (x + c.w / 24 + 1, c.h), (x + c.w / 48, c.h)],
            mix(curtain, (0, 0, 0), 0.2),
            wave,
        )
    c.veil([(c.w * 0.44, 0), (c.w * 0.56, 0), (c.w * 0.82, c.h), (c.w * 0.18, c.h)], mood.lamp, 0.3, 40)
    c.box(0, c.h * 0.86, c.w, c.h, mix(WOOD, mood.near, 0.45), mix(WOOD, mood.near, 0.75))
    x, y = c.w * 0.5, c.h * 0.5
    c.fill(
        [(x - 190, y), (x + 190, y), (x + 150, c.h * 0.92), (x - 150, c.h * 0.92)],
        mix(WOOD, mood.sun, 0.3),
        mix(WOOD, mood.near, 0.4),
    )
    c.fill([(x - 220, y - 6), (x + 220, y - 6), (x + 200, y + 44), (x - 200, y + 44)], mix(WOOD, CREAM, 0.35), WOOD)
    c.disc(x, c.h * 0.69, 84, mix(ink("c9a45c"), mood.near, 0.1))
    c.disc(x, c.h * 0.69, 68, curtain)
    for side in (-1, 1):
        c.line([(x + side * 60, y), (x + side * 54, y - 70), (x + side * 20, y - 130)], 7, ink("15181c"))
        c.disc(x + side * 16, y - 142, 17, ink("2a2f36"), 25)
    c.fill([(x - 100, y - 12), (x + 100, y - 12), (x + 84, y - 34), (x - 84, y - 34)], (255, 254, 248))
    for row in range(3):
        for seat in range(13 - row * 2):
            size = 42 + row * 22
            px, py = c.w * (seat + 0.5 + rng.uniform(-0.14, 0.14)) / (13 - row * 2), c.h * (0.9 + row * 0.055)
            c.disc(px, py - size * 0.7, size * 0.46, mix(mood.near, curtain, 0.32 - row * 0.13), size * 0.55)
            c.disc(px, py + size * 0.75, size, mix(mood.near, curtain, 0.3 - row * 0.13), size)
    return 0.5, 0.48


def film(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """A projector's beam across a dark room."""
    back = mix(ink("171c2a"), mood.near, 0.4)
    c.box(0, 0, c.w, c.h, mix(back, mood.far, 0.3), back, mix(back, (0, 0, 0), 0.5))
    c.fill(
        [(c.w * 0.06, c.h * 0.14), (c.w * 0.52, c.h * 0.08), (c.w * 0.52, c.h * 0.66), (c.w * 0.06, c.h * 0.62)],
        *mood.sky,
    )
    c.fill(
        [
            (c.w * 0.06, c.h * 0.5),
            (c.w * 0.2, c.h * 0.4),
            (c.w * 0.3, c.h * 0.5),
            (c.w * 0.42, c.h * 0.36),
            (c.w * 0.52, c.h * 0.5),
            (c.w * 0.52, c.h * 0.66),
            (c.w * 0.06, c.h * 0.62),
        ],
        mix(mood.far, mood.near, 0.4),
        mood.near,
    )
    c.disc(c.w * 0.2, c.h * 0.28, c.h * 0.045, mood.sun)
    x, y = c.w * 0.8, c.h * 0.5
    for alpha, spread in ((0.13, 1.0), (0.12, 0.7)):
        c.veil(
            [
                (x - 90, y - 10),
                (c.w * 0.5, y - c.h * 0.42 * spread),
                (c.w * 0.06, c.h * 0.14),
                (c.w * 0.06, c.h * 0.62),
                (x - 90, y + 20),
            ],
            mood.lamp,
            alpha,
            10,
        )
    _projector(c, mood, x, y, back)
    _audience(c, mood, rng, back)
    return 0.34, 0.4


def _audience(c: Canvas, mood: Mood, rng: Random, back: Colour) -> None:
    for row in range(3):
        for seat in range(9 - row):
            size = 50 + row * 20
            px = c.w * (seat + 0.5 + rng.uniform(-0.1, 0.1)) / (9 - row) * 0.8
            c.disc(px, c.h * (0.8 + row * 0.09), size * 0.5, mix(back, mood.far, 0.3 - row * 0.12), size * 0.58)
            c.disc(px, c.h * (0.8 + row * 0.09) + size * 1.3, size, mix(back, mood.far, 0.26 - row * 0.12), size * 0.9)


def _projector(c: Canvas, mood: Mood, x: float, y: float, back: Colour) -> None:
    body = mix(ink("3a4250"), mood.near, 0.2)
    c.box(x - 90, y - 70, 230, 150, mix(body, (255, 255, 255), 0.2), body)
    c.box(x - 120, y - 26, 40, 60, mix(body, (0, 0, 0), 0.3))
    c.glow(x - 122, y + 4, 110, mood.lamp, 1.0)
    for dx, r in ((-30, 100), (120, 120)):
        c.disc(x + dx, y - 70 - r * 0.8, r, mix(body, (0, 0, 0), 0.3))
        c.disc(x + dx, y - 70 - r * 0.8, r * 0.92, mix(body, (255, 255, 255), 0.12))
        for hole in ((0, -0.5), (0.47, -0.15), (0.3, 0.42), (-0.3, 0.42), (-0.47, -0.15)):
            c.disc(x + dx + hole[0] * r, y - 70 - r * 0.8 + hole[1] * r, r * 0.2, back)
    for leg in (-70, 30, 120):
        c.line([(x + 25, y + 80), (x + 25 + leg * 1.2, c.h)], 14, mix(body, (0, 0, 0), 0.4))
