import pytest
from selectolax.parser import HTMLParser

from articles import crops, picture_markup
from articles.models import Picture


def made(width=1800, height=1200, **fields) -> Picture:
    return Picture(pk=12, original="x.jpg", content_hash="ab" * 32, width=width, height=height, **fields)


def attributes(html: str, selector: str = "img") -> dict[str, str | None]:
    return HTMLParser(html).css_first(selector).attributes


def test_browsers_are_offered_the_smallest_format_first_and_jpeg_last():
    html = picture_markup.markup(made(alt="A ferry"), crop="wide", sizes="50vw")
    sources = HTMLParser(html).css("picture > source")
    assert [source.attributes["type"] for source in sources] == ["image/avif", "image/webp"]
    for source in sources:
        assert source.attributes["sizes"] == "50vw"
        found = [part.split() for part in source.attributes["srcset"].split(", ")]
        assert [width for _, width in found] == ["320w", "640w", "800w", "1280w", "1800w"]
        assert all(address.startswith("/media/pictures/12/") for address, _ in found)
    assert attributes(html)["src"].endswith("/wide-800.jpg")


@pytest.mark.parametrize(
    ("crop", "size"),
    [("free", ("1800", "1200")), ("wide", ("1800", "1200")), ("video", ("1800", "1012")), ("square", ("1200", "1200"))],
)
def test_room_is_kept_in_the_shape_of_the_crop(crop: str, size: tuple[str, str]):
    image = attributes(picture_markup.markup(made(), crop=crop))
    assert (image["width"], image["height"]) == size


def test_lead_is_fetched_first_and_all_others_late():
    lead, other = (attributes(picture_markup.markup(made(), is_lead=is_lead)) for is_lead in (True, False))
    assert (lead.get("fetchpriority"), lead.get("loading")) == ("high", None)
    assert (other.get("fetchpriority"), other.get("loading")) == (None, "lazy")
    assert lead["decoding"] == other["decoding"] == "async"


def test_alt_is_the_pictures_unless_another_is_given():
    # The parser tells an attribute that is there and empty as None; of one that is not there it has no key.
    assert attributes(picture_markup.markup(made(alt='A "ferry" <b>')))["alt"] == 'A "ferry" <b>'
    assert attributes(picture_markup.markup(made(alt="A ferry"), alt=""))["alt"] is None
    assert attributes(picture_markup.markup(made(alt="A ferry", is_decorative=True)))["alt"] is None


def test_colour_stands_there_until_the_picture_does():
    assert attributes(picture_markup.markup(made(colour="#7d6b52")))["data-colour"] == "#7d6b52"
    assert "data-colour" not in attributes(picture_markup.markup(made()))


def test_every_address_is_of_a_file_that_is_made():
    for crop in ("free", "wide", "video", "square"):
        for size in ((1, 1), (300, 900), (1000, 700), (5000, 3000)):
            picture = made(*size)
            html = HTMLParser(picture_markup.markup(picture, crop=crop))
            found = [html.css_first("img").attributes["src"]]
            for source in html.css("source"):
                found += [part.split()[0] for part in source.attributes["srcset"].split(", ")]
            known = {picture.rendition_url(spec.name) for spec in crops.specs(crops.Size(*size))}
            assert set(found) <= known


def test_search_engines_get_the_largest_jpeg():
    assert picture_markup.shown(made(), "square") == (made().rendition_url("square-1200.jpg"), 1200, 1200)
    assert picture_markup.shown(made(4000, 3000), "video") == (made().rendition_url("video-1280.jpg"), 1280, 720)
    assert picture_markup.shown(made(300, 200), "classic")[1:] == (267, 200)


def test_cards_elsewhere_get_a_picture_of_their_shape_or_none():
    assert picture_markup.social(made()) == (made().rendition_url("social.jpg"), 1200, 630)
    assert picture_markup.social(made(500, 900)) is None
    assert picture_markup.social(Picture(pk=1)) is None
