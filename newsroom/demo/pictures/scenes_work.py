"""Scenes of what a county is built on: bridge, port, railway, power, water, sport."""

import math
from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import clouds, conifer, house, person, reflection, ridge, water

SCENES = "bridge harbour lighthouse trainyard turbines dam stadium".split()


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
    return 0.68, 0.45


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
    c.fill([(c.w * 0.42, c.h * 0.78), (c.w * 0.5, c.h * 0.7), (c.w * 0.58, base), (c.w * 0.8, c.h * 0.645), (c.w + 5, c.h * 0.58), (c.w + 5, c.h), (c.w * 0.3, c.h), (c.w * 0.36, c.h * 0.86)],
           mix(rock, mood.sun, 0.3), rock, mood.near)  # fmt: skip
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
    return 0.68, 0.34


def trainyard(c: Canvas, mood: Mood, rng: Random) -> Focus:
    horizon = c.h * 0.44
    c.sky(mood, rng, horizon, 0.5)
    clouds(c, rng, mood, horizon, 5)
    for _ in range(18):
        x, w, tall = rng.uniform(-0.05, 1) * c.w, c.w * rng.uniform(0.05, 0.12), c.h * rng.uniform(0.03, 0.14)
        c.box(x, horizon - tall, w, tall + 4, mix(mood.far, mood.near, rng.uniform(0.05, 0.35)))
    gravel = mix(mood.wall, mood.near, 0.55)
    c.box(0, horizon, c.w, c.h, mix(gravel, mood.sun, 0.3), gravel, mix(gravel, mood.near, 0.5))
    for track in range(-4, 5):
        for rail in (-0.03, 0.03):
            foot = c.w * (0.5 + (track * 0.2 + rail) * 1.9)
            c.line([(c.w / 2 + track * 12 + rail * 60, horizon), (foot, c.h)], 6, mix(mood.near, mood.sun, 0.1))
            c.line([(c.w / 2 + track * 12 + rail * 60, horizon), (foot - 3, c.h)], 2, mix(mood.sky[2], mood.sun, 0.5))
    for side, body in ((-1, ink("a34a2e")), (1, ink("2f5f73"))):
        body = mix(body, mood.near, 0.28)
        near, far = c.w / 2 + side * c.w * 0.2, c.w / 2 + side * 24
        c.fill(
            [
                (far, horizon - 30),
                (far + side * 26, horizon - 30),
                (near + side * c.w * 0.34, c.h * 0.18),
                (near, c.h * 0.24),
                (near, c.h * 0.86),
                (far, horizon + 22),
            ],
            mix(body, mood.near, 0.25),
        )
        c.fill(
            [
                (near, c.h * 0.24),
                (near + side * c.w * 0.34, c.h * 0.2),
                (near + side * c.w * 0.34, c.h * 0.92),
                (near, c.h * 0.86),
            ],
            mix(body, mood.sun, 0.22),
            body,
            mix(body, mood.near, 0.35),
        )
        c.box(
            min(near + side * c.w * 0.05, near + side * c.w * 0.24),
            c.h * 0.32,
            c.w * 0.19,
            c.h * 0.19,
            mix(mood.lamp, mood.sky[0], 0.45),
        )
        for lamp in (0.06, 0.23):
            c.glow(near + side * c.w * lamp, c.h * 0.72, 80, mood.lamp, 0.9)
            c.disc(near + side * c.w * lamp, c.h * 0.72, 16, (255, 246, 214))
        c.box(min(near, near + side * c.w * 0.34), c.h * 0.6, c.w * 0.34, c.h * 0.035, mix(mood.lamp, body, 0.35))
    for x in (0.36, 0.64):
        c.line([(c.w * x, horizon + 60), (c.w * x, horizon - c.h * 0.2)], 7, mood.near)
        c.glow(c.w * x, horizon - c.h * 0.18, 50, ink("58c08a") if x < 0.5 else ink("e0533a"), 0.9)
        c.disc(c.w * x, horizon - c.h * 0.18, 9, ink("8fe0b4") if x < 0.5 else ink("ff8a6a"))
    person(c, c.w * 0.53, c.h * 0.8, c.h * 0.2, mood.near)
    return 0.52, 0.55


def turbines(c: Canvas, mood: Mood, rng: Random) -> Focus:
    c.sky(mood, rng, c.h * 0.75, 0.2)
    clouds(c, rng, mood, c.h * 0.55, 8)
    ridge(c, rng, c.h * 0.66, c.h * 0.07, mix(mood.far, mood.land, 0.25), mix(mood.far, mood.sky[2], 0.4))
    for x, y, tall in ((0.2, 0.66, 0.24), (0.33, 0.65, 0.28), (0.86, 0.67, 0.3), (0.47, 0.7, 0.42), (0.7, 0.76, 0.6)):
        _turbine(c, c.w * x, c.h * y, c.h * tall, rng.uniform(0, 120), mix((250, 250, 246), mood.far, 0.75 - tall))
    ridge(c, rng, c.h * 0.75, c.h * 0.05, mix(mood.land, mood.sun, 0.25), mood.land, mix(mood.land, mood.near, 0.45))
    ridge(c, rng, c.h * 0.9, c.h * 0.05, mix(mood.land, mood.near, 0.25), mix(mood.land, mood.near, 0.7))
    for _ in range(14):
        x, y = rng.uniform(0, c.w), c.h * rng.uniform(0.8, 0.87)
        c.disc(x, y, 11, mix((245, 242, 234), mood.land, 0.15), 7)
        c.disc(x + 10, y - 3, 4, mood.near)
    return 0.68, 0.35


def _turbine(c: Canvas, x: float, y: float, tall: float, turn: float, tone: Colour) -> None:
    c.fill(
        [
            (x - tall * 0.018, y + tall * 0.1),
            (x - tall * 0.008, y - tall),
            (x + tall * 0.008, y - tall),
            (x + tall * 0.018, y + tall * 0.1),
        ],
        tone,
    )
    for blade in range(3):
        angle = math.radians(turn + blade * 120)
        dx, dy = math.sin(angle) * tall * 0.52, math.cos(angle) * tall * 0.52
        side_x, side_y = -dy * 0.055, dx * 0.055
        c.fill([(x, y - tall), (x + dx * 0.22 + side_x, y - tall + dy * 0.22 + side_y), (x + dx, y - tall + dy)], tone)
    c.disc(x, y - tall, tall * 0.022, mix(tone, (90, 100, 110), 0.3))


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
    for gate in range(5):
        x = c.w * (0.36 + gate * 0.07)
        c.box(x - c.w * 0.024, crown - 26, c.w * 0.048, 60, mix(stone, mood.near, 0.6))
        c.fill([(x - c.w * 0.02, crown + 26), (x + c.w * 0.02, crown + 26), (c.w / 2 + (x - c.w / 2) * 0.56 + 44, c.h * 0.86), (c.w / 2 + (x - c.w / 2) * 0.56 - 44, c.h * 0.86)],
               mix((255, 255, 255), mood.sky[1], 0.3), mix((255, 255, 255), mood.sky[2], 0.15))  # fmt: skip
    c.box(c.w * 0.06, crown - 14, c.w * 0.88, 20, mix(stone, (255, 255, 255), 0.35), mix(stone, mood.near, 0.35))
    c.box(c.w * 0.72, crown - c.h * 0.11, c.w * 0.05, c.h * 0.1, mix(stone, (255, 255, 255), 0.1), stone)
    for side in (0, 1):
        edge = [(0.0, 0.36), (0.1, 0.44), (0.24, 0.7), (0.31, 0.9), (0.3, 1.01), (0.0, 1.01)]
        c.fill(
            [(c.w * (1 - x if side else x), c.h * y) for x, y in edge],
            mix(mood.land, mood.near, 0.3),
            mix(mood.land, mood.near, 0.8),
        )
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


def stadium(c: Canvas, mood: Mood, rng: Random) -> Focus:
    horizon = c.h * 0.58
    c.sky(mood, rng, horizon, 0.86)
    ridge(c, rng, horizon - c.h * 0.1, c.h * 0.05, mix(mood.far, mood.near, 0.3))
    c.fill(
        [
            (0, c.h * 0.36),
            (c.w * 0.2, c.h * 0.46),
            (c.w * 0.8, c.h * 0.46),
            (c.w, c.h * 0.36),
            (c.w, c.h * 0.64),
            (0, c.h * 0.64),
        ],
        mix(mood.near, mood.far, 0.25),
        mix(mood.near, mood.far, 0.05),
    )
    crowd = [mix(ink(code), mood.near, 0.35) for code in ("d8a24a", "b4553f", "e0d3b8", "5d7f8c", "8a5a6b")]
    for _ in range(900):
        x = rng.uniform(0, c.w)
        rise = max(0.0, abs(x / c.w - 0.5) - 0.3) / 0.2 * 0.1
        c.disc(x, c.h * rng.uniform(0.475 - rise, 0.6), 4.5, rng.choice(crowd))
    turf = mix(ink("3f7a45"), mood.near, 0.2)
    c.box(0, c.h * 0.62, c.w, c.h, mix(turf, mood.lamp, 0.3), turf, mix(turf, mood.near, 0.4))
    for stripe in range(-9, 10, 2):
        top, foot = c.w / 2 + stripe * 70, c.w / 2 + stripe * 260
        c.veil([(top, c.h * 0.62), (top + 70, c.h * 0.62), (foot + 260, c.h), (foot, c.h)], (255, 255, 255), 0.07)
    line = mix((255, 255, 255), turf, 0.15)
    c.line([(0, c.h * 0.7), (c.w, c.h * 0.7)], 4, line)
    c.line([(c.w * 0.36, c.h * 0.62), (c.w * 0.14, c.h)], 6, line)
    c.line([(c.w * 0.64, c.h * 0.62), (c.w * 0.86, c.h)], 6, line)
    for x in (0.1, 0.33, 0.67, 0.9):
        tall = c.h * (0.34 if 0.2 < x < 0.8 else 0.44)
        c.line([(c.w * x, c.h * 0.5), (c.w * x, c.h * 0.52 - tall)], 9, mood.near)
        c.glow(c.w * x, c.h * 0.5 - tall, c.h * 0.33, mood.lamp, 0.7)
        c.box(c.w * x - 70, c.h * 0.46 - tall, 140, c.h * 0.07, mood.near)
        for lamp in range(10):
            c.disc(c.w * x - 54 + (lamp % 5) * 27, c.h * (0.475 + 0.035 * (lamp // 5)) - tall, 10, (255, 250, 226))
    for number in range(7):
        x, y = c.w * rng.uniform(0.15, 0.85), c.h * rng.uniform(0.72, 0.95)
        tall = c.h * 0.1 * (y / c.h) ** 2 * 1.4
        c.disc(x + tall * 0.3, y, tall * 0.4, mix(turf, mood.near, 0.6), tall * 0.06)
        person(c, x, y, tall, mix((240, 236, 226) if number % 2 else ink("b4553f"), mood.near, 0.1))
    return 0.5, 0.4
