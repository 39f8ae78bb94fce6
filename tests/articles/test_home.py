from datetime import timedelta

from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import front_page, publishing
from articles.models import Article, Category


def headlines(front: front_page.FrontPage) -> list[str]:
    blocks = [article for block in front.blocks for article in block.articles]
    lead = [front.lead] if front.lead else []
    return [article.headline for article in [*lead, *front.second, *front.rail, *blocks]]


def test_home_shows_the_newest_article_first_and_none_twice(client: Client, published):
    now = timezone.now()
    for number in range(20):
        published(f"Article {number}", at=now - timedelta(minutes=number))
    response = client.get("/")
    assert response.status_code == 200
    found = [link.text() for link in LexborHTMLParser(response.content).css("main h3 a, main .links-headline")]
    assert found == [f"Article {number}" for number in range(16)]


def test_home_without_articles_says_so(client: Client, db):
    assert "Nothing has been published here yet." in client.get("/").content.decode()


def test_pinned_article_leads(published):
    now = timezone.now()
    published("New", at=now)
    published("Pinned", at=now - timedelta(days=3), is_pinned=True)
    front = front_page.compose()
    assert front.lead
    assert front.lead.headline == "Pinned"
    assert headlines(front) == ["Pinned", "New"]


def test_pinned_article_that_is_not_visible_does_not_lead(published, draft):
    draft("Pinned draft", is_pinned=True)
    publishing.schedule(draft("Pinned later", is_pinned=True), by=None, at=timezone.now() + timedelta(hours=1))
    published("New")
    assert headlines(front_page.compose()) == ["New"]


def test_each_category_gets_a_block_of_what_is_not_shown_above(published):
    now = timezone.now()
    guns, news = (Category.objects.get(slug=slug) for slug in ("guns", "news"))
    ranges = Category.objects.create(name="Ranges", slug="ranges", parent=guns)
    for number in range(12):
        published(f"Top {number}", at=now - timedelta(minutes=number))
    for number in range(6):
        published(f"Guns {number}", category=guns, at=now - timedelta(days=1, minutes=2 * number))
        published(f"Ranges {number}", category=ranges, at=now - timedelta(days=1, minutes=2 * number + 1))
    published("Old news", category=news, at=now - timedelta(days=2))
    blocks = {
        block.category.slug: [article.headline for article in block.articles] for block in front_page.compose().blocks
    }
    assert blocks == {"news": ["Old news"], "guns": ["Guns 0", "Ranges 0", "Guns 1", "Ranges 1"]}


def test_home_refuses_to_be_posted_to(client: Client, db):
    assert client.post("/").status_code == 405


def test_sponsored_article_is_labelled(client: Client, published):
    published(is_sponsored=True)
    assert "Sponsored" in client.get("/").content.decode()
    assert Article.objects.visible().count() == 1


def test_hidden_articles_take_no_place_in_a_block(published, draft):
    now = timezone.now()
    guns = Category.objects.get(slug="guns")
    for number in range(12):
        published(f"Top {number}", at=now - timedelta(minutes=number))
    for number in range(4):
        draft(f"Hidden {number}", category=guns, published_at=now)
        published(f"Guns {number}", category=guns, at=now - timedelta(days=1, minutes=number))
    (block,) = front_page.compose().blocks
    assert [article.headline for article in block.articles] == [f"Guns {number}" for number in range(4)]
