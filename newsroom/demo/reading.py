"""Reads the demo's texts: a head of `name: value` lines, a line of three hyphens, then HTML or plain lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class PictureOrder(NamedTuple):
    """`scene mood shape | alt | caption`."""

    scene: str
    alt: str
    caption: str


class Text(NamedTuple):
    slug: str
    head: dict[str, str]
    pictures: list[PictureOrder]
    body: str

    def words(self, name: str) -> list[str]:
        """A head line that lists things, parted by commas."""
        return [word.strip() for word in self.head.get(name, "").split(",") if word.strip()]


class Remark(NamedTuple):
    """One comment: `> ` at the start for every level of reply, `?` if it still waits, then `name: text`."""

    depth: int
    is_pending: bool
    name: str
    text: str


def texts(folder: str) -> list[Text]:
    return [read(path) for path in sorted((HERE / folder).glob("*.txt"))]


def read(path: Path) -> Text:
    top, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    lines = [line.partition(":") for line in top.splitlines() if line.strip()]
    head = {name.strip(): value.strip() for name, _, value in lines if name != "picture"}
    orders = [[part.strip() for part in value.split("|")] for name, _, value in lines if name == "picture"]
    return Text(path.stem, head, [PictureOrder(*order) for order in orders], body.strip())


def remarks(lines: str) -> Iterator[Remark]:
    for line in filter(None, map(str.strip, lines.splitlines())):
        rest = line.lstrip("> ")
        depth = line[: len(line) - len(rest)].count(">")
        name, _, text = rest.removeprefix("?").partition(":")
        yield Remark(depth, rest.startswith("?"), name.strip(), text.strip())
