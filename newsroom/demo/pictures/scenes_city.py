"""Scenes in town: where people live, trade and govern."""

from random import Random

from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import Colour, Mood, ink, mix
from newsroom.demo.pictures.scenes_land import Focus
from newsroom.demo.pictures.shapes import broadleaf, clouds, house, person, reflection, ridge, water

SCENES = "skyline courthouse street market".split()


def skyline(c: Canvas, mood: Mood, rng: Random) -> Focus:
    shore = c.h * 0.74
    sun = c.sky(mood, rng, shore)
    clouds(c, rng, mood, shore * 0.6, 4)
    for layer in range(3):
        x, tone = -20.0, mix(mix(mood.far, mood.sky[2], 0.35), mood.near, layer * 0.42)
        while x < c.w:
            w = c.w * rng.uniform(0.04, 0.085)
            tall = c.h * rng.uniform(0.12, 0.5 - layer * 0.1) * (1 - 0.3 * layer * rng.random())
            c.box(x, shore - tall, w, tall, tone, mix(tone, mood.sky[2], 0.25 - layer * 0.08))
            if rng.random() < 0.3:
                c.line([(x + w / 2, shore - tall), (x + w / 2, shore - tall - c.h * 0.06)], 4, tone)
            if layer:
                _windows(c, rng, x, shore - tall, w, tall, mood, tone)
            x += w * rng.uniform(1.0, 1.25)
    water(c, rng, mood, shore, sun)
    for _ in range(26):
        reflection(
            c, rng, rng.uniform(0, c.w), shore + 8, c.h * rng.uniform(0.06, 0.2), mix(mood.water, mood.lamp, 0.55)
        )
    c.box(0, shore - 6, c.w, 9, mood.near)
    return 0.5, 0.5


def _windows(
    c: Canvas, rng: Random, x: float, y: float, w: float, tall: float, mood: Mood, tone: tuple[int, int, int]
) -> None:
    columns, dark = max(2, int(w / 24)), mix(tone, mood.sky[1], 0.25)
    pitch = w / columns
    for row in range(int(tall / 30) - 1):
        for column in range(columns):
            lit = rng.random() < (0.42 if mood.stars or mood.sun_height > 0.5 else 0.12)
            colour = mix(mood.lamp, tone, rng.uniform(0, 0.35)) if lit else dark
            c.box(x + column * pitch + pitch * 0.25, y + 18 + row * 30, pitch * 0.5, 15, colour)


def courthouse(c: Canvas, mood: Mood, rng: Random) -> Focus:
    base = c.h * 0.82
    c.sky(mood, rng, base)
    clouds(c, rng, mood, base * 0.6, 6)
    ridge(c, rng, base - c.h * 0.08, c.h * 0.05, mix(mood.far, mood.land, 0.3))
    stone, shade, middle = mood.wall, mix(mood.wall, mood.near, 0.4), c.w * 0.5
    half, top = c.w * 0.3, base - c.h * 0.33
    _wings(c, mood, middle, base, half, stone, shade)
    c.box(middle - half, top, half * 2, base - top, mix(shade, mood.near, 0.35), shade)
    c.glow(middle, base - c.h * 0.12, c.h * 0.2, mood.lamp, 0.5)
    c.box(middle - half * 0.1, base - c.h * 0.2, half * 0.2, c.h * 0.2, mood.lamp, mix(mood.lamp, shade, 0.4))
    for column in range(8):
        x = middle - half * 0.93 + column * half * 1.86 / 7
        w = half * 0.07
        c.box(x - w, top, w * 2, base - top, mix(stone, (255, 255, 255), 0.2), mix(stone, shade, 0.15))
        c.veil([(x + w * 0.25, top), (x + w, top), (x + w, base), (x + w * 0.25, base)], mood.near, 0.28)
        c.box(x - w * 1.4, top, w * 2.8, 16, mix(stone, (255, 255, 255), 0.3))
        c.box(x - w * 1.4, base - 16, w * 2.8, 16, mix(stone, shade, 0.1))
    c.box(middle - half * 1.06, top - c.h * 0.045, half * 2.12, c.h * 0.045, mix(stone, (255, 255, 255), 0.15), stone)
    _pediment(c, mood, top, stone, middle, half, shade)
    _steps(c, half, base, middle, stone, shade)
    c.box(0, base + c.h * 0.12, c.w, c.h, mix(mood.land, mood.wall, 0.5), mix(mood.land, mood.near, 0.4))
    for x in (0.08, 0.9):
        broadleaf(c, rng, c.w * x, base + c.h * 0.13, c.h * 0.36, mix(mood.land, (74, 104, 66), 0.3), mood.near)
    for _ in range(rng.randint(3, 6)):
        person(
            c,
            middle + rng.uniform(-1, 1) * half,
            base + c.h * rng.uniform(0.03, 0.12),
            c.h * 0.085,
            mix(mood.near, mood.far, 0.15),
        )
    return 0.5, 0.55


def _steps(c: Canvas, half: float, base: float, middle: float, stone: Colour, shade: Colour) -> None:
    for step in range(6):
        wide, y = half * (1.08 + step * 0.075), base + step * c.h * 0.02
        c.box(
            middle - wide,
            y,
            wide * 2,
            c.h * 0.021,
            mix(stone, (255, 255, 255), 0.12),
            mix(stone, shade, 0.3 + step * 0.04),
        )


def _wings(c: Canvas, mood: Mood, middle: float, base: float, half: float, stone: Colour, shade: Colour) -> None:
    c.box(
        middle - half * 1.42,
        base - c.h * 0.25,
        half * 2.84,
        c.h * 0.25,
        mix(stone, shade, 0.2),
        mix(stone, shade, 0.55),
    )
    for side in (-1, 1):
        for at in range(3):
            x = middle + side * half * (1.1 + at * 0.13) - 13
            c.box(x, base - c.h * 0.2, 26, c.h * 0.11, mix(mood.lamp, shade, 0.25 if mood.stars else 0.6))


def _pediment(c: Canvas, mood: Mood, top: float, stone: Colour, middle: float, half: float, shade: Colour) -> None:
    peak = top - c.h * 0.155
    c.fill(
        [(middle - half * 1.1, top - c.h * 0.045), (middle, peak), (middle + half * 1.1, top - c.h * 0.045)],
        mix(stone, (255, 255, 255), 0.25),
        stone,
    )
    c.fill(
        [
            (middle - half * 0.86, top - c.h * 0.06),
            (middle, peak + c.h * 0.03),
            (middle + half * 0.86, top - c.h * 0.06),
        ],
        mix(stone, shade, 0.45),
    )
    c.disc(middle, top - c.h * 0.082, c.h * 0.024, mix(stone, (255, 255, 255), 0.3))
    c.line([(middle, peak), (middle, peak - c.h * 0.11)], 5, mood.near)
    flag = mix(ink("2f6f6a"), mood.near, 0.2)
    c.fill(
        [
            (middle, peak - c.h * 0.11),
            (middle + 95, peak - c.h * 0.098),
            (middle + 88, peak - c.h * 0.05),
            (middle, peak - c.h * 0.06),
        ],
        flag,
    )


def street(c: Canvas, mood: Mood, rng: Random) -> Focus:
    base = c.h * 0.78
    c.sky(mood, rng, base)
    clouds(c, rng, mood, base * 0.5, 4)
    ridge(c, rng, base - c.h * 0.28, c.h * 0.09, mix(mood.far, mood.sky[2], 0.3))
    tints = [ink(code) for code in ("b4553f", "d8a24a", "5d7f8c", "c9b79c", "7d8f6a", "8a5a6b", "e0d3b8")]
    rng.shuffle(tints)
    x, number = -30.0, 0
    while x < c.w:
        w, tall = c.w * rng.uniform(0.12, 0.17), c.h * rng.uniform(0.3, 0.46)
        wall = mix(mix(tints[number % 7], mood.wall, 0.35), mood.near, 0.5 if mood.stars else 0.08)
        c.box(x, base - tall, w, tall, mix(wall, mood.sun, 0.15), mix(wall, mood.near, 0.15))
        c.box(x - 5, base - tall - 14, w + 10, 22, mix(wall, mood.near, 0.35))
        for row in range(2):
            for column in range(3):
                lit = rng.random() < (0.55 if mood.stars else 0.25)
                pane = mood.lamp if lit else mix(mood.sky[0], mood.near, 0.3)
                left, high = x + w * (0.1 + column * 0.3), base - tall + 42 + row * tall * 0.29
                c.box(left - 5, high - 5, w * 0.2 + 10, tall * 0.18 + 10, mix(wall, (255, 255, 255), 0.35))
                c.box(left, high, w * 0.2, tall * 0.18, pane)
        _shop(c, x, base, w, mood, mix(tints[(number + 3) % 7], mood.near, 0.15))
        x, number = x + w + 3, number + 1
    c.box(0, base, c.w, c.h * 0.05, mix(mood.wall, mood.near, 0.25), mix(mood.wall, mood.near, 0.4))
    c.box(0, base + c.h * 0.05, c.w, c.h, mix(mood.near, mood.far, 0.4), mix(mood.near, mood.far, 0.1))
    for at in range(4):
        lamp = c.w * (0.1 + 0.27 * at)
        c.line([(lamp, base + c.h * 0.045), (lamp, base - c.h * 0.26)], 8, mood.near)
        c.glow(lamp, base - c.h * 0.27, c.h * 0.12, mood.lamp, 0.75 if mood.stars else 0.3)
        c.disc(lamp, base - c.h * 0.27, 15, mood.lamp)
    for _ in range(7):
        person(
            c,
            rng.uniform(0.04, 0.96) * c.w,
            base + c.h * rng.uniform(0.03, 0.05),
            c.h * rng.uniform(0.14, 0.17),
            mix(mood.near, rng.choice(tints), 0.3),
        )
    return 0.5, 0.6


def _shop(c: Canvas, x: float, base: float, w: float, mood: Mood, awning: tuple[int, int, int]) -> None:
    c.box(
        x + w * 0.06,
        base - c.h * 0.13,
        w * 0.88,
        c.h * 0.13,
        mix(mood.lamp, mood.wall, 0.2),
        mix(mood.lamp, mood.near, 0.35),
    )
    c.box(x + w * 0.66, base - c.h * 0.125, w * 0.2, c.h * 0.125, mix(awning, mood.near, 0.4))
    for strip in range(8):
        left, colour = x + w * (0.02 + strip * 0.12), awning if strip % 2 else mix(mood.wall, (255, 255, 255), 0.5)
        c.fill(
            [
                (left + 6, base - c.h * 0.165),
                (left + w * 0.12 + 6, base - c.h * 0.165),
                (left + w * 0.12, base - c.h * 0.115),
                (left, base - c.h * 0.115),
            ],
            mix(colour, mood.near, 0.1),
        )


def market(c: Canvas, mood: Mood, rng: Random) -> Focus:
    base = c.h * 0.52
    c.sky(mood, rng, base, 0.5)
    for number in range(9):
        w = c.w / 8
        tone = mix(mix(mood.far, mood.wall, 0.5), mood.sky[2], rng.uniform(0.1, 0.3))
        house(
            c,
            number * w - 60,
            base + 20,
            w * 0.92,
            c.h * rng.uniform(0.18, 0.27),
            tone,
            mix(tone, mood.near, 0.3),
            mix(mood.lamp, tone, 0.4),
        )
    c.box(0, base, c.w, c.h, mix(mood.wall, mood.sun, 0.3), mix(mood.wall, mood.near, 0.5))
    for number in range(9):
        c.line(
            [(c.w / 2 + (number - 4) * 60, base), (c.w / 2 + (number - 4) * 520, c.h)],
            2,
            mix(mood.wall, mood.near, 0.25),
        )
    reds = [ink(code) for code in ("c1502e", "2f6f6a", "d99a2b", "4a6a94", "7b4a6e")]
    for depth in range(4):
        size, y = 0.52 + depth * 0.3, base + c.h * (0.07 + 0.115 * depth)
        for side in (-1, 1):
            x = c.w / 2 + side * c.w * (0.13 + 0.085 * depth) * 1.35
            _stall(c, rng, x, y, c.h * 0.21 * size, mood, reds[(depth * 2 + (side > 0)) % 5])
        for _ in range(3):
            person(
                c,
                c.w / 2 + rng.uniform(-0.09, 0.09) * c.w * (1 + depth * 0.5),
                y + 16,
                c.h * 0.135 * size,
                mix(mood.near, rng.choice(reds), 0.3),
            )
    return 0.5, 0.62


def _stall(c: Canvas, rng: Random, x: float, y: float, size: float, mood: Mood, cloth: tuple[int, int, int]) -> None:
    c.veil(
        [(x - size * 0.8, y), (x + size * 0.8, y), (x + size * 0.9, y + size * 0.1), (x - size * 0.7, y + size * 0.1)],
        mood.near,
        0.5,
        5,
    )
    c.box(x - size * 0.66, y - size * 0.95, size * 1.32, size * 0.6, mix(mood.near, mood.lamp, 0.25))
    for post in (-0.7, 0.7):
        c.line([(x + size * post, y), (x + size * post, y - size)], size * 0.035, mood.near)
    c.box(
        x - size * 0.75,
        y - size * 0.36,
        size * 1.5,
        size * 0.36,
        mix(cloth, mood.near, 0.45),
        mix(cloth, mood.near, 0.65),
    )
    for _ in range(26):
        fruit = rng.choice([ink("d6492f"), ink("e8a33a"), ink("8aa34a"), ink("f0d48a"), ink("7a3b52")])
        c.disc(
            x + rng.uniform(-0.68, 0.68) * size,
            y - size * rng.uniform(0.36, 0.45),
            size * 0.045,
            mix(fruit, mood.near, 0.12),
        )
    _awning(c, mood, cloth, y, size, x)


def _awning(c: Canvas, mood: Mood, cloth: Colour, y: float, size: float, x: float) -> None:
    for strip in range(8):
        left, colour = (
            x - size * 0.86 + strip * size * 0.215,
            cloth if strip % 2 else mix(mood.wall, (255, 255, 255), 0.6),
        )
        c.fill(
            [
                (left + (4 - strip) * size * 0.02, y - size * 1.32),
                (left + size * 0.215 + (3 - strip) * size * 0.02, y - size * 1.32),
                (left + size * 0.215, y - size),
                (left, y - size),
            ],
            mix(colour, mood.sun, 0.15),
            mix(colour, mood.near, 0.15),
        )
        c.disc(left + size * 0.1075, y - size, size * 0.107, mix(colour, mood.near, 0.15), size * 0.05)
