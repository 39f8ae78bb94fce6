"""Scenes in open country. Each draws itself and returns its focal point, as shares of width and height."""

from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Mood, mix
from newsroom.demo.pictures.shapes import broadleaf, clouds, conifer, house, person, reflection, ridge, water

Focus = tuple[float, float]
SCENES = "ridges forest wheat orchard snow_road lake desert_road".split()


def ridges(c: Canvas, mood: Mood, rng: Random) -> Focus:
    sun = c.sky(mood, rng, c.h * 0.72)
    clouds(c, rng, mood, c.h * 0.5)
    for layer in range(5):
        share = layer / 4
        y = c.h * (0.5 + 0.105 * layer)
        tone = mix(mix(mood.far, mood.sky[2], 0.45), mood.near, share**1.2)
        crest = ridge(
            c, rng, y, c.h * (0.15 - share * 0.05), mix(tone, mood.sun, 0.12), tone, mix(tone, mood.sky[2], 0.32)
        )
        if layer > 2:
            for x, top in crest[:: 5 - layer]:
                conifer(c, x + rng.uniform(-8, 8), top + 12, c.h * rng.uniform(0.02, 0.05) * (layer - 1.6), tone)
    return sun / c.w, 0.52


def forest(c: Canvas, mood: Mood, rng: Random) -> Focus:
    c.sky(mood, rng, c.h * 0.8, 0.52)
    for layer in range(6):
        share = layer / 5
        tone = mix(mix(mood.sky[2], mood.far, 0.6), mix(mood.near, mood.land, 0.15), share**1.3)
        y = c.h * (0.62 + 0.075 * layer)
        ridge(c, rng, y, c.h * 0.03, tone, mix(tone, mood.sky[2], 0.2))
        count = 26 - layer * 3
        for _ in range(count):
            x = rng.uniform(-0.05, 1.05) * c.w
            if layer > 2 and abs(x / c.w - 0.52) < 0.09 + 0.05 * (layer - 2):
                continue
            conifer(c, x, y + c.h * 0.05, c.h * rng.uniform(0.2, 0.3) * (0.7 + share * 1.5), tone)
        c.haze(y - c.h * 0.1, y + c.h * 0.09, mood.sky[2], 0.0, 0.4 * (1 - share))
    person(c, c.w * 0.525, c.h * 0.93, c.h * 0.13, mood.near)
    return 0.52, 0.7


def wheat(c: Canvas, mood: Mood, rng: Random) -> Focus:
    horizon = c.h * 0.56
    sun = c.sky(mood, rng, horizon)
    clouds(c, rng, mood, horizon * 0.8, 7)
    ridge(c, rng, horizon, c.h * 0.03, mix(mood.far, mood.land, 0.35))
    field, dark = mix(mood.land, (222, 178, 84), 0.6), mix(mood.land, mood.near, 0.45)
    c.box(0, horizon + 8, c.w, c.h - horizon, mix(field, mood.sun, 0.35), field, dark)
    vanish = c.w * rng.uniform(0.4, 0.6)
    for row in range(-16, 17):
        foot = vanish + row * c.w * 0.105
        c.fill(
            [(vanish + row * 16, horizon + 10), (foot - c.w * 0.018, c.h), (foot + c.w * 0.012, c.h)],
            mix(field, dark, 0.6),
        )
    for _ in range(420):
        depth = rng.random() ** 0.7
        y, x = horizon + 20 + depth * (c.h - horizon), rng.uniform(0, c.w)
        tall = 5 + depth * 46
        lean = rng.uniform(-0.2, 0.5) * tall
        c.line([(x, y), (x + lean * 0.5, y - tall)], 0.8 + depth * 2.4, mix(field, mood.sun, rng.uniform(0.1, 0.6)))
    barn = c.w * (0.72 if sun < c.w / 2 else 0.16)
    house(c, barn, horizon + 22, c.w * 0.09, c.h * 0.07, mix(mood.wall, (150, 52, 40), 0.7), mood.near, mood.near)
    c.box(barn + c.w * 0.11, horizon - c.h * 0.1, c.w * 0.022, c.h * 0.12, mix(mood.wall, mood.sky[2], 0.3), mood.far)
    c.disc(barn + c.w * 0.121, horizon - c.h * 0.1, c.w * 0.011, mix(mood.wall, mood.near, 0.2))
    return barn / c.w + 0.06, 0.52


def orchard(c: Canvas, mood: Mood, rng: Random) -> Focus:
    horizon = c.h * 0.42
    c.sky(mood, rng, horizon, 0.5)
    clouds(c, rng, mood, horizon, 4)
    ridge(c, rng, horizon, c.h * 0.06, mix(mood.far, mood.land, 0.3), mix(mood.land, mood.sky[2], 0.4))
    grass = mix(mood.land, (104, 138, 70), 0.45)
    c.box(0, horizon + 15, c.w, c.h, mix(grass, mood.sun, 0.35), grass, mix(grass, mood.near, 0.4))
    c.fill(
        [(c.w * 0.495, horizon + 15), (c.w * 0.505, horizon + 15), (c.w * 0.62, c.h), (c.w * 0.34, c.h)],
        mix(grass, mood.sun, 0.4),
    )
    leaf = mix((88, 120, 58), mood.land, 0.35)
    for depth in range(9):
        size = 0.07 * 1.36**depth
        y = horizon + c.h * (0.035 + 0.05 * 1.36**depth)
        for side in (-1, 1):
            for lane in (0.75, 2.1, 3.6):
                x = c.w * 0.5 + side * c.w * lane * 0.062 * 1.36**depth
                if -200 < x < c.w + 200:
                    c.disc(x + size * c.h * 0.12, y, size * c.h * 0.5, mix(grass, mood.near, 0.5), size * c.h * 0.07)
                    broadleaf(
                        c, rng, x, y, size * c.h * 1.25, mix(leaf, mood.sky[2], max(0, 0.45 - depth * 0.07)), mood.near
                    )
                    for _ in range(depth * 2):
                        c.disc(
                            x + rng.uniform(-0.3, 0.3) * size * c.h,
                            y - size * c.h * rng.uniform(0.6, 1.05),
                            size * c.h * 0.022,
                            (193, 62, 44),
                        )
    return 0.5, 0.5


def snow_road(c: Canvas, mood: Mood, rng: Random) -> Focus:
    horizon = c.h * 0.5
    c.sky(mood, rng, horizon)
    ridge(
        c, rng, horizon - c.h * 0.04, c.h * 0.12, mix(mood.far, mood.sky[2], 0.2), mix(mood.far, (255, 255, 255), 0.5)
    )
    snow, shade = mix((246, 249, 252), mood.sky[2], 0.3), mix(mood.far, mood.water, 0.5)
    c.box(0, horizon, c.w, c.h, mix(snow, mood.sky[2], 0.4), snow, mix(snow, shade, 0.55))
    bend = [(0.5, 0.0, 5), (0.53, 0.06, 12), (0.5, 0.16, 30), (0.44, 0.36, 85), (0.42, 0.66, 190), (0.46, 1.0, 330)]
    left = [(c.w * x - half, horizon + (c.h - horizon) * y) for x, y, half in bend]
    right = [(c.w * x + half, horizon + (c.h - horizon) * y) for x, y, half in bend]
    c.fill([*left, *right[::-1]], mix(shade, snow, 0.3), mix(shade, mood.near, 0.55))
    for side in (-0.42, 0.42):
        c.line(
            [(c.w * x + side * half, horizon + (c.h - horizon) * y) for x, y, half in bend], 7, mix(snow, shade, 0.35)
        )
    for depth in range(8):
        for side in (-1, 1):
            x = c.w * 0.48 + side * (c.w * 0.05 + 52 * 1.42**depth) + rng.uniform(-20, 20)
            y, tall = horizon + 8 + 20 * 1.44**depth, c.h * 0.055 * 1.4**depth
            tone = mix(mood.far, mix(mood.near, (30, 60, 60), 0.4), min(1, 0.25 + depth * 0.13))
            conifer(c, x, y, tall, tone)
            c.veil([(x, y), (x + tall * 0.5, y + tall * 0.08), (x + tall * 0.6, y + tall * 0.13)], shade, 0.5, 3)
    for _ in range(260):
        c.disc(rng.uniform(0, c.w), rng.uniform(0, c.h), rng.uniform(1.2, 4), snow)
    c.glow(c.w * 0.475, horizon + c.h * 0.1, 90, mood.lamp, 0.95)
    c.disc(c.w * 0.469, horizon + c.h * 0.1, 5, (255, 248, 220))
    c.disc(c.w * 0.481, horizon + c.h * 0.1, 5, (255, 248, 220))
    return 0.48, 0.55


def lake(c: Canvas, mood: Mood, rng: Random) -> Focus:
    shore = c.h * 0.52
    sun = c.sky(mood, rng, shore)
    clouds(c, rng, mood, shore * 0.8, 6)
    for layer in range(3):
        tone = mix(mood.far, mood.near, layer * 0.3)
        crest = ridge(
            c, rng, shore - c.h * (0.1 - 0.045 * layer), c.h * (0.12 - 0.03 * layer), mix(tone, mood.sun, 0.1), tone
        )
    for x, top in crest[::2]:
        conifer(c, x, top + 8, c.h * rng.uniform(0.03, 0.06), mix(mood.far, mood.near, 0.65))
    water(c, rng, mood, shore + c.h * 0.03, sun)
    pier = c.w * (0.68 if sun < c.w / 2 else 0.3)
    wood = mix(mood.near, mood.wall, 0.25)
    c.fill(
        [(pier - 16, c.h * 0.64), (pier + 16, c.h * 0.64), (pier + 210, c.h), (pier - 170, c.h)],
        mix(wood, mood.sun, 0.25),
        wood,
    )
    for step in range(14):
        y = c.h * (0.64 + 0.36 * (step / 14) ** 1.7)
        half = 16 + 174 * (y / c.h - 0.64) / 0.36
        c.line([(pier - half, y), (pier + half, y)], 1 + step * 0.35, mood.near)
    person(c, pier, c.h * 0.665, c.h * 0.13, mood.near)
    reflection(c, rng, pier - 60, c.h * 0.68, c.h * 0.1, mix(mood.water, mood.near, 0.7))
    return pier / c.w, 0.58


def desert_road(c: Canvas, mood: Mood, rng: Random) -> Focus:
    horizon = c.h * 0.5
    c.sky(mood, rng, horizon, 0.5)
    clouds(c, rng, mood, horizon * 0.7, 5)
    _mesas(c, mood, horizon)
    sand = mix(mood.land, (202, 150, 98), 0.55)
    c.box(0, horizon, c.w, c.h, mix(sand, mood.sun, 0.4), sand, mix(sand, mood.near, 0.4))
    c.fill(
        [(c.w * 0.495, horizon), (c.w * 0.505, horizon), (c.w * 0.78, c.h), (c.w * 0.22, c.h)],
        mix(mood.far, sand, 0.4),
        mix(mood.near, mood.far, 0.35),
    )
    for dash in range(9):
        near, far = 0.02 * 1.56**dash, 0.02 * 1.56 ** (dash + 0.5)
        y0, y1 = horizon + near * c.h * 0.62, horizon + far * c.h * 0.62
        c.fill(
            [(c.w / 2 - near * 9, y0), (c.w / 2 + near * 9, y0), (c.w / 2 + far * 14, y1), (c.w / 2 - far * 14, y1)],
            mood.lamp,
        )
    for _ in range(90):
        depth, side = rng.random() ** 1.5, rng.choice((-1, 1))
        x, y = c.w / 2 + side * c.w * (0.05 + depth * 0.34 + rng.random() * 0.4), horizon + 10 + depth * c.h * 0.46
        c.disc(x, y, 5 + depth * 34, mix(mix(sand, (84, 96, 60), 0.6), mood.near, rng.random() * 0.4), 3 + depth * 15)
    for depth in range(6):
        x, y, tall = c.w * (0.53 + 0.012 * 1.95**depth), horizon + 6 * 1.8**depth, c.h * 0.03 * 1.75**depth
        c.line([(x, y), (x, y - tall)], 1.5 + depth * 1.6, mood.near)
        c.line([(x - tall * 0.13, y - tall * 0.9), (x + tall * 0.13, y - tall * 0.9)], 1.5 + depth, mood.near)
    return 0.5, 0.5


def _mesas(c: Canvas, mood: Mood, horizon: float) -> None:
    for x, w, tall in ((0.08, 0.16, 0.17), (0.3, 0.1, 0.09), (0.66, 0.09, 0.12), (0.8, 0.2, 0.2)):
        left, right, top = c.w * x, c.w * (x + w), horizon - c.h * tall
        rock = mix(mix(mood.far, (158, 88, 58), 0.5), mood.sky[2], 0.2)
        c.fill(
            [
                (left - 40, horizon),
                (left + 16, top + 50),
                (left + 30, top),
                (right - 26, top + 8),
                (right - 8, top + 60),
                (right + 60, horizon),
            ],
            mix(rock, mood.sun, 0.3),
            rock,
            mix(rock, mood.near, 0.35),
        )
        c.veil(
            [(right - 90, top + 6), (right - 26, top + 8), (right + 60, horizon), (right - 70, horizon)],
            mood.near,
            0.22,
        )
