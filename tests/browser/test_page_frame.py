"""What every page has in common, in every way of reading it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, expect

from articles.models import Article
from tests.browser.reading import every_reading, overflow, reading, violations

# Of the page in its first frame that has one, before that is painted.
FIRST_COLOUR = """{
  const look = () => {
    if (document.body) window.first = getComputedStyle(document.body).backgroundColor
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}"""


def test_frame_of_a_page_holds_for_every_reader(live_server: Any, browser: Browser, published: Callable[..., Article]):
    article = published(standfirst="Seven to two.", body="<p>The council voted.</p>")
    for address in ("/", article.get_absolute_url(), "/latest/"):
        for opened in every_reading(browser, live_server.url + address):
            page = opened.page
            assert page.locator("h1").count() == 1, opened
            assert overflow(page) <= 0, (opened, address)
            expect(page.locator("main#content")).to_be_visible()
            if opened.has_scripts:
                assert violations(page) == [], (opened, address)
            assert opened.console == [], (opened, address)


def test_skip_link_is_the_first_stop_and_leads_to_the_content(live_server: Any, browser: Browser):
    with reading(browser, live_server.url) as opened:
        opened.page.keyboard.press("Tab")
        expect(opened.page.locator(".skip-link")).to_be_focused()
        opened.page.keyboard.press("Enter")
        expect(opened.page.locator("main")).to_be_focused()


def test_choice_of_theme_is_applied_before_the_first_paint(live_server: Any, browser: Browser):
    with reading(browser, live_server.url, theme="light") as opened:
        opened.page.evaluate("localStorage.setItem('theme', 'dark')")
        opened.page.add_init_script(FIRST_COLOUR)
        opened.page.reload()
        opened.page.wait_for_function("() => window.first")
        assert opened.page.evaluate("window.first") == "rgb(17, 19, 21)"
        expect(opened.page.locator("html")).to_have_attribute("data-theme", "dark")
        assert opened.console == []
