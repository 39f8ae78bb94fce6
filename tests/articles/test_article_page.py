from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing
from articles.models import Article, Author, Category, MediaFile
from articles.revisions import Credit
from tests.conftest import rewrite
from tests.pictures import stored

PATH = "/news/council-votes-on-the-bridge/"


def page(client: Client, address: str = PATH) -> LexborHTMLParser:
    response = client.get(address)
    assert response.status_code == 200
    return LexborHTMLParser(response.content)


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def attributes(tree: LexborHTMLParser, selector: str, name: str) -> list[str | None]:
    return [node.attributes.get(name) for node in tree.css(selector)]


def test_page_shows_the_article(client: Client, published, author: Author):
    second = Author.objects.create(name="Sam Ito", slug="sam-ito")
    published(
        standfirst="Nine to four.",
        kicker="Bridges",
        body="<p>The <b>council</b> voted.</p>",
        tags=["Bridges & roads"],
        bylines=[Credit(author), Credit(second, "photographer")],
        at=datetime(2026, 3, 1, 17, tzinfo=UTC),
    )
    tree = page(client)
    assert texts(tree, "h1") == ["Council votes on the bridge"]
    assert texts(tree, ".standfirst, .kicker") == ["Bridges", "Nine to four."]
    assert texts(tree, ".e-content") == ["The council voted."]
    assert texts(tree, ".byline") == ["By Dana Whitlock", "Pictures by Sam Ito"]
    assert attributes(tree, ".byline a", "rel") == ["author", "author"]
    assert texts(tree, ".article-header time") == ["March 1, 2026, noon EST"]
    assert attributes(tree, ".article-header time", "datetime") == ["2026-03-01T12:00:00-05:00"]
    assert "1 min read" in texts(tree, ".article-header .meta")[0]
    assert attributes(tree, "a[rel=tag]", "href") == ["/tag/bridges-roads/"]
    assert texts(tree, ".breadcrumb a") == ["Home", "News"]


def test_update_is_shown_only_after_one(client: Client, published):
    article = published(at=timezone.now() - timedelta(hours=2))
    assert "Updated" not in texts(page(client), ".article-header .meta")[0]
    article.updated_at = timezone.now()
    rewrite(article, by=None)
    tree = page(client)
    assert "Updated" in texts(tree, ".article-header .meta")[0]
    assert len(tree.css(".article-header time")) == 2


def test_head_says_what_it_is_and_where_it_belongs(client: Client, published):
    published("Words " * 30, slug="long", standfirst="<One> & two", seo_title="")
    tree = page(client, "/news/long/")
    title = tree.css_first("title").text().strip()
    assert len(title) <= 70
    assert title.endswith("… | Newsroom")
    assert attributes(tree, "link[rel=canonical]", "href") == ["http://127.0.0.1:8000/news/long/"]
    assert attributes(tree, 'meta[name="description"]', "content") == ["<One> & two"]
    assert attributes(tree, 'meta[property="og:url"]', "content") == ["http://127.0.0.1:8000/news/long/"]


def test_what_others_see_can_be_set(client: Client, published):
    published(
        seo_title="For robots",
        seo_description="D",
        social_title="S",
        canonical_url="https://example.org/original",
        is_hidden_from_search=True,
    )
    tree = page(client)
    assert tree.css_first("title").text().strip() == "For robots | Newsroom"
    assert attributes(tree, "link[rel=canonical]", "href") == ["https://example.org/original"]
    assert attributes(tree, 'meta[name="robots"]', "content") == ["noindex"]
    assert attributes(tree, 'meta[property="og:title"]', "content") == ["S"]


def test_ampersand_is_escaped_once_in_the_title(client: Client, published):
    published("Fish & chips", slug="fish")
    assert b"Fish &amp; chips | Newsroom" in client.get("/news/fish/").content


def test_republished_article_names_its_source(client: Client, published):
    published(source_name="The Gazette", source_url="https://gazette.example/1", is_sponsored=True)
    tree = page(client)
    assert "First published by The Gazette." in texts(tree, ".source")[0]
    assert texts(tree, ".source a") == ["Read the full article here"]
    assert attributes(tree, ".source a", "rel") == ["noopener sponsored nofollow"]
    assert "Sponsored" in texts(tree, ".article-header .label")[0]


def test_article_of_our_own_has_no_source_box(client: Client, published):
    published()
    assert not page(client).css(".source")


def test_lead_picture_keeps_caption_and_credit_apart(client: Client, published):
    picture = stored((1000, 700), alt="A bridge", caption="The bridge in May", credit="Sam Ito")
    published(lead_picture=picture)
    tree = page(client)
    image = tree.css_first(".lead-picture img").attributes
    assert (image["alt"], image["width"], image["height"]) == ("A bridge", "1000", "667")
    assert image["fetchpriority"] == "high"
    assert len(tree.css("[fetchpriority=high]")) == 1
    assert texts(tree, "figcaption") == ["The bridge in May Sam Ito"]
    assert texts(tree, ".credit") == ["Sam Ito"]


def test_video_of_another_platform_is_a_link_and_a_button_that_say_what_they_lead_to(client: Client, published):
    published(video_provider="youtube", video_id="dQw4w9WgXcQ", video_seconds=247)
    tree = page(client)
    assert attributes(tree, "a.player-link", "href") == ["https://www.youtube.com/watch?v=dQw4w9WgXcQ"]
    assert texts(tree, "a.player-link") == ["Watch on YouTube"]
    assert texts(tree, "button.player-play") == ["Play video: Council votes on the bridge"]
    assert texts(tree, ".player-length") == ["4:07"]
    assert not tree.css("iframe, video, main script")


def test_film_of_our_own_loads_nothing_before_it_is_played(client: Client, published):
    film = MediaFile.objects.create(kind="video", title="Film", file="files/x.mp4", content_hash="ab" * 32)
    published(video_provider="file", video_file=film)
    video = page(client).css_first(".lead-video").attributes
    assert (video["preload"], video["src"], "controls" in video) == ("none", film.url, True)


def test_trail_ends_with_the_article_itself(client: Client, published):
    published()
    assert texts(page(client), ".breadcrumb li") == ["Home", "News", "Council votes on the bridge"]
    assert texts(page(client), ".breadcrumb [aria-current=page]") == ["Council votes on the bridge"]


@pytest.mark.parametrize(("days", "notice"), [(360, []), (740, ["This article is more than 2 years old."])])
def test_old_article_says_so_in_whole_years(days: int, notice: list[str], client: Client, published):
    published(at=timezone.now() - timedelta(days=days))
    assert texts(page(client), ".old-notice") == notice


def test_author_with_a_biography_has_a_card(client: Client, published, author: Author):
    author.bio, author.job_title = "Writes about bridges.", "Chief reporter"
    author.save()
    other = Author.objects.create(name="Sam Ito", slug="sam-ito", bio="Takes pictures.")
    published(bylines=[Credit(author), Credit(other, "photographer")])
    assert texts(page(client), ".author-card") == ["Dana Whitlock Chief reporter Writes about bridges."]


def test_reader_is_asked_to_sign_in_and_comes_back_to_the_comments(client: Client, published):
    published()
    (link,) = attributes(page(client), ".thread-leave [data-signed-out]", "href")
    assert link == "/accounts/login/?next=/news/council-votes-on-the-bridge/%23comments"


def test_article_with_comments_closed_asks_nobody_to_comment(client: Client, published):
    published(comments_policy="closed")
    assert not page(client).css(".thread-leave")


@pytest.mark.parametrize("address", ["/guns/council-votes-on-the-bridge/", "/nowhere/council-votes-on-the-bridge/"])
def test_wrong_category_leads_to_the_right_one(address: str, client: Client, published):
    published()
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, PATH)


def test_wrong_category_does_not_tell_of_a_draft(client: Client, draft):
    draft()
    assert client.get("/guns/council-votes-on-the-bridge/").status_code == 404


def test_article_taken_down_is_gone_with_a_reason(client: Client, published):
    publishing.take_down(published(body="<p>Wrong.</p>"), by=None, reason="We <were> wrong.")
    response = client.get(PATH)
    assert response.status_code == 410
    assert b"We &lt;were&gt; wrong." in response.content
    assert b"Council votes" not in response.content


def test_slug_of_any_script_is_an_address(client: Client, published):
    article = published("Мост", slug="мост-закрыт", category=Category.objects.create(name="Мир", slug="мир"))
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get("/мир/").status_code == 200


def test_missing_slash_is_added(client: Client, published):
    published()
    response = client.get(PATH.rstrip("/"))
    assert (response.status_code, response["Location"]) == (301, PATH)


def test_page_refuses_to_be_posted_to(client: Client, published):
    published()
    assert client.post(PATH).status_code == 405


def test_related_come_by_tag_then_category_and_none_twice(client: Client, published):
    now = timezone.now()
    guns = Category.objects.get(slug="guns")
    published(tags=["Bridges", "Votes"], at=now)
    for number in range(2):
        published(f"Same tags {number}", tags=["Bridges", "Votes"], category=guns, at=now - timedelta(days=2 + number))
    for number in range(6):
        published(f"Same category {number}", at=now - timedelta(days=1, minutes=number))
    published("Neither", category=guns, at=now - timedelta(days=9))
    found = texts(page(client), ".related-headline")
    assert found == ["Same tags 0", "Same tags 1", "Same category 1", "Same category 2"]  # 0 is the one before it


def test_no_article_stands_twice_on_the_page(client: Client, published):
    now = timezone.now()
    published(tags=["Bridges"], at=now - timedelta(minutes=1))
    for number in range(12):
        tags = ["Bridges"] if number in (0, 2, 4, 6) else []
        published(f"Article {number}", tags=tags, at=now - timedelta(minutes=number * 2))
    tree = page(client)
    assert texts(tree, ".neighbour a") == ["Article 1", "Article 0"]
    related = texts(tree, ".related-headline")
    assert related == ["Article 2", "Article 4", "Article 6", "Article 3"]
    assert texts(tree, ".rail-headline") == [f"Article {number}" for number in (5, 7, 8, 9, 10)]


def test_neighbours_are_told_apart_even_on_the_same_date(client: Client, published):
    date = timezone.now() - timedelta(days=1)
    for headline in ("First", "Second", "Third"):
        published(headline, at=date)
    tree = page(client, "/news/second/")
    assert texts(tree, ".neighbours [rel=prev]") == ["First"]
    assert texts(tree, ".neighbours [rel=next]") == ["Third"]
    assert not page(client, "/news/third/").css(".neighbours [rel=next]")


def test_body_shows_a_picture_with_its_size(client: Client, draft):
    picture = stored(alt="A ferry")
    publishing.publish(draft(body=f'<p>x</p><img src="{picture.url}">'), by=None)
    image = page(client).css_first(".e-content img").attributes
    assert str(image["src"]).startswith(f"/media/pictures/{picture.pk}/{picture.version}/")
    assert (image["alt"], image["loading"]) == ("A ferry", "lazy")
    assert Article.objects.visible().get().body_pictures.get() == picture
