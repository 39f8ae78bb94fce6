"""The way over another site and back, as browsers allow it: the policy says where a form may lead."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.accounts.openid_site import Pair, site_and_provider
from tests.browser.reading import reading, violations


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with site_and_provider(tmp_path_factory.mktemp("openid")) as pair:
        yield pair


def test_reader_goes_to_the_provider_and_comes_back_signed_in(browser: Browser, pair: Pair):
    pair.provider.person = {"sub": "1", "email": "rowan@example.org", "email_verified": True, "name": "Rowan"}
    for scripts in (True, False):
        with reading(browser, f"{pair.url}/latest/", scripts=scripts) as opened:
            page = opened.page
            page.locator("[data-module=sign_in]").first.click()
            if scripts:
                dialog = page.get_by_role("dialog", name="Welcome back! Sign in to your account")
                dialog.get_by_role("button", name="Continue with The Guild").wait_for()
                assert violations(page, within="#sign-in") == []
            page.get_by_role("button", name="Continue with The Guild").click()
            page.get_by_role("button", name="Yes").click()
            if scripts:  # the first time, the address is to be proved
                page.get_by_label("Code from the mail").fill(pair.site.ask("codes", "rowan@example.org")[-1])
                page.get_by_role("button", name="Go on").click()
                page.get_by_role("link", name="Later").click()
            expect(page).to_have_url(f"{pair.url}/latest/")
            assert "name" in page.request.get(f"{pair.url}/accounts/me/").text()
            page.goto(f"{pair.url}/accounts/3rdparty/")
            expect(page.get_by_label("The Guild")).to_be_visible()
            if scripts:
                assert violations(page) == []
            assert opened.console == []
