"""Scenes of trains, power and play."""

import math
from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import clouds, person, ridge

SCENES = "trainyard turbines stadium".split()


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
    _trains(c, mood, horizon)
    for x in (0.36, 0.64):
        c.line([(c.w * x, horizon + 60), (c.w * x, horizon - c.h * 0.2)], 7, mood.near)
        c.glow(c.w * x, horizon - c.h * 0.18, 50, ink("58c08a") if x < 0.5 else ink("e0533a"), 0.9)
        c.disc(c.w * x, horizon - c.h * 0.18, 9, ink("8fe0b4") if x < 0.5 else ink("ff8a6a"))
    person(c, c.w * 0.53, c.h * 0.8, c.h * 0.2, mood.near)
    return 0.52, 0.55


def _trains(c: Canvas, mood: Mood, horizon: float) -> None:
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
    _floodlights(c, mood)
    for number in range(7):
        x, y = c.w * rng.uniform(0.15, 0.85), c.h * rng.uniform(0.72, 0.95)
        tall = c.h * 0.1 * (y / c.h) ** 2 * 1.4
        c.disc(x + tall * 0.3, y, tall * 0.4, mix(turf, mood.near, 0.6), tall * 0.06)
        person(c, x, y, tall, mix((240, 236, 226) if number % 2 else ink("b4553f"), mood.near, 0.1))
    return 0.5, 0.4


def _floodlights(c: Canvas, mood: Mood) -> None:
    for x in (0.1, 0.33, 0.67, 0.9):
        tall = c.h * (0.34 if 0.2 < x < 0.8 else 0.44)
        c.line([(c.w * x, c.h * 0.5), (c.w * x, c.h * 0.52 - tall)], 9, mood.near)
        c.glow(c.w * x, c.h * 0.5 - tall, c.h * 0.33, mood.lamp, 0.7)
        c.box(c.w * x - 70, c.h * 0.46 - tall, 140, c.h * 0.07, mood.near)
        for lamp in range(10):
            c.disc(c.w * x - 54 + (lamp % 5) * 27, c.h * (0.475 + 0.035 * (lamp // 5)) - tall, 10, (255, 250, 226))
