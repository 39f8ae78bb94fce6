from dataclasses import dataclass
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import crops
from articles.crops import CROPS, Size

sizes = st.builds(Size, st.integers(1, 12_000), st.integers(1, 12_000))
parts = st.floats(0, 1)
names = st.sampled_from([*CROPS, "social"])


@given(sizes, names, st.tuples(parts, parts))
def test_crop_lies_inside_the_picture_and_reaches_two_of_its_edges(size, name, focus):
    left, upper, right, lower = crops.crop_box(name, size, focus)
    assert 0 <= left < right <= size.width
    assert 0 <= upper < lower <= size.height
    assert right - left == size.width or lower - upper == size.height


@given(sizes, names, st.tuples(parts, parts))
def test_focus_is_in_the_crop(size, name, focus):
    left, upper, right, lower = crops.crop_box(name, size, focus)
    assert left <= size.width * focus[0] + 1
    assert size.width * focus[0] - 1 <= right
    assert upper <= size.height * focus[1] + 1
    assert size.height * focus[1] - 1 <= lower


@given(sizes, st.sampled_from([name for name in CROPS if name != "free"]))
def test_crop_has_its_ratio_to_the_pixel(size, name):
    wide, high = CROPS[name].ratio
    width, height = crops.crop_size(name, size)
    assert abs(width - height * wide / high) <= max(1, wide / high) or 1 in (width, height)


@given(sizes)
def test_nothing_is_scaled_up_but_the_picture_for_cards(size):
    for spec in crops.specs(size):
        if spec.crop != "social":
            assert spec.size.width <= crops.crop_size(spec.crop, size).width


@given(sizes)
def test_every_crop_has_something_to_show_and_no_name_stands_twice(size):
    specs = crops.specs(size)
    assert len({spec.name for spec in specs}) == len(specs)
    assert all(crops.is_name(spec.name) for spec in specs)
    for name, crop in CROPS.items():
        assert crops.jpegs(name, size)
        assert not crop.widths or all(crops.for_pages(name, size, kind) for kind in crops.NEW_FORMATS)
    assert crops.whole(size).name == crops.WHOLE


@pytest.mark.parametrize(
    ("own", "expected"),
    [(200, [200]), (320, [320]), (340, [320]), (500, [320, 500]), (640, [320, 640]), (5000, [320, 640, 1280])],
)
def test_widths(own, expected):
    assert crops.widths((320, 640, 1280), own) == expected


def test_large_pictures_are_large_enough_for_search_engines():
    for name in ("video", "classic", "square"):
        assert crops.jpegs(name, Size(1800, 1200))[-1].size.width >= 1200


@pytest.mark.parametrize(("size", "has"), [((600, 315), True), ((599, 900), False), ((1800, 314), False)])
def test_small_pictures_have_none_for_cards(size, has):
    assert crops.has_social(Size(*size)) is has
    assert (crops.SOCIAL in [spec.name for spec in crops.specs(Size(*size))]) is has


@given(sizes, st.from_regex(crops.NAME, fullmatch=True), sizes)
def test_nearest_is_something_made_and_leads_nowhere_else(size, name, other):
    nearest = crops.nearest(name, size)
    assert nearest is None or nearest in crops.names(size)
    if nearest:
        assert crops.nearest(nearest, size) == nearest
    for spec in crops.specs(other):
        assert spec.crop == "social" or crops.nearest(spec.name, size), "what is made of one picture has its like"


@dataclass
class Row:
    name: str
    width: int


def test_best_stand_in_comes_first():
    made = [Row("free.webp", 1600), Row("wide-320.webp", 320), Row("wide-1280.webp", 1280), Row("wide-800.jpg", 800)]
    for order in permutations(made):
        assert [row.name for row in crops.stand_ins("wide-640.avif", order)] == [
            *("wide-800.jpg", "wide-1280.webp", "wide-320.webp", "free.webp")
        ]


def test_nobody_gets_a_format_they_may_not_know():
    made = [Row("wide-640.avif", 640), Row("wide-320.webp", 320)]
    assert [row.name for row in crops.stand_ins("wide-640.jpg", made)] == ["wide-320.webp"]
    assert [row.name for row in crops.stand_ins("wide-800.avif", made)] == ["wide-640.avif", "wide-320.webp"]
