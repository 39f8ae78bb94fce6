"""Coming to the desk by an invitation: the page behind the link, for every kind of guest."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from accounts import invitations
from accounts.models import Invitation, User
from tests.browser.reading import every_reading, overflow, reading, violations

EMAIL = "nora@example.org"


@pytest.fixture
def server(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def link(administrator: User) -> str:
    role = Group.objects.get(name="Editor")
    invitations.invite(Invitation(email=EMAIL, name="Nora", role=role), by=administrator)
    (path,) = re.findall(r"(/accounts/invitation/\S+/)$", str(mail.outbox[-1].body), re.MULTILINE)
    return path


def test_page_of_an_invitation_reads_well_for_everyone(browser: Browser, server: str, link: str):
    for opened in every_reading(browser, server + link):
        page = opened.page
        assert page.get_by_label("Your name").input_value() == "Nora", str(opened)
        expect(page.get_by_role("button", name="Join the desk")).to_be_visible()
        assert overflow(page) == 0, str(opened)
        assert opened.console == [], str(opened)
        if opened.has_scripts:
            assert violations(page) == [], str(opened)
    assert Invitation.objects.exists()


def test_accepting_without_scripts_leads_to_a_second_factor(browser: Browser, server: str, link: str):
    with reading(browser, server + link, scripts=False) as opened:
        page = opened.page
        page.get_by_label("Password").fill("password123")
        page.get_by_role("button", name="Join the desk").click()
        expect(page.get_by_role("alert").get_by_text("list of stolen ones")).to_be_visible()
        page.get_by_label("Password").fill("a river runs through it")
        page.get_by_role("button", name="Join the desk").click()
        page.wait_for_url(f"{server}/accounts/2fa/")
        assert User.objects.get(email=EMAIL).is_staff
        page.goto(f"{server}/admin/")
        assert page.url == f"{server}/accounts/2fa/"
    with reading(browser, server + link) as opened:
        expect(opened.page.get_by_role("heading", name="This invitation is over")).to_be_visible()
        assert violations(opened.page) == []


def test_inviting_at_the_desk(desk_page: Page, server: str):
    page = desk_page
    page.goto(f"{server}/admin/accounts/user/")
    page.get_by_role("link", name="Invite someone").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Moderator").check()
    assert violations(page, within="#content") == []
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name=EMAIL).wait_for()
    assert Invitation.objects.get().role.name == "Moderator"
