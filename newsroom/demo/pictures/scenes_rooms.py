"""Scenes indoors, where things are decided, counted and made."""

from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import person

SCENES = "ballot library chamber desk workshop podium film".split()
WOOD, CREAM = ink("7a4f32"), ink("f4eddc")


def _wall(c: Canvas, mood: Mood, colour: Colour, floor: float) -> None:
    c.box(0, 0, c.w, c.h, mix(colour, mood.sun, 0.3), colour, mix(colour, mood.near, 0.3))
    c.box(0, c.h * floor, c.w, c.h, mix(colour, mood.near, 0.45), mix(colour, mood.near, 0.7))


def ballot(c: Canvas, mood: Mood, rng: Random) -> Focus:
    _wall(c, mood, mix(mood.sky[1], mood.wall, 0.4), 0.74)
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
    c.veil([(0, 0), (c.w, 0), (c.w, c.h), (0, c.h)], mix(mood.sky[1], mood.sun, 0.3), 0.35)
    table = c.h * 0.84
    c.box(0, table, c.w, c.h, mix(WOOD, mood.sun, 0.2), mix(WOOD, mood.near, 0.35))
    x, y, w, tall = c.w * 0.34, c.h * 0.4, c.w * 0.3, c.h * 0.5
    blue = mix(ink("2c4f6e"), mood.near, 0.15)
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


def library(c: Canvas, mood: Mood, rng: Random) -> Focus:
    _wall(c, mood, mix(WOOD, mood.wall, 0.35), 0.82)
    books = [ink(code) for code in "8c3b2e 2f5f63 c79a45 3d4e73 6e7f4d 7b4a66 d8c7a2 40403f b06a3a".split()]
    c.box(c.w * 0.4, c.h * 0.1, c.w * 0.2, c.h * 0.66, mix(mood.sky[0], mood.sun, 0.3), mood.sky[2])
    for bar in range(4):
        c.line(
            [(c.w * (0.4 + bar * 0.0667), c.h * 0.1), (c.w * (0.4 + bar * 0.0667), c.h * 0.76)],
            8,
            mix(WOOD, mood.near, 0.4),
        )
        c.line(
            [(c.w * 0.4, c.h * (0.1 + bar * 0.22)), (c.w * 0.6, c.h * (0.1 + bar * 0.22))], 8, mix(WOOD, mood.near, 0.4)
        )
    c.veil([(c.w * 0.42, c.h * 0.76), (c.w * 0.58, c.h * 0.76), (c.w * 0.7, c.h), (c.w * 0.3, c.h)], mood.sun, 0.28, 20)
    for side in (0, 1):
        for bay in range(3):
            near = 1 - bay * 0.31
            far = near - 0.3
            for shelf in range(6):
                _shelf(c, rng, side, near, far, shelf, books, mood)
    c.box(c.w * 0.43, c.h * 0.78, c.w * 0.14, 14, mix(WOOD, mood.sun, 0.25))
    for leg in (0.44, 0.56):
        c.line([(c.w * leg, c.h * 0.79), (c.w * leg, c.h * 0.9)], 10, mix(WOOD, mood.near, 0.5))
    c.glow(c.w * 0.5, c.h * 0.73, c.h * 0.16, mood.lamp, 0.8)
    c.fill(
        [(c.w * 0.482, c.h * 0.735), (c.w * 0.49, c.h * 0.705), (c.w * 0.51, c.h * 0.705), (c.w * 0.518, c.h * 0.735)],
        ink("2f6b55"),
    )
    c.line([(c.w * 0.5, c.h * 0.735), (c.w * 0.5, c.h * 0.78)], 5, mood.near)
    person(c, c.w * 0.4, c.h * 0.94, c.h * 0.3, mix(mood.near, WOOD, 0.2))
    return 0.48, 0.62


def _shelf(
    c: Canvas, rng: Random, side: int, near: float, far: float, shelf: int, books: list[Colour], mood: Mood
) -> None:
    """One plank of books along a wall in perspective; `near` and `far` are shares of the way to the vanishing point."""

    def place(depth: float, height: float) -> tuple[float, float]:
        x = 0.4 - 0.4 * depth
        top, floor = 0.2 - 0.24 * depth, 0.78 + 0.22 * depth
        return c.w * (1 - x if side else x), c.h * (top + (floor - top) * height)

    low, high = (shelf + 1) / 6, shelf / 6
    c.fill([place(near, high), place(far, high), place(far, low), place(near, low)], mix(WOOD, mood.near, 0.72))
    depth = far + 0.012
    while depth < near - 0.014:
        wide = rng.uniform(0.011, 0.024)
        tall = low - (low - high) * rng.uniform(0.66, 0.9)
        colour = mix(rng.choice(books), mood.near, 0.1 + 0.3 * (1 - depth))
        c.fill([place(depth, tall), place(depth + wide, tall), place(depth + wide, low), place(depth, low)], colour)
        depth += wide + 0.002
    c.line([place(near, low), place(far, low)], 6 + near * 6, mix(WOOD, mood.sun, 0.15))


def chamber(c: Canvas, mood: Mood, rng: Random) -> Focus:
    _wall(c, mood, mix(WOOD, CREAM, 0.5), 0.7)
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
    for lamp in (0.25, 0.75):
        c.glow(c.w * lamp, c.h * 0.02, c.h * 0.4, mood.lamp, 0.6)
    return 0.5, 0.42


def desk(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """Papers seen from above, under a lamp."""
    c.box(0, 0, c.w, c.h, mix(WOOD, mood.sun, 0.22), WOOD, mix(WOOD, mood.near, 0.4))
    for plank in range(1, 6):
        c.line([(0, c.h * plank / 6), (c.w, c.h * plank / 6 + rng.uniform(-6, 6))], 3, mix(WOOD, mood.near, 0.4))
    sheets = [(0.1, 0.2, 0.3), (0.34, 0.1, -0.16), (0.24, 0.32, 0.08), (0.5, 0.26, -0.07)]
    for number, (left, top, lean) in enumerate(sheets):
        _sheet(c, rng, c.w * left, c.h * (top + rng.uniform(-0.03, 0.03)), lean, mood, chart=number == 3)
    c.glow(c.w * 0.88, c.h * 0.7, c.h * 0.2, (0, 0, 0), 1.0)
    c.disc(c.w * 0.87, c.h * 0.68, c.h * 0.115, mix(CREAM, mood.near, 0.1))
    c.disc(c.w * 0.87, c.h * 0.68, c.h * 0.092, ink("3a2418"))
    c.arc(c.w * 0.955, c.h * 0.68, c.h * 0.05, -80, 80, 20, mix(CREAM, mood.near, 0.15))
    c.disc(c.w * 0.86, c.h * 0.665, c.h * 0.05, ink("4d3322"), c.h * 0.03)
    x, y = c.w * 0.82, c.h * 0.3
    c.veil([(x - 60, y + 30), (x + 120, y + 30), (x + 120, y + 100), (x - 60, y + 100)], (0, 0, 0), 0.5, 14)
    c.disc(x + 10, y + 40, 84, ink("5b2320"), 62)
    c.disc(x + 10, y + 26, 84, ink("8c3b2e"), 62)
    c.disc(x + 10, y - 10, 34, mix(WOOD, CREAM, 0.35), 40)
    pen = [(c.w * 0.2, c.h * 0.88), (c.w * 0.5, c.h * 0.78)]
    c.line([(px + 8, py + 14) for px, py in pen], 14, mix(WOOD, (0, 0, 0), 0.5))
    c.line(pen, 16, ink("1f2c3a"))
    c.line([(c.w * 0.47, c.h * 0.79), (c.w * 0.5, c.h * 0.78)], 16, ink("c9a45c"))
    c.glow(c.w * 0.45, c.h * 0.1, c.h * 0.85, mood.lamp, 0.4)
    return 0.55, 0.48


def _sheet(c: Canvas, rng: Random, x: float, y: float, lean: float, mood: Mood, *, chart: bool) -> None:
    w, tall = c.w * 0.27, c.h * 0.54

    def at(across: float, down: float) -> tuple[float, float]:
        return x + w * across - lean * tall * down, y + tall * down + lean * w * across

    c.veil([at(0.02, 0.03), at(1.04, 0.03), at(1.04, 1.05), at(0.02, 1.05)], (0, 0, 0), 0.45, 14)
    c.fill([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], (255, 254, 248), mix(CREAM, mood.near, 0.08))
    ink_ = mix(mood.near, CREAM, 0.45)
    c.line([at(0.1, 0.1), at(0.6, 0.1)], 16, mix(ink_, mood.near, 0.4))
    for row in range(14):
        if chart and 3 < row < 12:
            continue
        c.line([at(0.1, 0.18 + row * 0.052), at(rng.uniform(0.72, 0.9), 0.18 + row * 0.052)], 5, ink_)
    if chart:
        for bar in range(6):
            left, high = 0.12 + bar * 0.13, 0.76 - rng.uniform(0.1, 0.36)
            c.fill(
                [at(left, high), at(left + 0.09, high), at(left + 0.09, 0.76), at(left, 0.76)],
                ink("2f5f73") if bar % 2 else ink("b5683a"),
            )
        c.line([at(0.1, 0.765), at(0.92, 0.765)], 5, mood.near)


def workshop(c: Canvas, mood: Mood, rng: Random) -> Focus:
    _wall(c, mood, mix(mood.wall, ink("6b7680"), 0.6), 0.78)
    for window in range(3):
        x = c.w * (0.08 + window * 0.31)
        c.box(x, c.h * 0.08, c.w * 0.22, c.h * 0.26, mood.sky[0], mood.sky[2])
        for bar in range(1, 4):
            c.line([(x + c.w * 0.055 * bar, c.h * 0.08), (x + c.w * 0.055 * bar, c.h * 0.34)], 6, mood.near)
        c.line([(x, c.h * 0.21), (x + c.w * 0.22, c.h * 0.21)], 6, mood.near)
        c.veil(
            [(x, c.h * 0.34), (x + c.w * 0.22, c.h * 0.34), (x + c.w * 0.34, c.h), (x + c.w * 0.06, c.h)],
            mood.sun,
            0.13,
            10,
        )
    for number in range(16):
        x, tall = c.w * (0.06 + number * 0.057), c.h * rng.uniform(0.06, 0.11)
        c.box(x, c.h * 0.39, 10, tall, mix(WOOD, mood.near, 0.2))
        c.box(x - 12, c.h * 0.39 + tall, 34, rng.uniform(14, 40), mix(mood.far, mood.near, 0.55))
    steel = mix(ink("5f7480"), mood.near, 0.25)
    for at, wide in ((0.06, 0.36), (0.56, 0.38)):
        x, y = c.w * at, c.h * 0.62
        c.box(x, y, c.w * wide, c.h * 0.28, mix(steel, mood.near, 0.2), mix(steel, mood.near, 0.6))
        c.box(x - 16, y - 24, c.w * wide + 32, 44, mix(steel, CREAM, 0.4), steel)
        c.box(x + 24, y - c.h * 0.11, c.w * 0.08, c.h * 0.09, mix(steel, CREAM, 0.2), mix(steel, mood.near, 0.35))
        c.box(
            x + c.w * wide - c.w * 0.07,
            y - c.h * 0.09,
            c.w * 0.06,
            c.h * 0.07,
            mix(steel, CREAM, 0.2),
            mix(steel, mood.near, 0.35),
        )
        c.line(
            [(x + 24 + c.w * 0.08, y - c.h * 0.06), (x + c.w * wide - c.w * 0.07, y - c.h * 0.06)], 20, ink("c8ccd0")
        )
        c.line(
            [(x + 24 + c.w * 0.08, y - c.h * 0.064), (x + c.w * wide - c.w * 0.07, y - c.h * 0.064)], 6, (255, 255, 255)
        )
        spark = x + c.w * wide * 0.55
        c.glow(spark, y - c.h * 0.06, c.h * 0.13, ink("ffd27a"), 0.95)
        for _ in range(26):
            c.line(
                [(spark, y - c.h * 0.06), (spark + rng.gauss(0, 70), y - c.h * 0.06 + rng.uniform(-70, 60))],
                2,
                ink("ffe9b8"),
            )
    person(c, c.w * 0.49, c.h * 0.93, c.h * 0.5, mix(mood.near, ink("2f4858"), 0.5))
    c.fill(
        [(c.w * 0.474, c.h * 0.6), (c.w * 0.506, c.h * 0.6), (c.w * 0.512, c.h * 0.78), (c.w * 0.468, c.h * 0.78)],
        mix(WOOD, CREAM, 0.2),
    )
    return 0.5, 0.55


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
    c.fill([(c.w * 0.06, c.h * 0.5), (c.w * 0.2, c.h * 0.4), (c.w * 0.3, c.h * 0.5), (c.w * 0.42, c.h * 0.36), (c.w * 0.52, c.h * 0.5), (c.w * 0.52, c.h * 0.66), (c.w * 0.06, c.h * 0.62)],
           mix(mood.far, mood.near, 0.4), mood.near)  # fmt: skip
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
    for row in range(3):
        for seat in range(9 - row):
            size = 50 + row * 20
            px = c.w * (seat + 0.5 + rng.uniform(-0.1, 0.1)) / (9 - row) * 0.8
            c.disc(px, c.h * (0.8 + row * 0.09), size * 0.5, mix(back, mood.far, 0.3 - row * 0.12), size * 0.58)
            c.disc(px, c.h * (0.8 + row * 0.09) + size * 1.3, size, mix(back, mood.far, 0.26 - row * 0.12), size * 0.9)
    return 0.34, 0.4
