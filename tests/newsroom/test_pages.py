from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing
from articles.models import Article, Category
from newsroom.models import Menu, MenuItem, Page, Site


def make(slug: str = "about", **fields) -> Page:
    fields = {"title": "About us", "is_published": True, "published_at": timezone.now(), **fields}
    return Page.objects.create(slug=slug, body="<p>Who we are.</p>", **fields)


def test_page_is_shown(client: Client, db):
    page = make()
    content = client.get(page.get_absolute_url()).content.decode()
    assert "<p>Who we are.</p>" in content
    assert LexborHTMLParser(content).css_first("h1").text() == "About us"


@pytest.mark.parametrize("hidden", [{"is_published": False}, {"published_at": timezone.now() + timedelta(days=9)}])
def test_page_that_is_not_visible_is_not_found(hidden: dict, client: Client, db):
    make(**hidden)
    assert client.get("/about/").status_code == 404
    assert "/about/" not in client.get("/sitemap-pages.xml").content.decode()


def test_page_refuses_to_be_posted_to(client: Client, db):
    make()
    assert client.post("/about/").status_code == 405


def test_category_wins_over_a_page(client: Client, db):
    make("guns")
    assert "Who we are" not in client.get("/guns/").content.decode()
    assert reverse("page", args=["guns"]) == reverse("articles:category", args=["guns"]) == "/guns/"


@pytest.mark.parametrize(
    "address", ["/nothing/", "/news/nothing/", "/nothing/nothing/", "/wp-login.php", "/%00/", "/a/b/c/"]
)
def test_address_of_nothing_is_not_found(address: str, client: Client, published):
    published("Still here")
    response = client.get(address)
    assert response.status_code == 404
    tree = LexborHTMLParser(response.content)
    assert tree.css('form[action="/search/"] input[name="q"]')
    assert [node.text() for node in tree.css("main .links a")] == ["Still here"]
    assert tree.css('meta[name="robots"][content="noindex"]')


def test_failure_is_answered_without_the_database(client: Client, published, monkeypatch, django_db_blocker):
    monkeypatch.setattr("articles.front_page.compose", lambda: 1 / 0)
    client.raise_request_exception = False
    with django_db_blocker.block():
        response = client.get("/")
    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content


def test_request_for_another_host_is_refused(client: Client, db):
    response = client.get("/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert b"The request could not be read" in response.content


def test_robots_are_led_to_the_sitemap(client: Client, db):
    content = client.get("/robots.txt", HTTP_HOST="localhost").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in content.splitlines()
    assert "Disallow: /admin/" in content


def test_healthz_answers_without_the_database(client: Client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_menus_show_what_the_desk_made_and_mark_the_present_page(client: Client, db):
    main = Menu.objects.get(slug="main")
    MenuItem.objects.filter(menu=main).delete()
    guns = Category.objects.get(slug="guns")
    above = MenuItem.objects.create(menu=main, category=guns, position=1)
    MenuItem.objects.create(menu=main, parent=above, label="Below", url="/news/", position=2)
    MenuItem.objects.create(menu=main, page=make("hidden", is_published=False), position=3)
    MenuItem.objects.create(menu=main, label="Script", url="javascript:alert(1)", position=4)
    links = LexborHTMLParser(client.get("/guns/").content).css(".navigation-list a")
    assert [(link.text(), link.attributes["href"], link.attributes.get("aria-current")) for link in links] == [
        ("Guns", "/guns/", "page"),
        ("Below", "/news/", None),
    ]


def test_menus_show_an_article_while_readers_may_see_it(client: Client, published, django_assert_num_queries):
    MenuItem.objects.all().delete()
    main = Menu.objects.get(slug="main")
    shown = published("Bridge opens", slug="bridge")
    MenuItem.objects.create(menu=main, article=shown)
    with CaptureQueriesContext(connection) as queries:
        client.get("/about/nothing/")
    MenuItem.objects.create(menu=main, article=shown, label="Our guide", position=1)
    MenuItem.objects.create(menu=main, article=published("Taken back", slug="wrong"), position=2)
    publishing.take_down(Article.objects.get(slug="wrong"), by=None, reason="It was wrong.")
    with django_assert_num_queries(len(queries)):
        content = client.get("/about/nothing/").content
    links = LexborHTMLParser(content).css(".navigation-list a")
    assert [(link.text(), link.attributes["href"]) for link in links] == [
        ("Bridge opens", "/news/bridge/"),
        ("Our guide", "/news/bridge/"),
    ]


def test_footer_says_whose_it_is(client: Client, db):
    Site.objects.update_or_create(pk=1, defaults={"owner": "River Press"})
    assert "River Press" in LexborHTMLParser(client.get("/").content).css_first("footer").text()
