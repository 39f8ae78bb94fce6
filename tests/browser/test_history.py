"""The history of an article, its differences and the way back, as editors see them; and what changed, as readers do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles import publishing
from articles.models import Article
from tests.browser.reading import every_reading, overflow, violations

BEFORE = "<p>The council voted seven to two.</p><h2>What follows</h2><p>It rained.</p><ul><li>One</li></ul>"
AFTER = "<p>The council voted six to three.</p><p>What follows</p><p>It <b>rained</b>.</p><ul><li>One</li></ul>"


def updated(published: Callable[..., Article]) -> Article:
    article = published("Council votes", body=BEFORE, at=timezone.now() - timedelta(hours=2))
    article.revisions.update(created_at=timezone.now() - timedelta(hours=2))
    article.headline, article.body = "Council votes again", AFTER
    publishing.save(article, by=None)
    publishing.update(article, by=None, is_substantive=True, public_note="The vote was counted again.")
    for number in range(3):
        article.headline = f"Council votes once more {number}"
        publishing.save(article, by=None, is_auto=True)
    return article


def test_editor_finds_what_changed_and_goes_back(
    desk_page: Page, published: Callable[..., Article], console: list[str]
):
    article, page = updated(published), desk_page
    page.goto(urljoin(page.url, f"/admin/articles/article/{article.pk}/history/"))
    pages = [
        page.url,
        f"{page.url}compare/?from=1&to=4",
        f"{page.url}1/",
        f"{page.url}1/restore/",
        f"{page.url}4/take-back/",
    ]
    for width in (820, 1440):
        page.set_viewport_size({"width": width, "height": 1000})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for address in pages:
                page.goto(address)
                for folded in page.locator("details.history-folded > summary").all():
                    folded.click()
                assert violations(page) == [], (address, theme, width)
                assert overflow(page) <= 0, (address, width)
    page.goto(pages[0])
    page.get_by_role("radio", name="Older is revision 1", exact=True).check()
    page.get_by_role("radio", name="Newer is revision 4", exact=True).check()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("del", has_text="seven")).to_be_visible()
    page.get_by_role("link", name="Restore …").first.click()
    page.get_by_role("button", name="Restore this text").click()
    expect(page.locator(".messagelist")).to_contain_text("Revision 1 is the newest text again.")
    assert Article.objects.get(pk=article.pk).headline == "Council votes again"
    assert console == []


def test_readers_see_what_changed(live_server: Any, browser: Browser, published: Callable[..., Article]):
    article = updated(published)
    for opened in every_reading(browser, live_server.url + article.get_absolute_url()):
        opened.page.get_by_role("link", name="What changed", exact=True).click()
        expect(opened.page.locator("ins", has_text="six")).to_be_visible()
        expect(opened.page.get_by_text("The vote was counted again.")).to_be_visible()
        assert overflow(opened.page) <= 0, opened
        if opened.has_scripts:
            assert violations(opened.page) == [], opened
        assert opened.console == [], opened
