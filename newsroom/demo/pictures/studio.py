"""From a line such as “bridge dusk wide” to the bytes of a picture."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from newsroom.demo.pictures import (
    portraits,
    scenes_benches,
    scenes_city,
    scenes_land,
    scenes_lockers,
    scenes_range,
    scenes_river,
    scenes_rooms,
    scenes_work,
)
from newsroom.demo.pictures.canvas import Canvas
from newsroom.demo.pictures.palette import MOODS, Mood

SHAPES = {"": (1800, 1200), "tall": (1200, 1500), "wide": (2100, 1050), "square": (900, 900)}
Scene = Callable[[Canvas, Mood, Random], tuple[float, float]]
MODULES = (
    scenes_benches,
    scenes_city,
    scenes_land,
    scenes_lockers,
    scenes_range,
    scenes_river,
    scenes_rooms,
    scenes_work,
)
SCENES: dict[str, Scene] = {name: getattr(module, name) for module in MODULES for name in module.SCENES} | {
    "emblem": portraits.emblem,
    **portraits.BUSTS,
}


class Drawn(NamedTuple):
    content: bytes
    focus: tuple[float, float]


def draw(order: str, seed: str, scale: float = 1.0) -> Drawn:
    """`order` is a scene, a mood and perhaps a shape; the same order and seed give the same bytes.

    Raises KeyError for what nobody here can draw.
    """
    name, mood, *shape = order.split()
    canvas = Canvas(*SHAPES[shape[0] if shape else ""], scale)
    focus = SCENES[name](canvas, MOODS[mood], Random(seed))  # noqa: S311  # illustrations, not secrets
    return Drawn(canvas.jpeg(), focus)
