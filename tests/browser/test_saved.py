"""Saving stories in the browser, and the list of them."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from tests.browser.reading import DESK, PHONE, every_reading, overflow, reading, violations

EVIL = [
    f'[{{"id": "1", "address": "{address}"}}]'
    for address in ("//evil.example", r"/\\evil.example", r"/\t/evil.example")
]
SAVED = "JSON.parse(localStorage.getItem('saved') ?? '[]').map((story) => story.headline)"


def save(page: Page, server: str, *articles: Article) -> None:
    for article in articles:
        page.goto(server + article.get_absolute_url())
        page.locator("button.save:not(.save-compact)").click()


def test_button_saves_and_forgets_says_so_and_remembers(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    article = published()
    with reading(browser, live_server.url + article.get_absolute_url()) as opened:
        page = opened.page
        button = page.locator("button.save:not(.save-compact)")
        expect(button).to_have_accessible_name("Save story")
        expect(button).to_have_attribute("aria-pressed", "false")
        before = button.bounding_box()
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_have_accessible_name("Save story")
        expect(page.get_by_role("status").filter(has_text="Story saved")).to_be_visible()
        assert button.bounding_box() == before

        page.goto(live_server.url + "/latest/")
        card = page.locator(f"button.save[data-id='{article.pk}']").first
        expect(card).to_have_attribute("aria-pressed", "true")
        expect(card).to_have_accessible_name(f"Save story: {article.headline}")
        other = page.context.new_page()
        other.goto(live_server.url + "/latest/")
        other.locator(f"button.save[data-id='{article.pk}']").first.click()
        expect(card).to_have_attribute("aria-pressed", "false")
        assert page.evaluate(SAVED) == []
        assert opened.console == []


def test_list_shows_the_newest_first_removes_and_undoes(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    articles = [published(f"Story {number}") for number in range(3)]
    with reading(browser, live_server.url) as opened:
        page = opened.page
        save(page, live_server.url, *articles)
        page.goto(live_server.url + "/saved/")
        links = page.locator(".saved-list a")
        expect(links).to_have_text(["Story 2", "Story 1", "Story 0"])
        expect(page.locator(".saved-row time")).to_have_count(3)
        page.get_by_role("button", name="Remove Story 1").click()
        assert page.evaluate(SAVED) == ["Story 2", "Story 0"]
        undo = page.get_by_role("button", name="Undo Story 1")
        expect(undo).to_be_focused()
        assert violations(page) == []
        undo.click()
        expect(links).to_have_text(["Story 2", "Story 1", "Story 0"])
        expect(page.get_by_role("link", name="Story 1")).to_be_focused()
        assert page.evaluate(SAVED) == ["Story 2", "Story 1", "Story 0"]
        for number in range(3):
            page.get_by_role("button", name=f"Remove Story {number}").click()
        page.reload()
        expect(page.get_by_role("link", name="Read the latest stories")).to_be_visible()
        assert opened.console == []


def test_what_others_wrote_into_the_storage_breaks_nothing(live_server: Any, browser: Browser):
    with reading(browser, live_server.url) as opened:
        page = opened.page
        for written in (
            "oops",
            "{}",
            '[{"id": "1", "address": "javascript:alert(1)"}, {"address": "//evil.example"}]',
            *EVIL,
        ):
            page.evaluate("(written) => localStorage.setItem('saved', written)", written)
            page.goto(live_server.url + "/saved/")
            expect(page.get_by_role("link", name="Read the latest stories")).to_be_visible()
        assert opened.console == []


def test_browser_without_room_says_so(live_server: Any, browser: Browser, published: Callable[..., Article]):
    with reading(browser, live_server.url + published().get_absolute_url()) as opened:
        page = opened.page
        page.evaluate(
            "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }"
        )
        button = page.locator("button.save:not(.save-compact)")
        button.click()
        expect(page.get_by_role("status").filter(has_text="The story could not be saved")).to_be_visible()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert opened.console == []


def test_announcement_leaves_the_question_of_consent_free(
    live_server: Any, browser: Browser, published: Callable[..., Article]
):
    address = live_server.url + published().get_absolute_url()
    for width in (PHONE, DESK):
        with reading(browser, address, width=width) as opened:
            page = opened.page
            page.locator("button.save:not(.save-compact)").click()
            said = page.get_by_role("status").filter(has_text="Story saved")
            expect(said).to_be_visible()
            box, bar = said.bounding_box(), page.locator(".consent").bounding_box()
            assert box
            assert bar
            assert box["y"] + box["height"] <= bar["y"], width


def test_list_helps_every_reader(live_server: Any, browser: Browser, published: Callable[..., Article]):
    article = published("A headline " + "of-one-very-long-word" * 5)
    for opened in every_reading(browser, live_server.url + article.get_absolute_url()):
        page = opened.page
        expect(page.locator("button.save:not(.save-compact)")).to_be_visible(visible=opened.has_scripts)
        if opened.has_scripts:
            page.locator("button.save:not(.save-compact)").click()
        page.goto(live_server.url + "/saved/")
        if opened.has_scripts:
            expect(page.get_by_role("link", name=article.headline)).to_be_visible()
            assert violations(page) == [], opened
        else:
            expect(page.locator("main noscript a[href='/latest/']")).to_be_visible()
        assert overflow(page) == 0, opened
        assert opened.console == [], opened
