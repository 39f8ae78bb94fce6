"""The menus in the masthead, the drawer and the footer."""

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from articles.models import Category
from newsroom.models import Menu, MenuItem, Page


def current(client: Client, address: str) -> dict[str, str]:
    links = LexborHTMLParser(client.get(address).content).css(".navigation a[aria-current]")
    return {link.attributes["href"]: link.attributes["aria-current"] for link in links}


def test_current_item_is_marked_on_its_page_and_on_its_articles(client: Client, published):
    published()
    assert current(client, "/") == {"/": "page"}
    assert current(client, "/news/") == {"/news/": "page"}
    assert current(client, "/news/council-votes-on-the-bridge/") == {"/news/": "true"}


def test_item_above_the_current_one_is_marked_too(client: Client, news: Category):
    above = MenuItem.objects.get(menu__slug="main", category=news)
    parks = Category.objects.create(name="Parks", slug="parks", parent=news)
    MenuItem.objects.create(menu=Menu.objects.get(slug="main"), parent=above, category=parks)
    assert current(client, "/parks/") == {"/news/": "true", "/parks/": "page"}
    tree = LexborHTMLParser(client.get("/parks/").content)
    assert [link.text() for link in tree.css(".navigation .submenu a")] == ["Parks"]
    assert "More in News" in tree.css_first(".navigation .submenu summary").text()


def test_sign_in_leads_back_but_not_from_its_own_pages(client: Client, db):
    def address(page: str) -> str | None:
        link = LexborHTMLParser(client.get(page).content).css_first(".tools [data-module=sign_in]")
        return link.attributes["href"]

    assert address("/latest/") == "/accounts/login/?next=%2Flatest%2F"
    assert address("/accounts/signup/") == "/accounts/login/"


def test_policies_are_led_to_also_without_a_menu(client: Client, db):
    def links() -> list[str]:
        tree = LexborHTMLParser(client.get("/latest/").content)
        return [str(link.attributes["href"]) for link in tree.css(".consent-links a")]

    assert links() == ["/privacy/", "/terms/"]
    MenuItem.objects.filter(page__slug__in=["privacy", "terms"]).delete()
    assert links() == ["/privacy/", "/terms/"]
    Page.objects.filter(slug="terms").update(is_published=False)
    assert links() == ["/privacy/"]
