import pytest

from articles import body
from articles.models import Article, MediaFile, Picture
from newsroom.wordpress.lazy import with_real_pictures
from newsroom.wordpress.paragraphs import with_paragraphs
from tests.newsroom.wordpress.export import SITE, attachment, item, post


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("One.\n\nTwo\nlines.", "<p>One.</p>\n<p>Two<br>\nlines.</p>"),
        ("One.\r\n\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("Before\n<div>inside</div>\nafter", "<p>Before</p><div>inside</div><p>after</p>"),
        ("<div>one\n\ntwo</div>", "<div><p>one</p>\n<p>two</p></div>"),
        ("<blockquote>said\n\nshe</blockquote>", "<blockquote><p>said</p>\n<p>she</p></blockquote>"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<pre>a\n\nb</pre>\n\nend", "<pre>a\n\nb</pre><p>end</p>"),
        ("<h2>Title</h2>\ntext", "<h2>Title</h2><p>text</p>"),
        ("a<br />\nb", "<p>a<br>\nb</p>"),
        ("<table>\n<tr>\n<td>x</td>\n</tr>\n</table>", "<table><tr><td>x</td></tr></table>"),
        ("<em>so\n\nlong</em>", "<p><em>so</p>\n<p>long</em></p>"),
        ("5 < 6\nand 7 > 3", "<p>5 < 6<br>\nand 7 > 3</p>"),
        (" \n\n ", ""),
    ],
)
def test_smart_paragraphs(stored: str, shown: str):
    assert with_paragraphs(stored) == shown


FERRY = '<img src="https://old.example.org/wp-content/uploads/2021/03/ferry-300x200.jpg" class="{}" alt="A ferry">'
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
EMBED = f'<figure data-embed="{VIDEO}"><a href="{VIDEO}">{VIDEO}</a></figure>'
IMG = '<img src="/media/pictures/{pk}/imported/free.webp" alt="A ferry" data-picture="{pk}">'


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (FERRY.format("alignnone"), f"<figure>{IMG}</figure>"),
        (FERRY.format("alignleft") + "Words.", f'<figure data-align="left">{IMG}</figure><p>Words.</p>'),
        (f"Words {FERRY.format('')} words.", f"<p>Words {IMG} words.</p>"),
        (
            f'[caption id="x" align="alignright" width="300"]{FERRY.format("")} Back <em>again</em>[/caption]',
            f'<figure data-align="right">{IMG}<figcaption>Back <em>again</em></figcaption></figure>',
        ),
        (
            f'<a href="{SITE}/wp-content/uploads/2021/03/ferry.jpg">{FERRY.format("")}</a>',
            f"<figure>{IMG}</figure>",
        ),
        (
            '<!-- wp:image {"id":12} --><figure class="wp-block-image aligncenter">'
            + FERRY.format("wp-image-12")
            + "<figcaption>Back</figcaption></figure><!-- /wp:image -->",
            f'<figure data-align="center">{IMG}<figcaption>Back</figcaption></figure>',
        ),
        (
            '[gallery ids="12"]',
            f'<figure data-gallery="grid"><figure>{IMG}<figcaption>The pier</figcaption></figure></figure>',
        ),
        (VIDEO, EMBED),
        (f"[embed]{VIDEO}[/embed]", EMBED),
        (f"[youtube]{VIDEO}[/youtube]", EMBED),
        (f'<iframe src="{VIDEO}"></iframe>', EMBED),
        (
            f'<!-- wp:embed --><figure class="wp-block-embed"><div>\n{VIDEO}\n</div></figure><!-- /wp:embed -->',
            EMBED,
        ),
        (
            "https://social.example/1",
            '<p><a href="https://social.example/1">https://social.example/1</a></p>',
        ),
        ("Before<!--more-->\n\nAfter", "<p>Before</p>\n<p>After</p>"),
        ("One<!--nextpage-->Two", "<p>One</p>\n<p>Two</p>"),
        (
            f'<a href="http://www.old.example.org/2020/01/x/?a=1#b">x</a> <a href="{SITE}">y</a> <a href="../z/">z</a>',
            '<p><a href="/2020/01/x/?a=1#text-b">x</a> <a href="/">y</a> <a href="/2021/03/04/z/">z</a></p>',
        ),
        ("<h1>Head</h1>", "<h2>Head</h2>"),
        ('<p style="text-align: center">Mid</p>', '<p data-align="center">Mid</p>'),
        ("An aside [sic] and [[gallery]].", "<p>An aside [sic] and [gallery].</p>"),
        ('Kept [poll id="4"].', '<p>Kept [poll id="4"].</p>'),
        ("Kept <!-- never closed", "<p>Kept &lt;!-- never closed</p>"),
        ("<!-- wp:paragraph --><p>One\ntwo</p><!-- /wp:paragraph -->", "<p>One\ntwo</p>"),
        ('<img data-picture="999" src="">Words', "<p>Words</p>"),
        ("<script>alert(1)</script>Words", "<p>Words</p>"),
    ],
)
def test_a_text_becomes_ours(bring, stored: str, shown: str):
    bring(
        post(11, content=stored, name="ferry"),
        attachment(12, excerpt="The pier", meta={"_wp_attachment_image_alt": "A ferry"}),
    )
    article, picture = Article.objects.get(), Picture.objects.get(source_url__endswith="/ferry.jpg")
    assert article.body == shown.replace("{pk}", str(picture.pk))
    assert body.clean(article.body) == article.body
    assert ([picture] if "{pk}" in shown else []) == list(article.body_pictures.all())


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ('[poll id="4"]', "[poll]"),
        ("<!-- wp:latest-posts /-->", "Blocks that WordPress fills"),
        ("<script>alert(1)</script>", "Scripts, forms"),
        ("https://social.example/1", ""),
        ("[embed]https://social.example/1[/embed]", "became a link"),
        ("One<!--nextpage-->Two", "in several pages"),
        ("<div>" * 5000 + "deep", "Nested deeper"),
        ("[gallery]", "gallery without any picture"),
    ],
)
def test_what_could_not_be_carried_is_told(bring, stored: str, told: str):
    came = bring(post(11, content=stored))
    assert came.says(told) if told else came.counts["post"] == {"carried": 1}


def test_a_picture_that_the_export_lacks_is_not_forgotten(bring):
    bring(
        post(11, content='<img src="https://elsewhere.example/a.png" alt="A">'),
        post(12, content='<img src="https://elsewhere.example/a.png">'),
    )
    picture = Picture.objects.get()
    assert (picture.source_url, picture.alt, picture.original.name) == ("https://elsewhere.example/a.png", "A", "")
    assert picture.body_articles.count() == 2


def test_sounds_and_documents_are_referred_to(bring):
    song, plan = (f"{SITE}/wp-content/uploads/2021/{name}" for name in ("song.mp3", "plan.pdf"))
    bring(
        post(11, content=f'[audio src="{song}"]\n\n<a href="{plan}">The plan</a>'),
        attachment(12, "2021/song.mp3", name="song"),
        attachment(13, "2021/plan.pdf", name="plan"),
    )
    files = {found.kind: found.pk for found in MediaFile.objects.all()}
    article = Article.objects.get()
    assert (
        f'<audio src="/media/files/{files["audio"]}/imported/" controls="" data-file="{files["audio"]}">'
        in article.body
    )
    assert f'<a href="/media/files/{files["document"]}/imported/">The plan</a>' in article.body
    assert article.body_files.count() == 2


def test_originals_whose_names_look_like_sizes_stay_apart(bring):
    bring(
        post(11, content=f'<img src="{SITE}/wp-content/uploads/a-300x200.jpg" alt="">'),
        attachment(12, "a.jpg", name="a"),
        attachment(13, "a-300x200.jpg", name="b"),
    )
    [shown] = Article.objects.get().body_pictures.all()
    assert shown.source_url.endswith("/a-300x200.jpg")


def test_a_reusable_block_is_written_into_the_text(bring):
    bring(
        post(11, content='<!-- wp:block {"ref":31} /-->'),
        item(31, "wp_block", "Box", "<!-- wp:paragraph --><p>Tips</p><!-- /wp:paragraph -->"),
    )
    assert Article.objects.get().body == "<p>Tips</p>"


LAZY = '<img class="lazyload" src="data:image/gif;base64,R0lGOD" data-src="https://old.example.org/x.jpg">'


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (f"{LAZY}<noscript>{{}}</noscript>", "{}"),
        (f"<noscript>{{}}</noscript>\n{LAZY} after", "{} after"),
        ("<img src='/a.png'><noscript>{}</noscript>", "<img src='/a.png'>{}"),
        (f"{LAZY} words <noscript>Turn scripts on.</noscript>", f"{LAZY} words <noscript>Turn scripts on.</noscript>"),
        ("<noscript>{}", "<noscript>{}"),
    ],
)
def test_the_real_picture_of_a_lazy_one_is_taken(stored: str, shown: str):
    real = '<img src="https://old.example.org/wp-content/uploads/2021/03/ferry.jpg">'
    assert with_real_pictures(stored.format(real)) == shown.format(real)


def test_a_lazy_picture_is_shown_once(bring):
    real = '<img src="https://old.example.org/wp-content/uploads/2021/03/ferry.jpg" alt="A ferry">'
    bring(post(11, content=f"{LAZY}<noscript>{real}</noscript>"), attachment(12))
    assert Article.objects.get().body == f"<figure>{IMG.format(pk=Picture.objects.get().pk)}</figure>"


def test_a_film_that_is_not_in_the_export_keeps_its_whole_address(bring):
    bring(post(11, content=f'[video src="{SITE}/films/a.mp4"][/video]\n\n[audio mp3="http://[::1/a.mp3"]'))
    assert f'href="{SITE}/films/a.mp4"' in Article.objects.get().body
