"""The list before publishing, the dialog, the counts and the keys, as somebody at the desk meets them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles.counting import counts
from articles.models import Article
from tests.browser.conftest import open_article
from tests.browser.reading import overflow, violations

TEXTS = [
    "<p>One two. Three four five six. “Is it so?” she said. The 3.5 per cent of J. Smith</p>",
    "<h2>A b</h2><p>w<b>o</b>rd&nbsp;and " + "more " * 40 + "</p><ul><li>It’s here</li><li>x_y &amp; z</li></ul>",
    "",
]


def test_findings_lead_to_their_fields_and_go_when_mended(desk_page: Page, draft: Callable[..., Article]):
    open_article(desk_page, draft(headline="Short", bylines=[], body="<h2></h2><p>Words</p>"))
    panel = desk_page.locator("#desk-check")
    expect(panel.get_by_text("1 thing to mend first")).to_be_visible()
    panel.get_by_role("link", name="Go to the first error").click()
    expect(desk_page.locator("#bylines-group :focus")).to_have_count(1)
    panel.get_by_role("link", name=re.compile("heading in the text is empty")).click()
    expect(desk_page.locator(".ProseMirror")).to_be_focused()
    panel.get_by_role("link", name=re.compile("no description")).click()
    expect(desk_page.locator("#id_seo_description")).to_be_focused()
    panel.get_by_role("link", name=re.compile("no lead picture")).click()
    expect(desk_page.locator(".field-lead_picture [role=combobox]")).to_be_focused()
    desk_page.locator("#id_headline").fill("Council votes seven to two to mend the bridge")
    panel.get_by_role("button", name="Check").click()
    expect(panel.get_by_text(re.compile("The headline has"))).to_have_count(0)
    expect(panel.get_by_role("status")).to_contain_text("1 thing to mend first")


def test_publish_dialog_says_what_happens_and_asks_why(desk_page: Page, draft: Callable[..., Article]):
    article = draft(bylines=[])
    open_article(desk_page, article).click()
    desk_page.keyboard.press("Control+Enter")
    dialog = desk_page.get_by_role("dialog", name="Publish")
    expect(dialog).to_contain_text("Goes live now.")
    expect(dialog.get_by_role("link", name="Go to the first error")).to_be_focused()
    assert violations(desk_page) == []
    desk_page.keyboard.press("Escape")
    expect(desk_page.locator(".desk-publish > #desk-check")).to_be_visible()
    at = timezone.localtime() + timedelta(days=1)
    desk_page.locator("#id_appear_at").fill(f"{at:%Y-%m-%dT06:00}")
    desk_page.keyboard.press("Control+Enter")
    expect(dialog).to_contain_text(re.compile(r"Appears .*06:00 E[SD]T"))
    dialog.get_by_label("Publish anyway: why").fill("The author stays unnamed.")
    with desk_page.expect_navigation():
        dialog.get_by_role("button", name="Schedule").click()
    expect(desk_page.locator(".desk-bar .desk-status")).to_have_text(re.compile("Scheduled"))
    article.refresh_from_db()
    assert article.is_scheduled
    assert "The author stays unnamed." in article.revisions.first().note


def test_button_that_is_blocked_keeps_what_was_typed(desk_page: Page, draft: Callable[..., Article]):
    open_article(desk_page, draft(bylines=[]))
    desk_page.locator("#id_standfirst").fill("Typed now")
    with desk_page.expect_navigation():
        desk_page.get_by_role("button", name="Publish now").click()
    expect(desk_page.locator("#id_standfirst")).to_have_value("Typed now")
    expect(desk_page.get_by_label("Publish anyway: why")).to_be_visible()


def test_without_scripts_the_list_and_the_reason_are_there(
    browser: Browser, desk_page: Page, live_server: Any, draft: Callable[..., Article]
):
    article = draft(bylines=[])
    state = desk_page.context.storage_state()
    with browser.new_context(java_script_enabled=False, storage_state=state) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        expect(page.locator("#desk-check")).to_contain_text("It has no author.")
        expect(page.locator(".desk-counts")).to_contain_text("Words")
        page.get_by_label("Publish anyway: why").fill("The author stays unnamed.")
        with page.expect_navigation():
            page.get_by_role("button", name="Publish now").click()
    article.refresh_from_db()
    assert article.is_visible


def test_counts_are_those_of_the_server(desk_page: Page, draft: Callable[..., Article]):
    open_article(desk_page, draft(headline="H" * 30))
    count = """async (texts) => {
      const { counts } = await import("/static/js/desk/counts.js")
      return texts.map((text) => counts(text, { perMinute: 230, long: 30 }))
    }"""
    assert desk_page.evaluate(count, TEXTS) == [counts(text)._asdict() for text in TEXTS]
    gauge = desk_page.locator("#id_headline_gauge")
    expect(gauge).to_have_text("30 characters · rather short")
    for length, said in (
        (40, "40 characters"),
        (71, "71 characters · rather long"),
        (111, "111 characters · too long"),
    ):
        desk_page.locator("#id_headline").fill("H" * length)
        expect(gauge).to_have_text(said)


def test_address_is_checked_while_it_is_typed(desk_page: Page, published: Callable[..., Article]):
    published("Taken")
    open_article(desk_page, published("Mine"))
    desk_page.locator("#id_slug").fill("taken")
    said = desk_page.locator(".desk-slug-says")
    expect(said).to_have_text("It is taken.")
    desk_page.locator("#id_slug").fill("another")
    expect(said).to_have_text("Free. The old address will lead here.")


def test_keys_are_listed_and_single_ones_can_be_turned_off(desk_page: Page, live_server: Any):
    desk_page.goto(f"{live_server.url}/admin/articles/article/")
    desk_page.locator("main").click()
    desk_page.keyboard.press("/")
    expect(desk_page.locator("#searchbar")).to_be_focused()
    desk_page.keyboard.type("?")
    dialog = desk_page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_hidden()
    desk_page.locator("h1").click()
    desk_page.keyboard.press("?")
    expect(dialog).to_be_visible()
    assert violations(desk_page) == []
    dialog.get_by_label("Single keys").uncheck()
    dialog.get_by_role("button", name="Close").click()
    desk_page.reload()
    desk_page.locator("h1").click()
    desk_page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    desk_page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(dialog.get_by_label("Single keys")).not_to_be_checked()


@pytest.mark.parametrize("width", [820, 1440])
def test_editor_is_clean_in_both_themes(desk_page: Page, draft: Callable[..., Article], console: list[str], width: int):
    desk_page.set_viewport_size({"width": width, "height": 1100})
    article = draft(
        bylines=[], body="<h2>A</h2><blockquote data-pull=''><p>B</p></blockquote><table><tr><th>C</th></tr></table>"
    )
    for theme in ("light", "dark"):
        desk_page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # as the stubs know it
        open_article(desk_page, article)
        assert violations(desk_page) == [], theme
        assert not overflow(desk_page)
        small = desk_page.evaluate("""() => [...document.querySelectorAll("main *")].filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim()) &&
          element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 12
        ).map((element) => element.outerHTML.slice(0, 80))""")
        assert small == []
    assert console == []
