"""A moderator takes comments along: a page that works on phones and in the dark, and a file that is really there."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from accounts.models import User
from articles.models import Article
from tests.browser.conftest import sign_in
from tests.browser.reading import DESK, PHONE, overflow, violations
from tests.comments.said import say
from tests.conftest import Published


@pytest.fixture
def article(published: Published) -> Article:
    article = published()
    say(article, "Said on the quay.", guest_name="=Pat")
    return article


@pytest.mark.parametrize(("width", "theme", "form"), [(PHONE, "dark", "csv"), (DESK, "light", "jsonl")])
def test_comments_are_downloaded(
    browser: Browser, live_server: Any, administrator: User, article: Article, width: int, theme: Any, form: str
):
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-US") as context:
        page = context.new_page()
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}/admin/comments/moderation/log/")
        page.get_by_role("link", name="Export").click()
        expect(page.get_by_role("heading", name="Take comments along")).to_be_visible()
        assert violations(page) == []
        assert not overflow(page)
        page.get_by_label("Form").select_option(form)
        page.get_by_label("Number of the article").fill(str(article.pk))
        with page.expect_download() as download:
            page.get_by_role("button", name="Download").click()
        assert download.value.suggested_filename.endswith(f".{form}")
        written = Path(download.value.path()).read_text("utf-8-sig")
        if form == "csv":
            assert "'=Pat" in written
        else:
            assert [json.loads(line).get("status") for line in written.splitlines()] == [None, "approved", None]
