"""Reading without a connection: what the service worker keeps, what it never keeps, and how it is got rid of."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, Page, expect

from articles import publishing
from articles.models import Article
from newsroom.views import offline
from tests.browser.reading import overflow, violations

KEPT = """async () => {
  const kept = {}
  for (const name of await caches.keys()) {
    kept[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)
  }
  return kept
}"""
IS_KEPT = """async ([name, address]) => Boolean(await (await caches.open(name)).match(address, { ignoreVary: true }))"""
# Playwright's own wait_for_function evaluates text inside the page, which the policy of the site forbids.
UNTIL = """async (given) => {
  const holds = %s
  for (let waited = 0; !(await holds(given)); waited += 50) {
    if (waited > 15_000) throw new Error("It does not come true.")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}"""
UPDATE = "navigator.serviceWorker.getRegistration().then((registration) => registration.update())"


@pytest.fixture(autouse=True)
def _service_worker(_no_service_worker: None, settings: LazySettings) -> None:
    settings.SERVICE_WORKER = True


@pytest.fixture
def visit(page: Page, live_server: Any) -> Callable[[str], Page]:
    """Goes to an address of the site, once the worker looks after the browser."""
    page.goto(live_server.url + "/saved/")
    wait_until(page, "() => navigator.serviceWorker.controller")

    def go(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return go


def wait_until(page: Page, function: str, given: Any = None) -> None:
    page.evaluate(UNTIL % function, given)


def wait_until_kept(page: Page, name: str, address: str) -> None:
    wait_until(page, IS_KEPT, [name, address])


def addresses(page: Page, is_shell: bool = False) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = page.evaluate(KEPT)
    return {name: found for name, found in kept.items() if name.startswith("shell-") == is_shell}


def test_article_read_once_can_be_read_again_and_others_lead_to_help(
    visit: Callable[[str], Page], context: BrowserContext, published: Callable[..., Article]
):
    article, other = published("Council votes on the bridge"), published("Ferry stays in port")
    page = visit(article.get_absolute_url())
    wait_until_kept(page, "articles", article.get_absolute_url())
    context.set_offline(True)
    visit(article.get_absolute_url())
    expect(page.locator("h1")).to_have_text(article.headline)

    visit(other.get_absolute_url())
    expect(page.locator("h1")).to_have_text("There is no connection")
    kept = page.locator("[data-module=kept] a")
    expect(kept).to_have_text([article.headline])
    assert [urlsplit(page.url).path, overflow(page)] == [other.get_absolute_url(), 0]

    visit("/search/?q=bridge")
    expect(page.locator("h1")).to_have_text("There is no connection")
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("h1")).to_have_text("Search")


def test_offline_page_is_sound_in_both_themes_and_widths(visit: Callable[[str], Page]):
    page = visit("/offline/")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert violations(page) == [], theme
    page.set_viewport_size({"width": 390, "height": 844})
    assert overflow(page) == 0


def test_saved_story_and_list_are_there_without_a_connection(
    visit: Callable[[str], Page], context: BrowserContext, published: Callable[..., Article]
):
    article = published()
    page = visit(article.get_absolute_url())
    page.locator("button.save:not(.save-compact)").click()
    wait_until_kept(page, "saved", article.get_absolute_url())
    page.evaluate("caches.delete('articles')")
    context.set_offline(True)
    visit("/saved/").get_by_role("link", name=article.headline).click()
    expect(page.locator("h1")).to_have_text(article.headline)


def test_copy_goes_when_the_article_is_taken_down(
    visit: Callable[[str], Page], context: BrowserContext, published: Callable[..., Article]
):
    article = published()
    page = visit(article.get_absolute_url())
    page.locator("button.save:not(.save-compact)").click()
    for name in ("articles", "saved"):
        wait_until_kept(page, name, article.get_absolute_url())
    publishing.take_down(article, by=None, reason="It was not true.")
    visit(article.get_absolute_url())
    expect(page.locator("h1")).to_have_text("This article has been taken down")
    for name in ("articles", "saved"):
        wait_until(page, f"async (given) => !(await ({IS_KEPT})(given))", [name, article.get_absolute_url()])
    context.set_offline(True)
    visit(article.get_absolute_url())
    expect(page.locator("h1")).to_have_text("There is no connection")


def test_nothing_personal_searched_or_paged_is_kept(visit: Callable[[str], Page], published: Callable[..., Article]):
    published()
    for address in ("/accounts/login/", "/admin/login/", "/search/?q=bridge", "/latest/?before=1", "/no-such-page/"):
        visit(address)
    page = visit("/news/")
    wait_until_kept(page, "pages", "/news/")
    kept = addresses(page)
    assert sorted({*kept.get("pages", []), *kept.get("articles", [])} - {"/saved/"}) == ["/news/"]


def test_thirty_articles_are_kept_and_no_more(visit: Callable[[str], Page], published: Callable[..., Article]):
    article = published()
    page = visit("/saved/")
    page.evaluate("""async () => {
      const articles = await caches.open("articles")
      for (let number = 0; number < 35; number++) await articles.put(`/news/${number}/`, new Response("x"))
    }""")
    visit(article.get_absolute_url())
    wait_until(page, "async () => (await (await caches.open('articles')).keys()).length === 30")
    kept = addresses(page)["articles"]
    assert [kept[0], kept[-1]] == ["/news/6/", article.get_absolute_url()]


def test_new_version_replaces_the_old_one(visit: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch):
    page = visit("/saved/")
    [before] = addresses(page, is_shell=True)
    monkeypatch.setattr(offline, "SHELL", (*offline.SHELL, "fonts/newsreader-text.woff2"))
    page.evaluate(UPDATE)
    wait_until(page, "async (before) => !(await caches.has(before))", before)
    [after] = addresses(page, is_shell=True)
    assert after != before
    assert "/static/fonts/newsreader-text.woff2" in addresses(page, is_shell=True)[after]


def test_worker_switched_off_leaves_nothing_behind(visit: Callable[[str], Page], settings: LazySettings):
    page = visit("/news/")
    wait_until_kept(page, "pages", "/news/")
    settings.SERVICE_WORKER = False
    page.evaluate(UPDATE)
    wait_until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    wait_until(page, "async () => (await caches.keys()).length === 0")
    visit("/news/")
    assert page.evaluate("navigator.serviceWorker.controller") is None
