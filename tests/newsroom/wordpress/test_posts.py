from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import arrivals, publishing
from articles.models import Article, Author, Category, FormerAddress, Picture
from newsroom.models import Page
from tests.newsroom.wordpress.export import SITE, attachment, author, category, page, post, tag

CATEGORY = ("category", "guns", "Guns")


def test_a_post_becomes_an_article_with_everything_it_had(bring):
    came = bring(
        author("r.ames", "Ruth Ames &amp; Co"),
        category("guns", "Guns"),
        tag("ferries", "Ferries &amp; boats"),
        post(
            11,
            "Ferry <em>returns</em> &#8211; at last",
            "First.\n\nSecond\nline.",
            name="ferry",
            creator="r.ames",
            excerpt="<p>The short &amp; the long</p>",
            terms=[
                ("category", "uncategorized", "Uncategorized"),
                CATEGORY,
                ("post_tag", "ferries", "Ferries &amp; boats"),
            ],
            meta={"_thumbnail_id": "12", "_yoast_wpseo_title": "Ferry", "_yoast_wpseo_metadesc": "Back again"},
            is_sticky=1,
        ),
        attachment(12, meta={"_wp_attachment_image_alt": "A ferry"}, excerpt="The ferry, back"),
    )
    article = Article.objects.get()
    assert article.headline == "Ferry returns – at last"
    assert article.standfirst == "The short & the long"
    assert article.body == "<p>First.</p>\n<p>Second<br>\nline.</p>"
    assert (article.slug, article.category.slug, article.is_pinned) == ("ferry", "guns", True)
    assert article.published_at == datetime(2021, 3, 4, 12, tzinfo=UTC)
    assert article.is_visible
    assert [str(byline.author) for byline in article.bylines.all()] == ["Ruth Ames & Co"]
    assert Author.objects.get().slug == "r-ames"
    assert list(article.tags.names()) == ["Ferries & boats"]
    assert (article.seo_title, article.seo_description) == ("Ferry", "Back again")
    assert article.lead_picture == Picture.objects.get(alt="A ferry", caption="The ferry, back")
    assert [revision.verb for revision in article.revisions.all()] == ["import"]
    assert came.counts["post"] == {"carried": 1}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "private"}, "draft"),
        ({"post_password": "sesame"}, "draft"),
        ({"status": "pending"}, "in_review"),
        ({"status": "future"}, "ready"),
        ({"status": "future", "post_date_gmt": f"{timezone.now() + timedelta(days=9):%Y-%m-%d %H:%M:%S}"}, "published"),
        ({"status": "made-up-by-a-plug-in"}, "draft"),
    ],
)
def test_nothing_becomes_public_that_was_not(bring, client: Client, fields: dict, status: str):
    bring(post(11, name="ferry", terms=[CATEGORY], **fields))
    article = Article.objects.get()
    assert article.status == status
    assert not Article.objects.visible().exists()
    assert client.get("/2021/03/04/ferry/").status_code == 404
    assert client.get("/guns/ferry/").status_code == 404
    if fields.get("status") not in {"draft", "pending"} and status != "published":
        assert article.notes


def test_bin_and_unsaved_posts_stay_behind_and_are_told(bring):
    came = bring(post(11, status="trash"), post(12, status="auto-draft"))
    assert not Article.objects.exists()
    assert came.counts["post"] == {"skipped": 2}


def test_a_binned_post_that_is_still_published_here_is_told(bring):
    bring(post(11, "Ferry"), post(12, "Bus", status="draft"))
    came = bring(post(11, "Ferry", status="trash"), post(12, "Bus", status="trash"), post(13, status="trash"))
    assert came.counts["post"] == {"skipped": 3}
    assert came.reasons["In the bin of the old site now, but still published here"] == (1, ["post 11 “Ferry”"])


def test_an_old_address_at_which_something_else_answers_is_told(bring):
    paths = ["archive", "latest", "guns", "tag/bus", "privacy", "story", "bus", "news/ferry", "2021/01/02/archive"]
    came = bring(
        *(post(number, "P", name=f"p{number}", link=f"{SITE}/{path}/") for number, path in enumerate(paths, 11)),
        page(31, "Search", name="search"),
        page(32, "About", name="about"),
    )
    count, told = came.reasons["Its old address shows something else here, so old links miss it"]
    assert [one.rpartition(" ")[2] for one in told] == ["/search/", "/archive/", "/latest/", "/guns/", "/tag/bus/"]
    assert count == 6


def test_primary_category_is_home_and_the_others_become_tags(bring):
    came = bring(
        category("guns", "Guns", number=4),
        category("harbour", "Harbour", number=5),
        post(
            11,
            terms=[CATEGORY, ("category", "harbour", "Harbour")],
            meta={"_yoast_wpseo_primary_category": "5"},
        ),
    )
    article = Article.objects.get()
    assert article.category.slug == "harbour"
    assert list(article.tags.names()) == ["Guns"]
    assert came.says("In several categories")


def test_categories_keep_their_parents_and_reuse_ours(bring):
    before = Category.objects.count()
    bring(category("boats", "Boats", parent="harbour"), category("harbour", "Harbour"), category("news", "News!"))
    assert Category.objects.get(slug="boats").parent == Category.objects.get(slug="harbour")
    assert Category.objects.count() == before + 2
    assert Category.objects.get(slug="news").name == "News"


def test_categories_in_a_ring_are_cut(bring):
    bring(category("a-side", "A", parent="b-side"), category("b-side", "B", parent="a-side"))
    assert Category.objects.filter(slug__in=["a-side", "b-side"]).count() == 2


def test_reserved_and_taken_slugs_get_another_and_are_told(bring, draft):
    draft("Ferry", slug="ferry")
    came = bring(post(11, name="ferry"), post(12, name="feed"), category("admin", "Admin"), page(13, name="guns"))
    assert {*Article.objects.values_list("slug", flat=True)} == {"ferry", "ferry-2", "feed-2"}
    assert Category.objects.filter(slug="admin-2").exists()
    assert Page.objects.filter(slug="guns-2").exists()
    assert came.says("Its address is taken")


def test_an_untitled_post_gets_words_that_readers_can_click(bring):
    came = bring(post(11, "", "The ferry is back at the pier."), post(12, "<b></b>", ""))
    headlines = {*Article.objects.values_list("headline", flat=True)}
    assert headlines == {"The ferry is back at the pier.", "Untitled, March 4, 2021"}
    assert came.says("no title")


def test_video_format_takes_its_video_from_the_text(bring):
    text = "https://youtu.be/dQw4w9WgXcQ\n\nWatch it."
    bring(post(11, content=text, terms=[CATEGORY, ("post_format", "post-format-video", "Video")]))
    article = Article.objects.get()
    assert (article.article_type, article.video_provider, article.video_id) == ("video", "youtube", "dQw4w9WgXcQ")
    assert article.body == "<p>Watch it.</p>"


def test_pages_keep_their_parents_even_if_those_come_later(bring, client: Client):
    came = bring(
        page(21, "Staff", name="staff", post_parent=22, link=f"{SITE}/about/staff/"),
        page(22, "About", name="about", comments=[]),
        page(23, "Plans", name="plans", status="private"),
    )
    assert Page.objects.get(slug="staff").parent == Page.objects.get(slug="about")
    assert client.get("/about/staff/")["Location"] == "/staff/"
    assert client.get("/plans/").status_code == 404
    assert came.counts["page"] == {"carried": 3}


def test_dates_keep_their_instant(bring):
    zero = "0000-00-00 00:00:00"
    came = bring(
        post(11, name="both", post_date="2021-07-01 10:00:00", post_date_gmt="2021-07-01 08:00:00"),
        post(12, name="local", post_date="2021-07-02 10:00:00", post_date_gmt=zero),
        post(13, name="none", post_date=zero, post_date_gmt=zero),
    )
    at = dict(Article.objects.values_list("slug", "published_at"))
    assert at["local"] == datetime(2021, 7, 2, 8, tzinfo=UTC)
    assert Article.objects.get(slug="none").status == "draft"
    assert came.says("worked out from other items")


def test_what_was_edited_here_is_left_alone(bring, editor):
    bring(post(11, "Ferry", name="one"), post(12, "Bus", name="two"))
    mine = Article.objects.get(slug="one")
    mine.headline = "Ours"
    publishing.save(mine, by=editor)
    came = bring(post(11, "Ferry late", name="one"), post(12, "Bus late", name="two"))
    mine.refresh_from_db()
    assert (mine.headline, mine.working_copy.content["headline"]) == ("Ferry", "Ours")
    assert Article.objects.get(slug="two").headline == "Bus late"
    assert came.counts["post"] == {"kept": 1, "updated": 1}
    assert Article.objects.get(slug="two").revisions.count() == 2


def test_whether_somebody_edited_them_is_asked_of_locked_rows(draft):
    article = draft()
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        assert arrivals.untouched([article.pk]) == set()
    first, *others = [query["sql"] for query in queries]
    assert 'FROM "articles_article"' in first
    assert connection.features.has_select_for_update == ("FOR UPDATE" in first)
    assert ["articles_revision" in sql for sql in others] == [True]


@pytest.mark.parametrize("edit", [{"position": 7}, {"published_at": datetime(2020, 1, 1, tzinfo=UTC)}])
def test_a_page_that_was_moved_or_dated_here_is_left_alone(bring, edit: dict):
    bring(page(21, "About", name="about"))
    Page.objects.filter(slug="about").update(**edit)
    came = bring(page(21, "About us all", name="about"))
    assert came.counts["page"] == {"kept": 1}
    assert Page.objects.filter(slug="about", **edit).exists()


def test_a_creator_with_a_stray_character_is_the_author_it_means(bring):
    bring(author("r.ames", "Ruth Ames"), post(11, creator=">r.ames"), post(12, creator="nobody.knows"))
    assert {*Author.objects.values_list("name", flat=True)} == {"Ruth Ames", "nobody.knows"}


def test_two_sites_with_the_same_numbers_do_not_collide(bring):
    bring(post(11, "Here", name="here"))
    came = bring(post(11, "There", name="there"), site="https://other.example.org")
    assert came.counts["post"] == {"carried": 1}
    assert came.reasons["An old address that leads to something else already, and goes on doing so"] == (1, ["/?p=11"])
    assert FormerAddress.objects.get(path="/?p=11").article == Article.objects.get(slug="here")


def test_private_post_keeps_its_date_for_the_day_it_is_published(bring, client: Client):
    bring(post(61, "Kept back", name="kept-back", status="private"))
    article = Article.objects.get(slug="kept-back")
    assert (article.status, article.is_visible) == (Article.Status.DRAFT, False)
    assert article.kept_date == article.published_at is not None
