"""Keys pressed, remarks written and copies made at a bad moment: none of it goes missing without a word."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from articles import presence, working_copies
from articles.models import Article, Revision
from tests.browser.conftest import open_article
from tests.conftest import EDITS, account

SAVED = "[data-said]"
VISIBLE = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def ruth(db: None) -> User:
    verbs = [f"articles.{verb}_article" for verb in EDITS]
    return account("ruth@example.org", *verbs, is_staff=True, display_name="Ruth Okafor")


def text(article: Article) -> dict[str, Any]:
    return working_copies.head(Article.objects.get(pk=article.pk)).content


def test_no_key_comes_after_the_last_save_of_who_is_taken_over(
    desk_page: Page, ruth: User, draft: Callable[..., Article]
):
    article, held = draft(), list[Route]()
    open_article(desk_page, article)
    desk_page.locator("#id_headline").fill("Mine")
    desk_page.route("**/autosave/", lambda route: held.append(route))
    presence.take_over(article, by=ruth)
    with desk_page.expect_request("**/autosave/"):
        desk_page.evaluate(VISIBLE)
    desk_page.keyboard.type(" too late")
    desk_page.evaluate("document.querySelector('.ProseMirror').focus()")
    desk_page.keyboard.type("Too late")
    expect(desk_page.locator("#id_headline")).to_have_value("Mine")
    expect(desk_page.locator(".ProseMirror")).not_to_contain_text("Too late")
    for route in held:
        route.continue_()
    expect(desk_page.get_by_role("alert").filter(has_text="Ruth Okafor took over")).to_be_visible()
    assert text(article)["headline"] == "Mine"
    assert desk_page.get_by_role("button", name="Take it back").is_enabled()


def test_two_that_wait_do_not_send_at_once(desk_page: Page, draft: Callable[..., Article]):
    article, held = draft(), list[Route]()
    open_article(desk_page, article)
    desk_page.route("**/autosave/", lambda route: held.append(route))
    headline = desk_page.locator("#id_headline")
    headline.fill("First")
    with desk_page.expect_request("**/autosave/"):
        headline.blur()
    headline.fill("Second")
    for _ in range(3):
        desk_page.evaluate("window.dispatchEvent(new Event('online'))")
    with desk_page.expect_request("**/autosave/"):
        held.pop().continue_()
    desk_page.wait_for_function("document.querySelector('[data-said]').textContent")
    assert len(held) == 1
    held.pop().continue_()
    expect(desk_page.locator(SAVED)).to_contain_text("Saved ")
    assert text(article)["headline"] == "Second"
    assert Revision.objects.filter(is_aside=True).count() == 0


def test_what_the_button_does_not_send_is_there_again(desk_page: Page, live_server: Any, published: Any):
    article = published()
    open_article(desk_page, article)
    desk_page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    told, remark = desk_page.locator("#id_public_note"), desk_page.locator("#remark-text")
    told.fill("The vote was seven to two.")
    desk_page.locator("#id_is_substantive").check()
    remark.fill("Who counted?")
    with desk_page.expect_navigation():
        desk_page.get_by_role("button", name="Save draft of the update").click()
    assert article.remarks.get().text == "Who counted?"
    expect(told).to_have_value("The vote was seven to two.")
    expect(told).to_be_visible()
    expect(desk_page.locator("#id_is_substantive")).to_be_checked()
    expect(remark).to_have_value("")

    remark.fill("And when?")
    asked: list[str] = []
    desk_page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk_page.evaluate("location.assign('/admin/')")
    expect(remark).to_have_value("And when?")
    assert asked == ["beforeunload"]


def test_without_room_for_a_copy_leaving_asks(desk_page: Page, live_server: Any, draft: Callable[..., Article]):
    article = draft()
    full = (
        "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new DOMException('', 'SecurityError') }"
    )
    desk_page.add_init_script(full)
    open_article(desk_page, article)
    desk_page.route("**/autosave/", lambda route: route.abort())
    desk_page.locator("#id_headline").fill("Mine")
    desk_page.locator("#id_headline").blur()
    expect(desk_page.locator(SAVED)).to_have_text("Not saved: no connection.")
    asked: list[str] = []
    desk_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk_page.goto(f"{live_server.url}/admin/")
    assert asked == ["beforeunload"]
    open_article(desk_page, article)
    desk_page.unroute("**/autosave/")
    desk_page.locator("#id_headline").fill("Mine")
    with desk_page.expect_navigation():
        desk_page.get_by_role("button", name="Save", exact=True).click()
    assert text(article)["headline"] == "Mine"
