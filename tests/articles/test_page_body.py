"""What an article's own page puts round its text."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from articles import body, page_body
from articles.models import Picture

pytestmark = pytest.mark.django_db
LONG = "Words " * 40


def shown(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(page_body.render(body.clean(html)))


def drawn(**fields: object) -> Picture:
    fields = {"original": "originals/x.jpg", "content_hash": "ab" * 32, "width": 1200, "height": 800, **fields}
    return Picture.objects.create(**fields)


@pytest.mark.parametrize(
    ("html", "has_cap"),
    [
        (f"<p>{LONG}</p>", True),
        (f"<p><strong>{LONG}</strong></p>", True),
        (f"<p>Éa {LONG}</p><p>x</p>", True),
        ("<p>Short.</p>", False),
        (f"<p>Short.</p><p>{LONG}</p>", False),
        (f"<p>“{LONG}”</p>", False),
        (f"<p>1 {LONG}</p>", False),
        (f'<p data-align="center">{LONG}</p>', False),
        (f"<blockquote><p>{LONG}</p></blockquote>", False),
        (f"<h2>Why</h2><p>{LONG}</p>", False),
    ],
)
def test_drop_cap_only_for_a_long_first_paragraph_that_begins_with_a_letter(html: str, has_cap: bool):
    assert bool(shown(html).css("p.drop-cap")) is has_cap


def test_table_can_be_scrolled_by_keyboard_and_has_a_name():
    (frame,) = shown("<table><tbody><tr><td>1</td></tr></tbody></table>").css("div.table")
    assert (frame.attributes["tabindex"], frame.attributes["aria-label"]) == ("0", "Table")
    assert frame.css_first("table td").text() == "1"


def test_film_in_the_text_is_a_facade_that_asks_nobody():
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    tree = shown(
        f'<figure data-embed="{address}"><a href="{address}">The &amp; film</a><figcaption>In May</figcaption></figure>'
    )
    assert [link.attributes["href"] for link in tree.css("a")] == [address]
    player = tree.css_first(".player").attributes
    assert player["data-player"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"
    assert player["data-title"] == "The & film"
    assert tree.css_first(".player-play span").text().split() == ["Play", "video:", "The", "&", "film"]
    assert tree.css_first("figcaption").text() == "In May"
    assert not tree.css("iframe, img")


def test_film_of_vimeo_is_asked_not_to_track():
    tree = shown('<figure data-embed="https://vimeo.com/76979871"><a href="https://vimeo.com/76979871">x</a></figure>')
    assert (
        tree.css_first(".player").attributes["data-player"]
        == "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
    )


@pytest.mark.parametrize("address", ["https://elsewhere.example/film", "javascript:alert(1)", ""])
def test_address_we_do_not_know_stays_what_was_written(address: str):
    tree = shown(f'<figure data-embed="{address}"><a href="https://elsewhere.example/">x</a></figure>')
    assert not tree.css(".player")
    assert tree.css_first("a").text() == "x"


def test_gallery_links_to_each_picture_and_brings_its_viewer():
    first, second = drawn(alt="A <ferry>"), drawn(is_decorative=True)
    empty = Picture.objects.create(alt="Lost")
    figures = "".join(f'<figure><img data-picture="{each.pk}" alt=""></figure>' for each in (first, second, empty))
    tree = shown(f'<figure data-gallery="grid">{figures}<figcaption>All</figcaption></figure><p>After</p>')
    links = [link.attributes for link in tree.css(".gallery .gallery-link")]
    assert [link["href"] for link in links] == [first.url, second.url]
    assert [link["aria-label"] for link in links] == ["Enlarge picture 1: A <ferry>", "Enlarge picture 2"]
    assert tree.css_first(".gallery").attributes["data-module"] == "gallery"
    assert len(tree.css("template")) == 1
    assert tree.css_first(".gallery + template") is not None
    assert [image.attributes["width"] == image.attributes["height"] for image in tree.css(".gallery img")] == [
        True,
        True,
    ]


def test_link_without_a_picture_in_it_does_not_open_the_viewer():
    there, lost = drawn(), Picture.objects.create(alt="Lost")
    links = [f'<a href="{there.url}">{inside}</a>' for inside in ("words", f'<img data-picture="{lost.pk}" alt="x">')]
    links.append(f'<a href="{there.url}"><img data-picture="{there.pk}" alt="y"></a>')
    tree = shown(f'<figure data-gallery="grid">{"".join(f"<p>{link}</p>" for link in links)}</figure>')
    assert ["class" in link.attributes for link in tree.css(".gallery a")] == [False, False, True]


def test_picture_outside_a_gallery_is_no_link():
    assert not shown(f'<figure><img data-picture="{drawn().pk}" alt="x"></figure>').css("a, template")


def test_picture_beside_the_text_is_fetched_no_wider_than_it_stands():
    narrow = shown(f'<figure data-align="left"><img data-picture="{drawn().pk}" alt=""></figure>')
    wide = shown(f'<figure><img data-picture="{drawn().pk}" alt=""></figure>')
    assert [tree.css_first("source").attributes["sizes"] for tree in (narrow, wide)] == [
        page_body.BESIDE_TEXT,
        body.IN_TEXT,
    ]


def test_long_text_has_contents_that_lead_to_its_headings():
    html = body.clean('<h2>One &amp; <em>only</em></h2><h2 id="two">Two</h2><h2></h2><h2>Four</h2>')
    headings = page_body.contents(html, page_body.LONG)
    assert headings == [("section-1", "One & only"), ("text-two", "Two"), ("section-4", "Four")]
    tree = LexborHTMLParser(page_body.render(html))
    assert [tree.css_first(f"#{anchor}").text() for anchor, words in headings] == [words for anchor, words in headings]


def test_short_text_and_text_with_few_headings_have_no_contents():
    assert page_body.contents("<h2>1</h2><h2>2</h2><h2>3</h2>", page_body.LONG - 1) == []
    assert page_body.contents("<h2>1</h2><h2>2</h2>", page_body.LONG) == []


def test_feeds_get_the_text_without_what_only_a_page_can_do():
    html = body.clean(
        '<table><tbody><tr><td>1</td></tr></tbody></table><figure data-embed="https://vimeo.com/76979871"></figure>'
    )
    assert "data-module" not in body.render(html)
    assert 'class="table"' not in body.render(html)
