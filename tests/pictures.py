"""Pictures of one colour, for tests that need any picture at all."""

from io import BytesIO
from typing import Any

from PIL import Image

from articles import renditions
from articles.models import Picture

Colour = str | tuple[int, ...]


def drawn(
    size: tuple[int, int] = (40, 30), colour: Colour = "teal", kind: str = "PNG", mode: str = "RGB", **options: Any
) -> bytes:
    """What a file holds: the same for the same arguments. The options are those of Pillow's `save`."""
    content = BytesIO()
    Image.new(mode, size, colour).save(content, kind, **options)
    return content.getvalue()


def stored(size: tuple[int, int] = (40, 30), colour: Colour = "teal", **fields: Any) -> Picture:
    """With its original and first rendition. The fields are those of `Picture`."""
    return renditions.store_original(Picture(**fields), drawn(size, colour))
