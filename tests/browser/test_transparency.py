"""The public page about how comments are looked after, on phones and desks, in both themes."""

from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, expect

from comments.models import MonthlyFigures
from tests.browser.reading import DESK, PHONE, overflow, reading, violations


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_figures_for_everyone(
    browser: Browser, live_server: Any, db: None, width: int, theme: Literal["light", "dark"]
):
    counts = {"received": 12_345, "held": 3, "by_people:reject": 210, "reports:insult": 31, "upheld:insult": 12}
    MonthlyFigures.objects.create(month=date(2026, 10, 1), until=datetime(2026, 10, 9, tzinfo=UTC), counts=counts)
    for scripts in (True, False):
        address = f"{live_server.url}/discussion/transparency/"
        with reading(browser, address, theme=theme, width=width, scripts=scripts) as opened:
            expect(opened.page.get_by_text("fewer than 5").first).to_be_visible()
            assert overflow(opened.page) == 0
            if scripts:
                assert violations(opened.page) == []
            assert opened.console == []
