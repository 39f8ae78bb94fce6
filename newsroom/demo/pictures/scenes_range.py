"""Scenes from ranges, clubs, shops and the museum of old arms."""

import math
from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import clouds, conifer, person, ridge

SCENES = "lanes target clays cabinet locker counter".split()
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


def cabinet(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """A museum case: long arms of two centuries ago on pegs, in their own light."""
    wall = mix(ink("2d3b3a"), mood.near, 0.25)
    c.box(0, 0, c.w, c.h, mix(wall, mood.lamp, 0.2), wall, mix(wall, (0, 0, 0), 0.4))
    left, top, w, h = c.w * 0.1, c.h * 0.12, c.w * 0.8, c.h * 0.66
    c.veil(
        [(left - 30, top), (left + w + 30, top), (left + w + 60, c.h * 0.96), (left - 60, c.h * 0.96)],
        (0, 0, 0),
        0.5,
        24,
    )
    c.box(left - 28, top - 28, w + 56, h + 56, mix(WOOD, mood.lamp, 0.25), mix(WOOD, mood.near, 0.5))
    cloth = mix(ink(rng.choice(["6b2a2f", "24465a", "3f5238"])), mood.near, 0.1)
    c.box(left, top, w, h, mix(cloth, mood.lamp, 0.45), cloth, mix(cloth, (0, 0, 0), 0.35))
    for lamp in range(4):
        c.glow(left + w * (lamp + 0.5) / 4, top, c.h * 0.34, mood.lamp, 0.55)
    for row in range(4):
        y, x0 = top + h * (0.18 + row * 0.2), left + w * rng.uniform(0.06, 0.12)
        _long_arm(c, x0, y, w * rng.uniform(0.74, 0.84), rng, mood)
        c.box(left + w * 0.44, y + h * 0.075, w * 0.12, h * 0.045, ink("efe6d0"))
        for line in range(2):
            c.box(left + w * 0.455, y + h * (0.087 + line * 0.014), w * 0.09, 3, mix(WOOD, mood.near, 0.4))
    c.veil(
        [(left + w * 0.62, top), (left + w * 0.74, top), (left + w * 0.5, top + h), (left + w * 0.38, top + h)],
        (255, 255, 255),
        0.07,
    )
    c.veil(
        [(left + w * 0.78, top), (left + w * 0.81, top), (left + w * 0.57, top + h), (left + w * 0.54, top + h)],
        (255, 255, 255),
        0.07,
    )
    c.box(left + w / 2 - 5, top - 8, 10, h + 16, mix(WOOD, mood.near, 0.35))
    c.box(0, c.h * 0.94, c.w, c.h, mix(wall, (0, 0, 0), 0.35), mix(wall, (0, 0, 0), 0.6))
    person(c, c.w * 0.2, c.h * 1.02, c.h * 0.56, mix(mood.near, wall, 0.2))
    person(c, c.w * 0.29, c.h * 1.02, c.h * 0.42, mix(mood.near, wall, 0.35))
    return 0.55, 0.4


def _long_arm(c: Canvas, x: float, y: float, length: float, rng: Random, mood: Mood) -> None:
    """A flintlock's outline, butt to the left."""
    wood, metal, brass = mix(ink("8a5a36"), mood.near, rng.uniform(0.0, 0.25)), ink("aab2b6"), ink("d0a64e")
    stock = [
        (0, 0.0),
        (0.012, 0.05),
        (0.2, 0.022),
        (0.3, 0.026),
        (0.8, 0.01),
        (0.8, -0.008),
        (0.34, -0.014),
        (0.25, -0.014),
        (0.19, 0.0),
        (0.05, -0.016),
    ]
    c.veil([(x + length * (px + 0.005), y + length * (py + 0.018)) for px, py in stock], (0, 0, 0), 0.45, 6)
    c.line([(x + length * 0.3, y - length * 0.008), (x + length, y - length * 0.008)], length * 0.013, metal)
    c.line([(x + length * 0.3, y - length * 0.011), (x + length, y - length * 0.011)], length * 0.004, (255, 255, 255))
    c.fill([(x + length * px, y + length * py) for px, py in stock], mix(wood, mood.lamp, 0.35), wood)
    c.arc(x + length * 0.265, y + length * 0.03, length * 0.026, 0, 180, length * 0.007, brass)
    c.line(
        [
            (x + length * 0.27, y - length * 0.012),
            (x + length * 0.262, y - length * 0.045),
            (x + length * 0.28, y - length * 0.05),
        ],
        length * 0.01,
        metal,
    )
    for band in (0.45, 0.62, 0.78):
        c.box(x + length * band, y - length * 0.017, length * 0.012, length * 0.03, brass)


def locker(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """A locked steel cabinet against a wall at home."""
    wall = mix(mood.wall, ink("8c9a8a"), 0.4)
    c.box(0, 0, c.w, c.h, mix(wall, mood.sun, 0.35), wall, mix(wall, mood.near, 0.3))
    for stripe in range(18):
        c.veil(
            [
                (c.w * stripe / 18, 0),
                (c.w * (stripe + 0.5) / 18, 0),
                (c.w * (stripe + 0.5) / 18, c.h),
                (c.w * stripe / 18, c.h),
            ],
            (255, 255, 255),
            0.05,
        )
    c.box(0, c.h * 0.86, c.w, c.h, mix(WOOD, mood.sun, 0.2), mix(WOOD, mood.near, 0.4))
    c.veil([(0, c.h * 0.1), (c.w * 0.24, 0), (c.w * 0.9, c.h), (c.w * 0.3, c.h)], mood.sun, 0.22, 24)
    x, y, w, tall = c.w * 0.34, c.h * 0.1, c.w * 0.3, c.h * 0.8
    steel = mix(ink(rng.choice(["3d4f5c", "44524a", "4d4a57"])), mood.near, 0.15)
    c.veil([(x + 40, y + 50), (x + w + 110, y + 50), (x + w + 130, y + tall), (x + 20, y + tall)], (0, 0, 0), 0.42, 24)
    c.box(x, y, w, tall, mix(steel, (255, 255, 255), 0.25), steel, mix(steel, (0, 0, 0), 0.25))
    c.box(x + 28, y + 28, w - 56, tall - 56, mix(steel, (0, 0, 0), 0.3))
    c.box(x + 34, y + 34, w - 68, tall - 68, mix(steel, (255, 255, 255), 0.18), mix(steel, (0, 0, 0), 0.08))
    for hinge in (0.16, 0.5, 0.84):
        c.box(x + w - 40, y + tall * hinge - 36, 24, 72, mix(steel, (255, 255, 255), 0.4), mix(steel, (0, 0, 0), 0.3))
    dial, dy = x + w * 0.3, y + tall * 0.46
    c.disc(dial + 6, dy + 9, 86, mix(steel, (0, 0, 0), 0.5))
    c.disc(dial, dy, 84, ink("c4ccd0"))
    c.disc(dial, dy, 66, ink("23282c"))
    for tick in range(40):
        angle = math.tau * tick / 40
        c.line(
            [
                (dial + math.cos(angle) * 52, dy + math.sin(angle) * 52),
                (dial + math.cos(angle) * 63, dy + math.sin(angle) * 63),
            ],
            3,
            ink("e6e2d4"),
        )
    c.disc(dial, dy, 32, ink("8d979c"))
    c.line([(dial, dy), (dial + rng.uniform(-20, 20), dy - 28)], 7, ink("b8402c"))
    for spoke in range(3):
        angle = math.tau * spoke / 3 + 0.4
        c.line(
            [(dial + w * 0.36, dy), (dial + w * 0.36 + math.cos(angle) * 74, dy + math.sin(angle) * 74)],
            18,
            ink("b4bcc0"),
        )
    c.disc(dial + w * 0.36, dy, 26, ink("d8dee0"))
    c.box(c.w * 0.74, c.h * 0.3, c.w * 0.18, c.h * 0.24, mix(WOOD, mood.near, 0.2))
    c.box(c.w * 0.75, c.h * 0.315, c.w * 0.16, c.h * 0.21, *mood.sky)
    c.fill(
        [
            (c.w * 0.75, c.h * 0.525),
            (c.w * 0.79, c.h * 0.43),
            (c.w * 0.84, c.h * 0.49),
            (c.w * 0.88, c.h * 0.41),
            (c.w * 0.91, c.h * 0.525),
        ],
        mix(mood.far, mood.near, 0.4),
    )
    c.box(c.w * 0.08, c.h * 0.62, c.w * 0.18, c.h * 0.26, mix(WOOD, mood.sun, 0.15), mix(WOOD, mood.near, 0.4))
    c.glow(c.w * 0.17, c.h * 0.46, c.h * 0.3, mood.lamp, 0.6)
    c.fill(
        [(c.w * 0.13, c.h * 0.5), (c.w * 0.15, c.h * 0.4), (c.w * 0.19, c.h * 0.4), (c.w * 0.21, c.h * 0.5)],
        mood.lamp,
        mix(mood.lamp, WOOD, 0.3),
    )
    c.line([(c.w * 0.17, c.h * 0.5), (c.w * 0.17, c.h * 0.62)], 9, mood.near)
    return 0.48, 0.46


def counter(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """A public office: windows, a queue, a clock."""
    wall = mix(mood.wall, ink("9fb0a8"), 0.45)
    c.box(0, 0, c.w, c.h, mix(wall, mood.sun, 0.35), wall, mix(wall, mood.near, 0.2))
    c.box(0, c.h * 0.8, c.w, c.h, mix(mood.wall, mood.near, 0.3), mix(mood.wall, mood.near, 0.55))
    for tile in range(-8, 9):
        c.line([(c.w / 2 + tile * 90, c.h * 0.8), (c.w / 2 + tile * 240, c.h)], 2, mix(mood.wall, mood.near, 0.42))
    for window in range(4):
        x, w = c.w * (0.06 + window * 0.23), c.w * 0.19
        c.box(x, c.h * 0.2, w, c.h * 0.34, mix(WOOD, mood.near, 0.2))
        c.box(
            x + 14, c.h * 0.2 + 14, w - 28, c.h * 0.34 - 14, mix(mood.lamp, wall, 0.2), mix(mood.lamp, mood.near, 0.35)
        )
        if window != 2:
            skin = ink(rng.choice("e3ad85 c98a5e a86b43 7c4a30".split()))
            coat = ink(rng.choice(["2f4858", "7a3b3b", "3f5d4a", "4b3f66"]))
            c.disc(x + w / 2, c.h * 0.555, w * 0.25, coat, c.h * 0.1)
            c.disc(x + w / 2, c.h * 0.39, w * 0.1, skin, c.h * 0.052)
            c.disc(x + w / 2, c.h * 0.365, w * 0.105, ink(rng.choice("2a1d18 8c5a2b b0b0ac".split())), c.h * 0.034)
        c.box(x + w * 0.28, c.h * 0.12, w * 0.44, c.h * 0.06, ink("20303a"))
        for digit in range(3):
            c.box(
                x + w * (0.34 + digit * 0.12),
                c.h * 0.135,
                w * 0.07,
                c.h * 0.03,
                ink("e8b23a") if digit < 2 or window == 1 else ink("4a5a5a"),
            )
    c.box(0, c.h * 0.53, c.w, c.h * 0.045, mix(WOOD, mood.sun, 0.35), WOOD)
    c.box(0, c.h * 0.575, c.w, c.h * 0.24, mix(WOOD, wall, 0.3), mix(WOOD, mood.near, 0.35))
    for panel in range(8):
        c.box(c.w * (panel / 8 + 0.012), c.h * 0.605, c.w * 0.1, c.h * 0.17, mix(WOOD, mood.near, 0.15))
    people = [ink(code) for code in "26323d 7a3b3b 3f5d4a 8a6d3b 4b3f66 365c7d".split()]
    for number in range(7):
        x = c.w * (0.12 + number * 0.115 + rng.uniform(-0.015, 0.015))
        tall = c.h * rng.uniform(0.46, 0.54)
        c.disc(x + 30, c.h * 0.95, 90, mix(mood.wall, mood.near, 0.6), 16)
        person(c, x, c.h * 0.95, tall, mix(people[number % 6], mood.near, 0.35))
        if number % 3 == 1:
            c.box(x + 30, c.h * 0.95 - tall * 0.52, 62, 84, ink("f4eddc"))
    c.disc(c.w * 0.94, c.h * 0.12, c.h * 0.06, mood.near)
    c.disc(c.w * 0.94, c.h * 0.12, c.h * 0.052, ink("f4eddc"))
    c.line([(c.w * 0.94, c.h * 0.12), (c.w * 0.94, c.h * 0.08)], 5, mood.near)
    c.line([(c.w * 0.94, c.h * 0.12), (c.w * 0.957, c.h * 0.13)], 5, mood.near)
    return 0.45, 0.5
