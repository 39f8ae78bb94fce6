"""Remarks on words of a draft, as an editor makes them: by the mouse, by keys, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article, Remark
from tests.browser.conftest import editor_of, open_article, sign_in
from tests.browser.reading import violations

BODY = "<p>The bridge cost six million dollars.</p><p>It was late.</p>"


@pytest.fixture
def article(draft: Callable[..., Article]) -> Article:
    return draft(body=BODY)


def test_words_that_are_selected_become_a_remark(desk_page: Page, article: Article, console: list[str]):
    open_article(desk_page, article)
    editor_of(desk_page).get_by_text("million").dblclick(position={"x": 5, "y": 8})
    maker = desk_page.get_by_role("button", name="Remark", exact=True)
    expect(maker).to_be_visible()
    maker.click()
    panel = desk_page.locator("#remarks")
    quote = panel.get_by_label("About these words of the text")
    expect(quote).not_to_have_value("")
    word = quote.input_value()
    assert word in BODY
    expect(panel.get_by_label("Remark", exact=True)).to_be_focused()
    desk_page.keyboard.type("Says who?")
    panel.get_by_role("button", name="Add remark").click()
    expect(panel.locator("blockquote")).to_have_text(word)
    expect(desk_page.locator("[data-remarks-open]")).to_have_text("1")
    remark = Remark.objects.get()
    assert (remark.quote, remark.field, remark.paragraph) == (word, "body", 0)
    panel.get_by_text("Answer", exact=True).click()
    panel.get_by_label("Your answer").fill("The mayor")
    panel.get_by_role("button", name="Send answer").click()
    expect(panel.get_by_text("The mayor")).to_be_visible()
    for scheme in ("light", "dark"):
        desk_page.emulate_media(color_scheme=scheme)
        for width in (820, 1440):
            desk_page.set_viewport_size({"width": width, "height": 900})
            assert violations(desk_page) == [], (scheme, width)
    panel.get_by_label("Remark", exact=True).fill("Half a thought")
    panel.get_by_role("button", name="Settle").click()
    expect(panel.get_by_role("button", name="Open again")).to_be_visible()
    expect(panel.get_by_label("Remark", exact=True)).to_have_value("Half a thought")
    expect(desk_page.locator("[data-remarks-open]")).to_have_text("0")
    assert console == []


def test_by_keys_and_words_that_are_not_there(desk_page: Page, article: Article):
    open_article(desk_page, article)
    headline = desk_page.locator("#id_headline")
    headline.focus()
    desk_page.keyboard.press("Control+a")
    desk_page.keyboard.press("Control+Alt+m")
    panel = desk_page.locator("#remarks")
    expect(panel.get_by_label("Remark", exact=True)).to_be_focused()
    expect(panel.get_by_label("About these words of the text")).to_have_value(article.headline)
    expect(panel.get_by_label("Where")).to_have_value("headline")
    desk_page.keyboard.type("Longer")
    panel.get_by_label("About these words of the text").fill("Words of another text")
    panel.get_by_role("button", name="Add remark").click()
    expect(panel.get_by_role("alert")).to_contain_text("These words are not in the text")
    expect(panel.get_by_label("Remark", exact=True)).to_have_value("Longer")
    assert not Remark.objects.exists()


def test_without_scripts(browser: Browser, live_server: Any, administrator: User, article: Article):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        page.get_by_label("About these words of the text").fill("It was late")
        page.get_by_label("Remark", exact=True).fill("How late?")
        page.get_by_role("button", name="Add remark").click()
        expect(page.locator("#remarks blockquote")).to_have_text("It was late")
        page.get_by_role("button", name="Settle").click()
        expect(page.get_by_role("button", name="Open again")).to_be_visible()
