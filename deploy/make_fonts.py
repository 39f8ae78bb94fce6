"""Cuts the typefaces of the site out of the published variable fonts. Run by hand; its results are committed.

    pip install fonttools brotli
    python3 deploy/make_fonts.py

Takes Newsreader and Libre Franklin, both under the SIL Open Font License without a reserved name, from their npm
packages, and keeps the Latin letters, quotes, dashes, fractions and arrows that a page in a European language needs,
one optical size and the weights that static/css/ names. Everything else falls back to the reader's own fonts.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
VERSION = "5.3.0"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x2C6, 0x2DE)]
SIGNS = [*range(0x2010, 0x2028), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122]
SIGNS += [*range(0x2150, 0x215F), *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265]
# Old-style and tabular figures, fractions and small letters set by hand; alternates that nothing uses stay out.
FEATURES = "kern liga calt ccmp locl mark mkmk onum lnum tnum pnum frac numr dnom ordn sups case".split()


class Cut(NamedTuple):
    name: str
    package: str
    file: str
    axes: dict[str, float | tuple[float, float]]


CUTS = [
    Cut("newsreader-text", "newsreader", "newsreader-latin-opsz-normal", {"opsz": 16, "wght": (400, 700)}),
    Cut("newsreader-text-italic", "newsreader", "newsreader-latin-opsz-italic", {"opsz": 16, "wght": (400, 700)}),
    Cut("newsreader-display", "newsreader", "newsreader-latin-opsz-normal", {"opsz": 72, "wght": (500, 700)}),
    Cut("libre-franklin", "libre-franklin", "libre-franklin-latin-wght-normal", {"wght": (400, 800)}),
]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        packages = {package: _unpacked(package, Path(folder)) for package in {cut.package for cut in CUTS}}
        for cut in CUTS:
            _make(cut, packages[cut.package] / "files" / f"{cut.file}.woff2")
        for name, package in packages.items():
            (FONTS / f"{name}-LICENSE.txt").write_text((package / "LICENSE").read_text())


def _unpacked(package: str, folder: Path) -> Path:
    wanted = f"@fontsource-variable/{package}@{VERSION}"
    command = ["npm", "pack", "--silent", wanted]
    archive = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603  # nothing in it is given
    with tarfile.open(folder / archive) as packed:
        packed.extractall(folder / package, filter="data")
    return folder / package / "package"


def _make(cut: Cut, source: Path) -> None:
    font = instancer.instantiateVariableFont(TTFont(source), cut.axes)
    options = Options(layout_features=FEATURES, hinting=False, desubroutinize=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*LATIN, *SIGNS])
    subsetter.subset(font)
    font.flavor = "woff2"
    target = FONTS / f"{cut.name}.woff2"
    font.save(target)
    sys.stdout.write(f"{target.name}: {target.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
