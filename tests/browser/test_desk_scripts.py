"""The scripts of the editor as they are sent in production, in a browser: what is fetched, and that it works."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import override_settings
from playwright.sync_api import Page, Route, expect

from articles.models import Article
from tests.browser.conftest import editor_of, let_the_caret_rest, save
from tests.collected import STORAGES, collect
from tests.test_desk_budgets import named, with_imports


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collect(tmp_path_factory.mktemp("desk"))


def test_browsers_fetch_what_the_budget_counts_and_the_rest_when_used(
    desk_page: Page, draft: Callable[..., Article], collected: Path, console: list[str]
):
    article = draft()
    fetched: list[str] = []

    def from_folder(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.endswith(".js"):
            fetched.append(path)
        route.fulfill(path=collected / path.removeprefix("/static/"))

    desk_page.route("**/static/**", from_folder)
    desk_page.on("request", lambda request: fetched.append(request.url) if "jsi18n" in request.url else None)
    with override_settings(STATIC_ROOT=collected, STORAGES=STORAGES):
        answer = desk_page.goto(f"{desk_page.url}articles/article/{article.pk}/change/", wait_until="networkidle")
        assert answer
        editor = editor_of(desk_page)
        assert sorted(fetched) == sorted(with_imports(collected, named(answer.text())))
        editor.click()
        let_the_caret_rest(desk_page)
        desk_page.keyboard.type("Typed. ")
        with desk_page.expect_response("**/check/"):
            desk_page.locator("#desk-check").get_by_role("button", name="Check").click()
        desk_page.keyboard.press("Control+Enter")
        expect(desk_page.get_by_role("dialog", name="Publish")).to_be_visible()
        desk_page.keyboard.press("Escape")
        desk_page.get_by_role("combobox", name="Lead picture").fill("no such")
        expect(desk_page.locator(".field-lead_picture [role=status]")).to_have_text("Nothing found")
        editor.click()
        let_the_caret_rest(desk_page)
        desk_page.keyboard.press("Control+k")
        expect(desk_page.get_by_role("dialog", name="Link")).to_be_visible()
        desk_page.keyboard.press("Escape")
        desk_page.get_by_role("button", name="Preview", exact=True).click()
        preview = desk_page.frame_locator("dialog.desk-preview iframe")
        expect(preview.get_by_role("heading", level=1)).to_have_text(article.headline)
        save(desk_page)
    article.refresh_from_db()
    assert "Typed." in article.body
    assert console == []
