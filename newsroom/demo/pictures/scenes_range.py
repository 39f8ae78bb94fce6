"""Scenes from ranges, indoors and out."""

import math
from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import clouds, conifer, person, ridge

SCENES = "lanes target clays".split()
STEEL, WOOD = ink("5d6a72"), ink("7a4f32")


def _paper(c: Canvas, x: float, y: float, r: float, paper: Colour, rings: Colour) -> None:
    c.box(x - r * 1.2, y - r * 1.3, r * 2.4, r * 2.7, mix(paper, (255, 255, 255), 0.3), paper)
    for ring in range(5):
        c.disc(x, y, r * (1 - ring * 0.2), rings if ring % 2 == 0 else paper)
    c.disc(x, y, r * 0.09, ink("c8452f"))


def lanes(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """Shooting stations in perspective, every lane with its target and lamp."""
    eye, wall = c.h * 0.42, mix(mood.wall, STEEL, 0.5)
    c.box(0, 0, c.w, eye + 10, mix(wall, mood.near, 0.7), mix(wall, mood.near, 0.35))
    c.box(0, eye, c.w, c.h, mix(wall, mood.near, 0.3), mix(wall, mood.near, 0.65))
    c.box(c.w * 0.3, c.h * 0.33, c.w * 0.4, c.h * 0.2, mix(WOOD, mood.lamp, 0.3), mix(WOOD, mood.near, 0.3))
    _far_end(c, mood, wall)
    for side in range(-2, 3):
        x = c.w * (0.5 + side * 0.3 - 0.15)
        lean = (x - c.w / 2) * 0.13
        c.fill(
            [
                (x - 9 + lean, c.h * 0.14),
                (x + 9 + lean, c.h * 0.14),
                (x + 9 + lean, c.h * 0.9),
                (x - 9 + lean, c.h * 0.9),
            ],
            mix(STEEL, mood.lamp, 0.3),
            mix(STEEL, mood.near, 0.6),
        )
    c.box(0, c.h * 0.78, c.w, c.h * 0.035, mix(WOOD, mood.lamp, 0.45), mix(WOOD, mood.near, 0.1))
    c.box(0, c.h * 0.815, c.w, c.h * 0.2, mix(mood.near, STEEL, 0.3), mix(mood.near, STEEL, 0.05))
    for lane in range(-1, 2):
        c.box(c.w * (0.5 + lane * 0.3) - 34, c.h * 0.845, 68, 52, mix(mood.lamp, STEEL, 0.4))
        x = c.w * (0.5 + lane * 0.3) + rng.uniform(-120, 120)
        c.arc(x, c.h * 0.76, 42, 180, 360, 9, mood.near)
        for ear in (-42, 42):
            c.disc(x + ear, c.h * 0.765, 18, ink("b8452f"), 25)
    return 0.5, 0.42


def _far_end(c: Canvas, mood: Mood, wall: Colour) -> None:
    for lane in range(-3, 4):
        far, near = c.w * (0.5 + lane * 0.056), c.w * (0.5 + lane * 0.3)
        c.line([(far + c.w * 0.028, c.h * 0.53), (near + c.w * 0.15, c.h)], 4, mix(wall, mood.near, 0.75))
        c.fill(
            [
                (far - c.w * 0.02, c.h * 0.53),
                (far + c.w * 0.02, c.h * 0.53),
                (near + c.w * 0.1, c.h),
                (near - c.w * 0.1, c.h),
            ],
            mix(wall, mood.lamp, 0.4),
            mix(wall, mood.near, 0.45),
        )
        for lamp in range(4):
            x, y = far + (near - far) * lamp * 0.2, c.h * (0.31 - lamp * 0.085)
            c.fill(
                [
                    (x - 14 - lamp * 10, y),
                    (x + 14 + lamp * 10, y),
                    (x + 16 + lamp * 13, y - 10 - lamp * 5),
                    (x - 16 - lamp * 13, y - 10 - lamp * 5),
                ],
                mood.lamp,
            )
            c.glow(x, y, 70 + lamp * 30, mood.lamp, 0.5)
        c.line([(far, c.h * 0.34), (far, c.h * 0.39)], 3, mood.near)
        _paper(c, far, c.h * 0.43, c.w * 0.018, (250, 246, 234), ink("23282c"))


def target(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """One target in the open, a berm and a wood behind it."""
    c.sky(mood, rng, c.h * 0.6, 0.14)
    clouds(c, rng, mood, c.h * 0.4, 4)
    crest = ridge(c, rng, c.h * 0.5, c.h * 0.06, mix(mood.far, mood.land, 0.3), mix(mood.far, mood.near, 0.3))
    for x, y in crest:
        conifer(c, x, y + 20, c.h * rng.uniform(0.07, 0.14), mix(mood.far, mood.near, rng.uniform(0.3, 0.6)))
    berm = mix(mood.land, WOOD, 0.4)
    ridge(c, rng, c.h * 0.62, c.h * 0.02, mix(berm, mood.sun, 0.25), berm)
    c.box(0, c.h * 0.8, c.w, c.h, mix(mood.land, mood.sun, 0.2), mix(mood.land, mood.near, 0.4))
    for post in range(9):
        x = c.w * (post + 0.5) / 9
        if post not in (3, 4, 5):
            c.line([(x, c.h * 0.82), (x, c.h * 0.6)], 9, mix(WOOD, mood.near, 0.4))
            _paper(
                c, x, c.h * 0.62, c.w * 0.03, mix((250, 246, 234), mood.far, 0.2), mix(ink("2c4f6e"), mood.far, 0.25)
            )
    x, y, r = c.w * 0.5, c.h * 0.46, c.h * 0.24
    for leg in (-1, 1):
        c.line([(x + leg * r * 0.7, y + r), (x + leg * r * 1.05, c.h * 0.96)], 22, mix(WOOD, mood.near, 0.3))
    c.veil(
        [(x - r * 0.9, c.h * 0.94), (x + r * 1.3, c.h * 0.94), (x + r * 1.5, c.h * 0.98), (x - r * 0.7, c.h * 0.98)],
        mood.near,
        0.5,
        12,
    )
    c.disc(x + 12, y + 14, r * 1.06, mix(WOOD, mood.near, 0.55))
    c.disc(x, y, r * 1.05, mix(WOOD, mood.sun, 0.35))
    for ring, code in enumerate("f4eddc 23282c 2f6f8f c8452f e8b23a".split()):
        c.disc(x, y, r * (1 - ring * 0.2), mix(ink(code), mood.near, 0.06))
        c.arc(x, y, r * (0.9 - ring * 0.2), 0, 360, 2, mix(ink(code), (128, 128, 128), 0.5))
    for _ in range(6):
        angle, reach = rng.uniform(0, math.tau), abs(rng.gauss(0, 0.2)) * r
        c.disc(x + math.cos(angle) * reach, y + math.sin(angle) * reach, 8, ink("14110f"))
    return 0.5, 0.42


def clays(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """A clay target breaking over a field, shooters in silhouette."""
    c.sky(mood, rng, c.h * 0.78)
    clouds(c, rng, mood, c.h * 0.5, 8)
    ridge(c, rng, c.h * 0.72, c.h * 0.08, mix(mood.far, mood.land, 0.25), mix(mood.far, mood.sky[2], 0.3))
    ridge(c, rng, c.h * 0.82, c.h * 0.03, mix(mood.land, mood.sun, 0.2), mix(mood.land, mood.near, 0.5))
    for number, (x, tall) in enumerate(((0.14, 0.36), (0.27, 0.33), (0.4, 0.31))):
        figure = mix(mood.near, mood.far, 0.06 * number)
        px, y = c.w * x, c.h * 0.92
        person(c, px, y, c.h * tall, figure)
        if number == 0:
            h = c.h * tall
            c.line([(px, y - h * 0.78), (px + h * 0.2, y - h * 0.84), (px + h * 0.33, y - h * 0.98)], h * 0.06, figure)
            c.line([(px + h * 0.02, y - h * 0.8), (px + h * 0.78, y - h * 1.2)], h * 0.03, figure)
    c.box(c.w * 0.78, c.h * 0.8, c.w * 0.09, c.h * 0.06, mix(mood.wall, mood.near, 0.3), mix(mood.wall, mood.near, 0.6))
    for x, y, r in ((0.62, 0.36, 34), (0.9, 0.2, 22)):
        c.disc(c.w * x, c.h * y, r, ink("d9622b"), r * 0.42)
        c.disc(c.w * x, c.h * y - r * 0.16, r * 0.62, ink("f08a4a"), r * 0.22)
    px, py = c.w * 0.76, c.h * 0.3
    c.glow(px, py, c.h * 0.13, mix(mood.near, ink("d9622b"), 0.4), 0.5)
    for _ in range(46):
        angle, reach, size = rng.uniform(0, math.tau), rng.gauss(70, 50), rng.uniform(3, 15)
        x, y = px + math.cos(angle) * reach, py + math.sin(angle) * reach * 0.8
        c.fill(
            [(x, y), (x + size, y + size * 0.3), (x + size * 0.3, y + size)],
            rng.choice([ink("d9622b"), ink("f08a4a"), mood.near]),
        )
    return 0.66, 0.36
