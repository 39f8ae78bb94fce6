import pytest

from comments import markup

LINK = 'rel="ugc nofollow noopener"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One *two* **three**\nfour", "<p>One <em>two</em> <strong>three</strong><br>\nfour</p>"),
        ("~~gone~~ `a < b`", "<p><s>gone</s> <code>a &lt; b</code></p>"),
        ("> They said\n\nNo.", "<blockquote>\n<p>They said</p>\n</blockquote>\n<p>No.</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# 1 of 2\n\n---", "<p># 1 of 2</p>\n<p>---</p>"),
        ("<b>1 < 2 & 3</b>", "<p>&lt;b&gt;1 &lt; 2 &amp; 3&lt;/b&gt;</p>"),
        ("a\0b\r\nc", "<p>ab<br>\nc</p>"),
    ],
)
def test_a_small_part_of_markdown(text: str, html: str):
    assert markup.to_html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "https://example.org/a_b_c.",
            f'<p><a href="https://example.org/a_b_c" {LINK}>https://example.org/a_b_c</a>.</p>',
        ),
        ("[here](https://example.org)", f'<p><a href="https://example.org" {LINK}>here</a></p>'),
        ("www.example.org", f'<p><a href="http://www.example.org" {LINK}>www.example.org</a></p>'),
        ("end of line.Next", "<p>end of line.Next</p>"),
        ("//example.org", "<p><a>//example.org</a></p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,y)", "<p>[x](data:text/html,y)</p>"),
    ],
)
def test_links(text: str, html: str):
    assert markup.to_html(text) == html


def test_pictures_are_links_to_them():
    assert "<img" not in markup.to_html("![x](https://example.org/x.png)")


@pytest.mark.parametrize("text", ["", " \n\t", "\0", "\u200b\u2060", "\u202e", "```\n```", ">", "- ", "\u0301"])
def test_nothing_to_see_is_nothing(text: str):
    assert markup.to_html(text) == ""


def test_depth_is_bounded():
    assert markup.to_html("> " * 2000 + "x").count("<blockquote>") <= markup.DEEPEST
