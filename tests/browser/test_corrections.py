"""What was wrong, as readers find it: with and without scripts, in both themes, on phones and wide screens."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, expect

from articles import corrections
from articles.models import Article
from tests.browser.reading import every_reading, overflow, violations


def test_corrections_are_readable_for_everybody(live_server: Any, browser: Browser, published: Callable[..., Article]):
    article = published(body="<p>Two lanes.</p>")
    corrections.correct(article, by=None, kind="retraction", text="We no longer stand by this.")
    kept = corrections.correct(article, by=None, kind="correction", place="First paragraph", text="Three lanes.")
    gone = corrections.correct(article, by=None, kind="clarification", text="Of four " + "x" * 200)
    corrections.withdraw_correction(gone, by=None, reason="There are three.")
    for opened in every_reading(browser, live_server.url + article.get_absolute_url()):
        page = opened.page
        expect(page.locator(".corrections-leading")).to_contain_text("We no longer stand by this.")
        expect(page.locator(f"#{kept.anchor}")).to_contain_text("Three lanes.")
        expect(page.locator(f"#{gone.anchor}")).to_contain_text("There are three.")
        page.locator(".correction-lead a").click()
        expect(page, str(opened)).to_have_url(re.compile(f"#{kept.anchor}$"))
        page.goto(f"{live_server.url}/corrections/")
        expect(page.locator(".correction")).to_have_count(3)
        assert overflow(page) <= 0, opened
        if opened.has_scripts:
            assert violations(page) == [], opened
        page.emulate_media(media="print")
        expect(page.locator(f"#{kept.anchor}")).to_be_visible()
        assert opened.console == [], opened
