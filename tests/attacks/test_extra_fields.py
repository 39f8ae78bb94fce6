"""Fields no form has: nobody makes themselves staff, or an address verified, by sending one."""

import pytest

from tests.attacks.stage import PASSWORD, Stage

EXTRA = {
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "on",
    "groups": "1",
    "user_permissions": "1",
    "user": "1",
    "user_id": "1",
    "id": "1",
    "pk": "1",
    "verified": "on",
    "email_verified": "on",
    "primary": "on",
    "date_joined": "2001-01-01",
    "last_login": "2001-01-01",
    "name_key": "editor",
    "portrait": "../../etc/passwd",
    "password": "overwritten by a field",
    "role": "administrator",
}
RIGHTS = ("is_staff", "is_superuser", "is_active")
REST = ("pk", "portrait", "date_joined", "password")


def powers(site: Stage, email: str) -> list[object]:
    return [*site.ask("fields", email, *RIGHTS), site.ask("groups", email)]


def test_sign_up(site):
    browser = site.browser("127.6.1.1")
    email = "climber@example.org"
    browser.post("/accounts/signup/", {**EXTRA, "email": email, "password1": PASSWORD})
    assert powers(site, email) == [False, False, True, 0]
    assert not site.ask("verified", email)
    browser.post("/accounts/confirm-email/", {**EXTRA, "code": site.ask("codes", email)[-1]})
    assert browser.is_signed_in
    assert powers(site, email) == [False, False, True, 0]


@pytest.mark.parametrize("number", range(1))
def test_every_form_of_ones_own(number, site):
    email = site.person("climber-on@example.org", display_name="Climber On")
    browser = site.browser("127.6.2.1")
    browser.sign_in(email, PASSWORD)
    before = site.ask("fields", email, *REST)
    forms = {
        "/accounts/profile/": {"bio": "I climb."},
        "/accounts/profile/name/": {"display_name": "Climber"},
        "/accounts/mail/": {"mail_newsletter": "on"},
        "/accounts/email/": {"email": "second@example.org", "action_add": ""},
        "/accounts/login/code/": {"email": email},
    }
    answers = {address: browser.post(address, {**EXTRA, **fields}).status for address, fields in forms.items()}
    assert all(status < 500 for status in answers.values()), answers
    assert powers(site, email) == [False, False, True, 0]
    assert site.ask("fields", email, *REST) == before
    assert not site.ask("verified", "second@example.org")


def test_the_form_of_another_persons_address(site):
    """The name of a button and someone else's address in it."""
    other = site.person("bystander@example.org")
    email = site.person("meddler@example.org")
    browser = site.browser("127.6.3.1")
    browser.sign_in(email, PASSWORD)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for action in ("action_remove", "action_primary", "action_send"):
        assert browser.post("/accounts/email/", {"email": other, action: ""}).status < 500
    assert site.ask("verified", other)
    assert site.ask("mails", other) == []
