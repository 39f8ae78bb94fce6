"""Scenes of where people read, write and make things."""

from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import interior, person

SCENES = "library desk workshop".split()
WOOD, CREAM = ink("7a4f32"), ink("f4eddc")


def library(c: Canvas, mood: Mood, rng: Random) -> Focus:
    interior(c, mood, mix(WOOD, mood.wall, 0.35), 0.82)
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
    interior(c, mood, mix(mood.wall, ink("6b7680"), 0.6), 0.78)
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
    _lathes(c, mood, rng, steel)
    person(c, c.w * 0.49, c.h * 0.93, c.h * 0.5, mix(mood.near, ink("2f4858"), 0.5))
    c.fill(
        [(c.w * 0.474, c.h * 0.6), (c.w * 0.506, c.h * 0.6), (c.w * 0.512, c.h * 0.78), (c.w * 0.468, c.h * 0.78)],
        mix(WOOD, CREAM, 0.2),
    )
    return 0.5, 0.55


def _lathes(c: Canvas, mood: Mood, rng: Random, steel: Colour) -> None:
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
