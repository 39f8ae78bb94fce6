from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.test import Client

from articles import publishing
from articles.models import Article, Picture
from newsroom.wordpress.addresses import new_address
from tests.conftest import rewrite
from tests.newsroom.wordpress.export import SITE, attachment, author, category, page, post, tag


@pytest.fixture
def old_site(bring):
    """A site with one of everything, and a draft at every kind of address that a published post has."""
    bring(
        author("r.ames", "Ruth Ames", number=7),
        category("harbour", "Harbour", number=4),
        category("ferries", "Ferries", parent="harbour", number=5),
        tag("tide", "Tide", number=6),
        post(
            11,
            name="ferry",
            creator="r.ames",
            terms=[("category", "ferries", "Ferries"), ("post_tag", "tide", "Tide")],
            meta={"_wp_old_slug": "Boat", "_thumbnail_id": "12"},
        ),
        attachment(12, link=f"{SITE}/2021/03/04/ferry/pier/", post_parent=11),
        page(13, name="about"),
        post(14, "Draft", name="secret", status="draft", link=f"{SITE}/2021/03/05/secret/"),
        post(15, name="später", link=f"{SITE}/2021/03/06/sp%C3%A4ter/"),
        page(16, name="hidden", status="private"),
        post(
            17, name="old", post_date="2011-05-04 01:00:00", post_date_gmt="2011-05-04 05:00:00", link=f"{SITE}/?p=17"
        ),
    )


def asked(address: str) -> str | None:
    path, _mark, query = address.partition("?")
    return new_address(path, QueryDict(query))


FERRY = "/ferries/ferry/"


LEADS_TO = {
    "/2021/03/04/ferry/": FERRY,
    "/2021/03/04/ferry": FERRY,
    "/2021/03/04/FERRY/": FERRY,
    "/index.php/2021/03/04/ferry/": FERRY,
    "/index.php?p=11": FERRY,
    "//2021/03//04/ferry/": FERRY,
    "/2021/03/04/ferry/feed/": FERRY,
    "/2021/03/04/ferry/feed/atom/": FERRY,
    "/2021/03/04/ferry/comment-page-2/": FERRY,
    "/2021/03/04/ferry/2/": FERRY,
    "/2021/03/04/ferry/amp/": FERRY,
    "/2021/03/04/ferry/trackback/": FERRY,
    "/2021/03/04/ferry/embed/": FERRY,
    "/2021/03/04/boat/": FERRY,
    "/2021/03/04/ferry/pier/": FERRY,
    "/?p=11": FERRY,
    "/?page_id=11": FERRY,
    "/?p=11&utm_source=x": FERRY,
    "/?attachment_id=12": FERRY,
    "/?p=13": "/about/",
    "/?page_id=13": "/about/",
    "/2021/03/06/später/": "/news/sp%C3%A4ter/",
    "/category/harbour/": "/harbour/",
    "/category/harbour/ferries/": "/ferries/",
    "/category/ferries/page/3/": "/ferries/",
    "/category/harbour/ferries/feed/": "/ferries/feed/",
    "/category/guns/": "/guns/",
    "/tag/tide/page/2/": "/tag/tide/",
    "/author/r-ames/feed/rss2/": "/author/r-ames/feed/",
    "/category/harbour/ferries/feed/atom/": "/ferries/feed/atom/",
    "/category/harbour/ferries/feed/json": "/ferries/feed/json/",
    "/?cat=5": "/ferries/",
    "/?cat=5&feed=rss2": "/ferries/feed/",
    "/?tag=tide": "/tag/tide/",
    "/?author=7": "/author/r-ames/",
    "/?m=201105": "/archive/2011/05/",
    "/?m=2011": "/archive/2011/",
    "/2011/05/": "/archive/2011/05/",
    "/2011/05/page/2/": "/archive/2011/05/",
    "/2011/": "/archive/2011/",
    "/?s=pier+9": "/search/?q=pier+9",
    "/?feed=rss2": "/feed/",
    "/feed/rss2/": "/feed/",
    "/?feed=atom": "/feed/atom/",
    "/index.php/feed/atom/": "/feed/atom/",
    "/comments/feed/": "/feed/",
    "/page/2/": "/latest/",
}


def test_an_old_address_leads_to_the_new_one(old_site):
    assert {old: asked(old) for old in LEADS_TO} == LEADS_TO


LEADS_NOWHERE = [
    "/2021/03/05/secret/",
    "/2021/03/05/secret/feed/",
    "/?p=14",
    "/?p=16",
    "/hidden/",
    "/?p=99",
    "/?p=x",
    "/?cat=99",
    "/?m=199901",
    "/1999/",
    "/1999/01/",
    "/tag/nothing/",
    "/category/nothing/",
    "/wp-content/uploads/2021/03/ferry.jpg",
    "/wp-content/uploads/../../etc/passwd",
    "/about/",
    "/tag/tide/",
    "/tag/tide/feed/",
    "/" + "x" * 5000,
    "/%00/",
    "/" + "page/2/" * 300,
]


def test_what_nobody_may_see_leads_nowhere(old_site):
    assert {old for old in LEADS_NOWHERE if asked(old)} == set()


def test_a_draft_answers_as_if_it_never_existed(old_site, client: Client):
    assert client.get("/2021/03/05/secret/").status_code == client.get("/2021/03/05/nothing/").status_code == 404
    publishing.publish(Article.objects.get(slug="secret"), by=None)
    assert client.get("/2021/03/05/secret/")["Location"] == "/news/secret/"


def test_one_hop_from_an_old_address_to_the_page(old_site, client: Client):
    answer = client.get("/2021/03/04/ferry/")
    assert (answer.status_code, answer["Location"]) == (301, FERRY)
    assert client.get(FERRY).status_code == 200


@pytest.fixture
def hidden_terms(bring, published):
    """A tag and an author who have nothing but a draft, beside something to read."""
    published("Something to read")
    bring(
        author("whistle", "Whistle Blower", number=8),
        tag("Raid", "Raid", number=9),
        post(21, creator="whistle", status="draft", terms=[("post_tag", "Raid", "Raid")]),
    )


@pytest.mark.parametrize(
    "address",
    [
        "/tag/raid/page/2/",
        "/tag/raid/feed/rss2/",
        "/?tag=raid",
        "/author/whistle/page/2/",
        "/author/whistle/feed/rdf/",
        "/?author_name=whistle",
        "/?author=8",
    ],
)
def test_a_tag_or_author_with_drafts_alone_is_not_given_away(hidden_terms, address: str):
    assert asked(address) is None
    publishing.publish(Article.objects.get(slug="post-21"), by=None)
    assert asked(address)


def test_a_taken_down_article_is_explained_at_its_old_address(old_site, client: Client):
    ferry = Article.objects.get(slug="ferry")
    publishing.take_down(ferry, by=None, reason="It was wrong.")
    assert client.get("/2021/03/04/ferry/", follow=True).status_code == 410
    Article.objects.update(takedown_reason="")
    assert client.get("/2021/03/04/ferry/").status_code == 404


def test_an_embargoed_article_is_not_given_away(old_site):
    Article.objects.filter(slug="ferry").update(embargo_until=datetime(2999, 1, 1, tzinfo=UTC))
    assert new_address("/2021/03/04/ferry/", QueryDict()) is None
    assert new_address("/2021/03/04/ferry/pier/", QueryDict()) is None


@pytest.mark.parametrize("size", ["", "-300x200", "-1024x683"])
def test_an_uploaded_picture_leads_to_its_file(old_site, size: str):
    Picture.objects.update(original="originals/x.jpg", content_hash="0123456789", width=9, height=9)
    picture = Picture.objects.get()
    assert new_address(f"/wp-content/uploads/2021/03/ferry{size}.jpg", QueryDict()) == picture.url
    Article.objects.filter(slug="ferry").update(embargo_until=datetime(2999, 1, 1, tzinfo=UTC))
    assert new_address(f"/wp-content/uploads/2021/03/ferry{size}.jpg", QueryDict()) is None


def test_a_site_in_a_folder_keeps_its_addresses(bring):
    site = "https://old.example.org/blog"
    bring(
        category("harbour", "Harbour", number=4),
        post(11, name="ferry", link=f"{site}/2021/03/04/ferry/", terms=[("category", "harbour", "Harbour")]),
        site=site,
    )
    assert new_address("/blog/2021/03/04/ferry/", QueryDict()) == "/harbour/ferry/"
    assert new_address("/blog/", QueryDict("p=11")) == "/harbour/ferry/"
    assert new_address("/blog/category/harbour/", QueryDict()) == "/harbour/"
    assert new_address("/blog/2021/03/", QueryDict()) == "/archive/2021/03/"
    assert new_address("/blog/feed/", QueryDict()) == "/feed/"


@pytest.mark.parametrize("path", ["/2021/03/04/ferry/feed/", "/category/harbour/ferries/page/4/", "/1999/01/", "/no/"])
def test_looking_up_costs_a_few_queries(old_site, path: str, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        new_address(path, QueryDict())


def test_an_imported_post_gets_no_slug_that_an_article_here_gave_up(bring, published):
    letters = published("Letters", slug="letters")
    letters.slug = "letters-jan"
    rewrite(letters, by=None)
    bring(post(11, name="letters"), post(12, name="ferry"))
    assert asked("/news/letters/") == "/news/letters-jan/"
    assert asked("/2021/03/04/letters/") == "/news/letters-2/"
    assert asked("/2021/03/04/ferry/") == "/news/ferry/"


def test_a_post_keeps_the_very_address_it_had_though_another_had_it_before(bring):
    bring(post(11, name="letters-jan", link=f"{SITE}/news/letters-jan/", meta={"_wp_old_slug": "letters"}))
    bring(post(12, name="letters", link=f"{SITE}/news/letters/"))
    assert {*Article.objects.values_list("slug", flat=True)} == {"letters", "letters-jan"}
