"""What several scenes are made of: ridgelines, trees, clouds, water, people and buildings seen from afar."""

import math
from itertools import pairwise
from random import Random

from newsroom.demo.pictures.canvas import Canvas, Point
from newsroom.demo.pictures.palette import Colour, Mood, mix


def profile(rng: Random, roughness: float = 0.55, levels: int = 7) -> list[float]:
    """A broken line between -1 and 1 by midpoint displacement, 2**levels + 1 values."""
    values, reach = [rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5)], 1.0
    for _ in range(levels):
        middles = [(a + b) / 2 + rng.uniform(-reach, reach) / 2 for a, b in pairwise(values)]
        values = [value for pair in zip(values, middles, strict=False) for value in pair] + values[-1:]
        reach *= roughness
    return values


def ridge(c: Canvas, rng: Random, y: float, height: float, *stops: Colour, roughness: float = 0.5) -> list[Point]:
    """Land from a ridgeline round `y` down to the lower edge. Returns the ridgeline."""
    values = profile(rng, roughness)
    step = c.w / (len(values) - 1)
    crest = [(i * step, y - value * height) for i, value in enumerate(values)]
    c.fill([(0, c.h), *crest, (c.w, c.h)], *stops)
    return crest


def conifer(c: Canvas, x: float, y: float, height: float, colour: Colour) -> None:
    """Stands on (x, y)."""
    c.box(x - height * 0.02, y - height * 0.2, height * 0.04, height * 0.2, colour)
    for tier in range(4):
        top, half = y - height * (1 - tier * 0.2), height * (0.1 + tier * 0.045)
        c.fill([(x, top), (x + half, top + height * 0.34), (x - half, top + height * 0.34)], colour)


def broadleaf(c: Canvas, rng: Random, x: float, y: float, height: float, leaf: Colour, trunk: Colour) -> None:
    """Stands on (x, y): a trunk and a crown of overlapping leaves, lit from the upper left."""
    c.fill(
        [
            (x - height * 0.04, y),
            (x - height * 0.02, y - height * 0.5),
            (x + height * 0.02, y - height * 0.5),
            (x + height * 0.04, y),
        ],
        trunk,
    )
    for shade, shift in ((mix(leaf, (0, 0, 0), 0.3), 0.04), (leaf, 0.0), (mix(leaf, (255, 255, 220), 0.18), -0.06)):
        for _ in range(9 if shift >= 0 else 5):
            angle, reach = rng.uniform(0, math.tau), rng.uniform(0, 0.2) * height
            size = rng.uniform(0.1, 0.17) * height * (1 if shift >= 0 else 0.6)
            c.disc(
                x + math.cos(angle) * reach + shift * height,
                y - height * 0.68 + math.sin(angle) * reach * 0.8 + shift * height,
                size,
                shade,
                size * 0.86,
            )


def clouds(c: Canvas, rng: Random, mood: Mood, low: float, count: int = 5) -> None:
    """Long flat banks of cloud above `low`."""
    for _ in range(count):
        x, y, length = rng.uniform(-0.1, 0.9) * c.w, rng.uniform(0.06, 0.85) * low, rng.uniform(0.2, 0.5) * c.w
        colour = mix(mood.sky[1], mood.sun, rng.uniform(0.15, 0.6))
        thick = rng.uniform(0.008, 0.022) * c.h
        top = [(x + length * i / 12, y - thick * rng.uniform(0.4, 1.6) * math.sin(math.pi * i / 12)) for i in range(13)]
        c.veil([*top, (x + length * 0.86, y + thick * 0.5), (x + length * 0.12, y + thick * 0.4)], colour, 0.5, 5)


def water(c: Canvas, rng: Random, mood: Mood, top: float, light_x: float, bottom: float | None = None) -> None:
    """A surface from `top` down, with the light's path on it."""
    bottom = c.h if bottom is None else bottom
    c.box(0, top, c.w, bottom - top, mix(mood.water, mood.sky[2], 0.55), mood.water, mix(mood.water, mood.near, 0.55))
    for _ in range(150):
        depth = rng.random() ** 1.6
        y, half = top + depth * (bottom - top), (8 + 70 * depth) * rng.uniform(0.4, 1.5)
        near_path = rng.random() < 0.5
        x = light_x + rng.gauss(0, 40 + 130 * depth) if near_path else rng.uniform(0, c.w)
        colour = mix(mood.water, mood.sun if near_path else mood.sky[1], rng.uniform(0.2, 0.75) * (0.9 - depth * 0.4))
        c.disc(x, y, half, colour, 1.0 + 3.0 * depth)


def reflection(c: Canvas, rng: Random, x: float, y: float, depth: float, colour: Colour) -> None:
    """A lamp's broken streak on the water below (x, y)."""
    for step in range(9):
        share = step / 9
        c.disc(x + rng.uniform(-4, 4), y + depth * share, rng.uniform(5, 12) * (1 + share), colour, 2.2)


def person(c: Canvas, x: float, y: float, height: float, colour: Colour) -> None:
    """A standing figure in silhouette, feet on (x, y)."""
    h = height
    c.disc(x, y - h * 0.92, h * 0.075, colour, h * 0.085)
    c.fill(
        [
            (x - h * 0.05, y - h * 0.84),
            (x + h * 0.05, y - h * 0.84),
            (x + h * 0.135, y - h * 0.76),
            (x + h * 0.13, y - h * 0.44),
            (x + h * 0.1, y),
            (x + h * 0.02, y),
            (x, y - h * 0.4),
            (x - h * 0.02, y),
            (x - h * 0.1, y),
            (x - h * 0.13, y - h * 0.44),
            (x - h * 0.135, y - h * 0.76),
        ],
        colour,
    )


def house(c: Canvas, x: float, y: float, w: float, h: float, wall: Colour, roof: Colour, lamp: Colour) -> None:
    """A gabled house standing on (x, y), its door in the middle."""
    c.box(x, y - h, w, h, mix(wall, (255, 255, 255), 0.08), wall)
    c.fill([(x - w * 0.08, y - h), (x + w / 2, y - h * 1.55), (x + w * 1.08, y - h)], roof)
    c.fill([(x + w / 2, y - h * 1.55), (x + w * 1.08, y - h), (x + w / 2, y - h)], mix(roof, (0, 0, 0), 0.18))
    c.box(x + w * 0.43, y - h * 0.48, w * 0.15, h * 0.48, mix(roof, (0, 0, 0), 0.35))
    for at in (0.14, 0.68):
        c.box(x + w * at, y - h * 0.72, w * 0.18, h * 0.32, lamp)
        c.line([(x + w * (at + 0.09), y - h * 0.72), (x + w * (at + 0.09), y - h * 0.4)], w * 0.012, roof)


def interior(c: Canvas, mood: Mood, colour: Colour, floor: float) -> None:
    """A wall down to `floor`, a share of the height, and the floor."""
    c.box(0, 0, c.w, c.h, mix(colour, mood.sun, 0.3), colour, mix(colour, mood.near, 0.3))
    c.box(0, c.h * floor, c.w, c.h, mix(colour, mood.near, 0.45), mix(colour, mood.near, 0.7))
