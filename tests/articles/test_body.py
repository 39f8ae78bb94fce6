import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import body
from articles.models import MediaFile, Picture

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<form action=/x><input name=y></form>",
    "<base href='https://evil.example/'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<a href=x data-x='\"><img src=x onerror=alert(1)>'>y</a>",
    "<template><script>alert(1)</script></template>",
    "<object data=x></object><embed src=x>",
    "<p id=content name=cookie onclick=alert(1)>x</p>",
    '<img src="x" alt="<b onmouseover=alert(1)>" data-picture="1 onerror=alert(1)">',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_runs_survives(html):
    cleaned = body.clean(html)
    lowered = cleaned.lower()
    for forbidden in (
        "<script",
        "javascript:",
        "<iframe",
        "<svg",
        "<form",
        "<base",
        "<style",
        "<object",
        "<embed",
        "data:",
    ):
        assert forbidden not in lowered
    tags = [match.group(0) for match in body.ANY_TAG.finditer(cleaned)]
    names = [name.lower() for tag in tags for name in body.attributes_of(tag)]
    assert [name for name in names if name.startswith("on") or name in {"style", "name", "class"}] == []


def test_what_journalism_needs_survives():
    html = (
        '<h2 id="text-why">Why</h2><p data-align="center">A <strong>b</strong> <em>c</em> '
        '<a href="https://example.org/">d</a> <a href="#text-why">up</a></p>'
        '<blockquote data-pull=""><p>e</p></blockquote><ul><li>f</li></ul><table><caption>g</caption><thead><tr>'
        '<th scope="col">h</th></tr></thead><tbody><tr><td colspan="2">i</td></tr></tbody></table>'
        '<figure data-embed="https://vimeo.com/1"><a href="https://vimeo.com/1">j</a></figure>'
        '<aside data-box="read-also"><p>k</p></aside><details><summary>l</summary>m'
        "</details><dl><dt>n</dt><dd>o</dd></dl>"
    )
    assert body.clean(html) == html


def test_ids_cannot_shadow_those_of_the_page():
    assert body.clean('<p id="content">x</p><a href="#content">y</a>') == (
        '<p id="text-content">x</p><a href="#text-content">y</a>'
    )


@pytest.mark.parametrize(
    ("cite", "is_kept"),
    [
        ("https://example.org/speech", True),
        ("/news/speech/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example/", False),
        ("/\\evil.example/", False),
        ("page 12", False),
    ],
)
def test_source_of_a_quotation_is_an_address_or_nothing(cite: str, is_kept: bool):
    for tag in ("blockquote", "q", "del", "ins"):
        assert ("cite=" in body.clean(f'<{tag} cite="{cite}">x</{tag}>')) is is_kept, tag


@given(st.text(alphabet=st.sampled_from(list("<>\"'=/ abcpimgsrc&;#-x!\0\n[]")), max_size=80))
def test_cleaning_twice_changes_nothing_more(html):
    once = body.clean(html)
    assert body.clean(once) == once


def test_reference_is_read_off_the_address():
    html = body.clean('<figure><img src="/media/pictures/12/abcd1234/free.webp" alt="Bridge"></figure>')
    assert 'data-picture="12"' in html
    assert body.references(html) == body.References({12}, set())


def test_words_are_counted_without_markup():
    html = "<p>One<br>two <b>thr</b>ee</p><ul><li>four</li><li>it's</li></ul><!-- five -->"
    assert body.plain_text(html) == "One two three four it's"
    assert body.count_words(html) == 5
    assert body.plain_text('<p title="a > b">c &amp; d</p>') == "c & d"


def test_markup_nested_beyond_sense_is_dropped_and_its_words_are_kept():
    assert body.clean("<div>" * 150 + "deep" + "</div>" * 150).count("<div>") == 150
    assert body.clean("<div>" * 100_000 + "deep") == "deep"


def test_comment_without_an_end_hides_the_rest_as_in_a_browser():
    assert body.plain_text("a<!-- b --> c <!-- d <!-- e") == "a c"


@pytest.mark.django_db
def test_render_shows_pictures_that_have_a_file_and_says_so_of_those_that_have_not():
    shown = Picture.objects.create(
        original="originals/x.jpg", content_hash="ab" * 32, width=1200, height=800, alt="A bridge"
    )
    empty = Picture.objects.create(alt="A <lost> picture", source_url="https://old.example/x.jpg")
    html = body.render(
        body.clean(
            f'<p><img src="/media/pictures/{shown.pk}/x/free.webp" alt="">'
            f'<img src="x" alt="" data-picture="{empty.pk}">'
            '<img src="https://elsewhere.example/x.jpg" alt="Elsewhere"></p>'
        )
    )
    assert f'<img src="{shown.folder}free-800.jpg"' in html
    assert 'alt="A bridge" width="1200" height="800"' in html
    assert "A &lt;lost&gt; picture" in html
    assert "elsewhere.example" not in html


@pytest.mark.django_db
def test_render_asks_no_other_server_for_sound():
    own = MediaFile.objects.create(kind="audio", title="Own", file="files/x.mp3", content_hash="cd" * 32)
    html = body.render(
        body.clean(
            f'<audio controls src="/media/files/{own.pk}/x/"></audio>'
            '<audio controls src="https://elsewhere.example/x.mp3"></audio>'
        )
    )
    assert f'src="/media/files/{own.pk}/cdcdcdcd/"' in html
    assert "elsewhere.example" not in html


@pytest.mark.parametrize("html", HOSTILE)
def test_readers_may_write_even_less(html):
    rendered = str(body.render_remark(f"{html}<a href='https://example.org/'>x</a>"))
    names = {name.lower() for tag in body.ANY_TAG.finditer(rendered) for name in body.attributes_of(tag.group(0))}
    assert names <= {"href", "rel", "title"}
    assert "<script" not in rendered
    assert "<img" not in rendered


def test_a_link_that_lost_its_address_says_nothing_of_links():
    remark = "<a href='javascript:x' title='t' lang='en'>bad</a> <a href='https://example.org/'>good</a>"
    once = body.clean_remark(remark)
    assert once == '<a>bad</a> <a href="https://example.org/" rel="ugc nofollow noopener">good</a>'
    assert body.clean_remark(once) == once
