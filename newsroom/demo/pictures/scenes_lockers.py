"""Scenes of what stands round a firearm: a locked cabinet, a public counter, a museum case."""

import math
from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import person

SCENES = "cabinet locker counter".split()
STEEL, WOOD = ink("5d6a72"), ink("7a4f32")


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
    _dial(c, rng, x, y, w, tall, steel)
    _picture_and_lamp(c, mood)
    return 0.48, 0.46


def _picture_and_lamp(c: Canvas, mood: Mood) -> None:
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


def _dial(c: Canvas, rng: Random, x: float, y: float, w: float, tall: float, steel: Colour) -> None:
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


def counter(c: Canvas, mood: Mood, rng: Random) -> Focus:
    """A public office: windows, a queue, a clock."""
    wall = mix(mood.wall, ink("9fb0a8"), 0.45)
    c.box(0, 0, c.w, c.h, mix(wall, mood.sun, 0.35), wall, mix(wall, mood.near, 0.2))
    c.box(0, c.h * 0.8, c.w, c.h, mix(mood.wall, mood.near, 0.3), mix(mood.wall, mood.near, 0.55))
    for tile in range(-8, 9):
        c.line([(c.w / 2 + tile * 90, c.h * 0.8), (c.w / 2 + tile * 240, c.h)], 2, mix(mood.wall, mood.near, 0.42))
    _windows(c, mood, rng, wall)
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


def _windows(c: Canvas, mood: Mood, rng: Random, wall: Colour) -> None:
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
