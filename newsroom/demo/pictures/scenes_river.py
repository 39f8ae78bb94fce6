"""Scenes along the water: bridge, port, dam and light."""

import math
from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import clouds, conifer, house, person, reflection, ridge, water

SCENES = "bridge harbour lighthouse dam".split()


def bridge(c: Canvas, mood: Mood, rng: Random) -> Focus:
    shore = c.h * 0.66
    sun = c.sky(mood, rng, shore)
    clouds(c, rng, mood, shore * 0.6, 5)
    for layer in range(2):
        tone = mix(mood.far, mood.near, 0.15 + layer * 0.25)
        ridge(c, rng, shore - c.h * (0.1 - 0.06 * layer), c.h * 0.07, mix(tone, mood.sun, 0.15), tone)
    water(c, rng, mood, shore, sun)
    steel, deck = mix(mood.near, ink("5a2f2a"), 0.45), c.h * 0.58
    span = c.w * 0.42
    for number in range(-1, 3):
        x = c.w * 0.29 + number * span - c.w * 0.1
        rise = c.h * 0.3
        arch = [(x + span * i / 24, deck - rise * math.sin(math.pi * i / 24)) for i in range(25)]
        for px, py in arch[1:-1]:
            c.line([(px, py), (px, deck)], 5, steel)
        for (ax, ay), (bx, _) in zip(arch[1:-1:2], arch[3::2], strict=False):
            c.line([(ax, ay), (bx, deck)], 3, mix(steel, mood.far, 0.3))
        c.line(arch, 20, steel)
        c.line([(px, py - 4) for px, py in arch], 6, mix(steel, mood.sun, 0.4))
        c.fill(
            [(x - 46, deck), (x + 46, deck), (x + 60, c.h * 0.76), (x - 60, c.h * 0.76)],
            mix(mood.wall, mood.near, 0.3),
            mix(mood.wall, mood.near, 0.75),
        )
        c.veil(
            [(x - 60, c.h * 0.76), (x + 60, c.h * 0.76), (x + 70, c.h * 0.9), (x - 70, c.h * 0.9)], mood.near, 0.4, 8
        )
    c.box(0, deck - 8, c.w, 30, mix(steel, mood.sun, 0.2), mix(steel, (0, 0, 0), 0.3))
    c.veil([(0, shore + 60), (c.w, shore + 60), (c.w, shore + 96), (0, shore + 96)], mood.near, 0.28, 10)
    for number in range(12):
        x = c.w * (number + 0.5) / 12
        c.line([(x, deck - 8), (x, deck - 64)], 4, steel)
        c.glow(x, deck - 66, 46, mood.lamp, 0.9 if mood.stars else 0.45)
        c.disc(x, deck - 66, 6, mood.lamp)
        if mood.stars or mood.sun_height > 0.5:
            reflection(c, rng, x, shore + 14, c.h * 0.16, mix(mood.water, mood.lamp, 0.5))
    for _ in range(3):
        person(c, rng.uniform(0.1, 0.9) * c.w, deck - 6, c.h * 0.05, mood.near)
    return 0.4, 0.5


def harbour(c: Canvas, mood: Mood, rng: Random) -> Focus:
    quay = c.h * 0.68
    sun = c.sky(mood, rng, quay)
    clouds(c, rng, mood, quay * 0.7, 6)
    ridge(c, rng, quay - c.h * 0.05, c.h * 0.06, mix(mood.far, mood.sky[2], 0.2))
    for x, size, depth in ((0.16, 0.7, 0.35), (0.36, 0.85, 0.2), (0.72, 1.15, 0.0)):
        _crane(c, c.w * x, quay, c.h * 0.52 * size, mix(mix(ink("a8452f"), mood.near, 0.45), mood.far, depth + 0.1))
    hues = [ink(code) for code in ("a9432f", "2f6f7a", "d19a35", "5b7a55", "39506e", "b8b2a2")]
    for column in range(26):
        for level in range(rng.randint(0, 4)):
            hue, x, y = mix(rng.choice(hues), mood.near, 0.28), column * c.w / 26, quay - 38 - level * 36
            c.box(x, y, c.w / 26 - 3, 33, mix(hue, mood.sun, 0.2), hue)
            for rib in range(1, 6):
                c.line([(x + rib * c.w / 156, y + 3), (x + rib * c.w / 156, y + 30)], 1.2, mix(hue, mood.near, 0.35))
    c.box(0, quay - 4, c.w, 40, mix(mood.wall, mood.near, 0.4), mix(mood.wall, mood.near, 0.8))
    water(c, rng, mood, quay + 36, sun)
    _ship(c, mood, hues)
    return 0.68, 0.45


def _ship(c: Canvas, mood: Mood, hues: list[Colour]) -> None:
    hull, x, y = mix(ink("27475a"), mood.near, 0.3), c.w * 0.12, c.h * 0.77
    c.fill(
        [(x, y), (x + c.w * 0.42, y), (x + c.w * 0.4, y + c.h * 0.09), (x + c.w * 0.03, y + c.h * 0.09)],
        mix(hull, mood.sun, 0.15),
        hull,
    )
    c.box(x + c.w * 0.03, y + c.h * 0.07, c.w * 0.37, c.h * 0.02, mix(ink("8a3527"), mood.near, 0.3))
    c.box(
        x + c.w * 0.3,
        y - c.h * 0.13,
        c.w * 0.09,
        c.h * 0.13,
        mix(mood.wall, (255, 255, 255), 0.4),
        mix(mood.wall, mood.near, 0.2),
    )
    for row in range(3):
        for column in range(5):
            c.box(
                x + c.w * (0.306 + column * 0.017), y - c.h * (0.115 - row * 0.04), c.w * 0.01, c.h * 0.016, mood.lamp
            )
    c.box(x + c.w * 0.35, y - c.h * 0.18, c.w * 0.022, c.h * 0.05, mix(ink("a9432f"), mood.near, 0.2))
    for number in range(9):
        hue = mix(hues[number % 6], mood.near, 0.2)
        c.box(
            x + c.w * (0.03 + number * 0.029), y - c.h * 0.045, c.w * 0.027, c.h * 0.045, mix(hue, mood.sun, 0.2), hue
        )
    c.veil(
        [
            (x, y + c.h * 0.09),
            (x + c.w * 0.4, y + c.h * 0.09),
            (x + c.w * 0.36, y + c.h * 0.15),
            (x + c.w * 0.05, y + c.h * 0.15),
        ],
        mood.near,
        0.45,
        9,
    )


def _crane(c: Canvas, x: float, base: float, tall: float, tone: Colour) -> None:
    for leg in (-0.16, 0.16):
        c.line([(x + tall * leg, base), (x + tall * leg * 0.85, base - tall * 0.74)], tall * 0.035, tone)
    c.line([(x - tall * 0.15, base - tall * 0.3), (x + tall * 0.15, base - tall * 0.3)], tall * 0.025, tone)
    c.line([(x - tall * 0.15, base - tall * 0.3), (x + tall * 0.13, base - tall * 0.72)], tall * 0.014, tone)
    c.line([(x - tall * 0.75, base - tall * 0.72), (x + tall * 0.42, base - tall * 0.72)], tall * 0.045, tone)
    c.line([(x, base - tall * 0.72), (x, base - tall)], tall * 0.035, tone)
    for end in (-0.72, -0.36, 0.4):
        c.line([(x, base - tall), (x + tall * end, base - tall * 0.72)], tall * 0.01, tone)
    c.box(x - tall * 0.02, base - tall * 0.7, tall * 0.09, tall * 0.08, tone)
    c.line([(x - tall * 0.5, base - tall * 0.72), (x - tall * 0.5, base - tall * 0.38)], tall * 0.008, tone)
    c.box(x - tall * 0.58, base - tall * 0.38, tall * 0.16, tall * 0.07, mix(tone, (255, 255, 255), 0.2))


def lighthouse(c: Canvas, mood: Mood, rng: Random) -> Focus:
    sea = c.h * 0.64
    sun = c.sky(mood, rng, sea, 0.24)
    clouds(c, rng, mood, sea * 0.9, 7)
    water(c, rng, mood, sea, sun)
    x, base, top, rock = c.w * 0.68, c.h * 0.66, c.h * 0.2, mix(mood.near, mood.land, 0.3)
    lamp_y = top - c.h * 0.035
    beam = 0.5 if mood.stars or mood.sun_height > 0.4 else 0.22
    c.veil(
        [(x, lamp_y - 8), (-40, lamp_y - c.h * 0.17), (-40, lamp_y + c.h * 0.06), (x, lamp_y + 8)], mood.lamp, beam, 12
    )
    _headland(c, mood, rng, rock, base)
    house(
        c,
        x + c.w * 0.05,
        base + 6,
        c.w * 0.11,
        c.h * 0.1,
        mix(mood.wall, (255, 255, 255), 0.3),
        mix(ink("8c3a2d"), mood.near, 0.35),
        mood.lamp,
    )
    _tower(c, mood, top, x, base, lamp_y)
    return 0.68, 0.34


def _headland(c: Canvas, mood: Mood, rng: Random, rock: Colour, base: float) -> None:
    c.fill(
        [
            (c.w * 0.42, c.h * 0.78),
            (c.w * 0.5, c.h * 0.7),
            (c.w * 0.58, base),
            (c.w * 0.8, c.h * 0.645),
            (c.w + 5, c.h * 0.58),
            (c.w + 5, c.h),
            (c.w * 0.3, c.h),
            (c.w * 0.36, c.h * 0.86),
        ],
        mix(rock, mood.sun, 0.3),
        rock,
        mood.near,
    )
    for _ in range(30):
        px, py = rng.uniform(0.48, 1) * c.w, rng.uniform(0.7, 1) * c.h
        c.fill(
            [
                (px, py),
                (px + rng.uniform(40, 120), py + rng.uniform(-10, 30)),
                (px + rng.uniform(0, 70), py + rng.uniform(40, 80)),
            ],
            mix(rock, mood.near, rng.uniform(0, 0.6)),
        )
    for _ in range(60):
        c.disc(
            rng.uniform(0.28, 0.46) * c.w,
            c.h * rng.uniform(0.86, 0.9),
            rng.uniform(4, 20),
            mix(mood.water, (255, 255, 255), rng.uniform(0.4, 0.8)),
            4,
        )


def _tower(c: Canvas, mood: Mood, top: float, x: float, base: float, lamp_y: float) -> None:
    white, red = mix(mood.wall, (255, 255, 255), 0.45), mix(ink("b03a2a"), mood.near, 0.18)
    for band in range(5):
        y0, y1 = top + (base - top) * band / 5, top + (base - top) * (band + 1) / 5
        w0, w1 = c.w * (0.024 + 0.004 * band), c.w * (0.028 + 0.004 * band)
        c.fill([(x - w0, y0), (x + w0, y0), (x + w1, y1 + 1), (x - w1, y1 + 1)], red if band % 2 else white)
    c.veil(
        [(x + c.w * 0.006, top), (x + c.w * 0.024, top), (x + c.w * 0.044, base), (x + c.w * 0.01, base)],
        mood.near,
        0.32,
    )
    c.box(x - c.w * 0.034, top - 10, c.w * 0.068, 14, mood.near)
    c.box(x - c.w * 0.017, top - c.h * 0.06, c.w * 0.034, c.h * 0.055, mood.lamp)
    for bar in (-0.017, 0, 0.017):
        c.line([(x + c.w * bar, top - c.h * 0.06), (x + c.w * bar, top - 8)], 4, mood.near)
    c.fill([(x - c.w * 0.024, top - c.h * 0.06), (x, top - c.h * 0.105), (x + c.w * 0.024, top - c.h * 0.06)], red)
    c.glow(x, lamp_y, c.h * 0.16, mood.lamp, 0.85)


def dam(c: Canvas, mood: Mood, rng: Random) -> Focus:
    c.sky(mood, rng, c.h * 0.5)
    clouds(c, rng, mood, c.h * 0.35, 5)
    for layer in range(3):
        tone = mix(mood.far, mood.near, layer * 0.28)
        crest = ridge(c, rng, c.h * (0.32 + layer * 0.06), c.h * 0.14, mix(tone, mood.sun, 0.15), tone)
    for x, y in crest[::2]:
        conifer(c, x, y + 10, c.h * rng.uniform(0.04, 0.07), mix(mood.near, mood.land, 0.25))
    crown = c.h * 0.46
    stone = mix(mood.wall, mood.near, 0.12)
    c.fill(
        [(c.w * 0.08, crown), (c.w * 0.92, crown), (c.w * 0.72, c.h * 0.84), (c.w * 0.28, c.h * 0.84)],
        mix(stone, (255, 255, 255), 0.2),
        stone,
        mix(stone, mood.near, 0.35),
    )
    for number in range(22):
        x = c.w * (0.08 + 0.84 * number / 21)
        c.line([(x, crown), (c.w / 2 + (x - c.w / 2) * 0.524, c.h * 0.84)], 1.6, mix(stone, mood.near, 0.3))
    _gates(c, mood, crown, stone)
    c.box(c.w * 0.06, crown - 14, c.w * 0.88, 20, mix(stone, (255, 255, 255), 0.35), mix(stone, mood.near, 0.35))
    c.box(c.w * 0.72, crown - c.h * 0.11, c.w * 0.05, c.h * 0.1, mix(stone, (255, 255, 255), 0.1), stone)
    _valley_sides(c, mood)
    _basin(c, mood, rng)
    for step in range(40):
        x, side = c.w * rng.uniform(0, 0.24), step % 2
        conifer(
            c,
            c.w - x if side else x,
            c.h * (0.5 + x / c.w * 1.6 + rng.uniform(0, 0.2)),
            c.h * rng.uniform(0.08, 0.15),
            mix(mood.near, mood.land, rng.uniform(0.05, 0.3)),
        )
    return 0.5, 0.6


def _basin(c: Canvas, mood: Mood, rng: Random) -> None:
    c.fill(
        [(c.w * 0.27, c.h * 0.86), (c.w * 0.73, c.h * 0.86), (c.w * 0.7, c.h), (c.w * 0.3, c.h)],
        mix(mood.water, (255, 255, 255), 0.6),
        mood.water,
    )
    for _ in range(26):
        c.glow(
            c.w * rng.uniform(0.31, 0.69),
            c.h * rng.uniform(0.83, 0.89),
            c.h * rng.uniform(0.04, 0.08),
            (255, 255, 255),
            0.35,
        )


def _valley_sides(c: Canvas, mood: Mood) -> None:
    for side in (0, 1):
        edge = [(0.0, 0.36), (0.1, 0.44), (0.24, 0.7), (0.31, 0.9), (0.3, 1.01), (0.0, 1.01)]
        c.fill(
            [(c.w * (1 - x if side else x), c.h * y) for x, y in edge],
            mix(mood.land, mood.near, 0.3),
            mix(mood.land, mood.near, 0.8),
        )


def _gates(c: Canvas, mood: Mood, crown: float, stone: Colour) -> None:
    for gate in range(5):
        x = c.w * (0.36 + gate * 0.07)
        c.box(x - c.w * 0.024, crown - 26, c.w * 0.048, 60, mix(stone, mood.near, 0.6))
        c.fill(
            [
                (x - c.w * 0.02, crown + 26),
                (x + c.w * 0.02, crown + 26),
                (c.w / 2 + (x - c.w / 2) * 0.56 + 44, c.h * 0.86),
                (c.w / 2 + (x - c.w / 2) * 0.56 - 44, c.h * 0.86),
            ],
            mix((255, 255, 255), mood.sky[1], 0.3),
            mix((255, 255, 255), mood.sky[2], 0.15),
        )
