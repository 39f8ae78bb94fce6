"""Draws the site's icons, and the card of pages without a picture, from one set of shapes. Run by hand.

    python3 deploy/make_icons.py

What it writes to static/img/ is committed, so that nothing is drawn at install time.
"""

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).resolve().parent.parent / "static" / "img"
INK, PAPER, RULE, GREY = "#14161a", "#ffffff", "#8fbcf5", "#d3d0c7"
FINER = 8  # drawn so many times larger, then shrunk: that smooths the edges
Shape = list[tuple[float, float]]

# An N in slab serifs over a rule, on a field of 48 by 48: serifs, two thin stems and the heavy stroke between them.
MARK: Shape = [(8.5, 9), (18.6, 9), (32.4, 27.6), (32.4, 11.2), (28.4, 11.2), (28.4, 9), (39.5, 9), (39.5, 11.2)]
MARK += [(35.5, 11.2), (35.5, 34.5), (31.8, 34.5), (15.2, 12), (15.2, 32.3), (19.4, 32.3), (19.4, 34.5), (8.5, 34.5)]
MARK += [(8.5, 32.3), (12.2, 32.3), (12.2, 11.2), (8.5, 11.2)]
LINE: Shape = [(8.5, 38.4), (39.5, 38.4), (39.5, 40.6), (8.5, 40.6)]


def points(shape: Shape) -> str:
    (first, *others) = [f"{x:g} {y:g}" for x, y in shape]
    return f"M{first}L{' '.join(others)}z"


def svg() -> str:
    """Ink on paper; in browsers that are dark, the other way round."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f"<style>.p{{fill:{INK}}}.i{{fill:{PAPER}}}.r{{fill:{RULE}}}"
        "@media(prefers-color-scheme:dark){.p{fill:#ece9e2}.i{fill:#111315}.r{fill:#0a4c94}}</style>"
        '<path class="p" d="M0 0h48v48H0z"/>'
        f'<path class="i" d="{points(MARK)}"/><path class="r" d="{points(LINE)}"/></svg>\n'
    )


def draw_mark(draw: ImageDraw.ImageDraw, left: float, top: float, size: float) -> None:
    for shape, colour in ((MARK, PAPER), (LINE, RULE)):
        draw.polygon([(left + x * size / 48, top + y * size / 48) for x, y in shape], fill=colour)


def icon(size: int, margin: float = 0) -> Image.Image:
    """`margin` is the part of the width that stays free on each side: systems cut maskable icons to their own shape."""
    wide = size * FINER
    image = Image.new("RGB", (wide, wide), INK)
    draw_mark(ImageDraw.Draw(image), wide * margin, wide * margin, wide * (1 - 2 * margin))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def card() -> Image.Image:
    """A front page seen from afar, 1200 by 630: double rules, the mark, columns of type."""
    finer = 2
    image = Image.new("RGB", (1200 * finer, 630 * finer), PAPER)
    draw = ImageDraw.Draw(image)

    def box(left: float, top: float, width: float, height: float, colour: str) -> None:
        draw.rectangle([finer * left, finer * top, finer * (left + width) - 1, finer * (top + height) - 1], fill=colour)

    box(60, 56, 1080, 8, INK)
    box(60, 70, 1080, 2, INK)
    box(60, 558, 1080, 2, INK)
    box(60, 566, 1080, 8, INK)
    box(435, 150, 330, 330, INK)
    draw_mark(draw, finer * 435, finer * 150, finer * 330)
    for left in (60, 255, 795, 990):
        for line in range(13):
            box(left, 154 + 26 * line, 150 if line % 5 < 4 else 96, 6, GREY)
    return image.resize((1200, 630), Image.Resampling.LANCZOS)


def save(image: Image.Image, name: str) -> None:
    image.quantize(48, dither=Image.Dither.NONE).save(TARGET / name, optimize=True)


def main() -> None:
    (TARGET / "icon.svg").write_text(svg())
    for size in (96, 192, 512):
        save(icon(size), f"icon-{size}.png")
    save(icon(180, margin=0.06), "icon-touch.png")
    save(icon(512, margin=0.14), "icon-maskable.png")
    save(card(), "card.png")
    icon(48).save(TARGET / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


if __name__ == "__main__":
    main()
