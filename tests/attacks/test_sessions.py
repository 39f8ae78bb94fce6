"""A session someone else knows: planted before signing in, or stolen and used after it should be over."""

import pytest

from tests.attacks.browser import Browser
from tests.attacks.stage import PASSWORD, Stage

NEW = "another river altogether"


def stolen_from(site: Stage, email: str, address: str, **fields: object) -> tuple[Browser, Browser]:
    """Someone signed in, and the thief who has their cookies."""
    site.person(email, **fields)
    owner = site.browser(address)
    owner.sign_in(email, PASSWORD)
    assert owner.is_signed_in
    thief = owner.twin()
    assert thief.is_signed_in
    return owner, thief


def test_a_planted_session_is_not_the_one_that_signs_in(site):
    email = site.person("planted@example.org")
    victim = site.browser("127.4.1.1")
    victim.cookies["sessionid"] = planted = "a" * 32
    victim.sign_in(email, PASSWORD)
    assert victim.is_signed_in
    assert victim.cookies["sessionid"] != planted
    thief = site.browser("127.4.1.2")
    thief.cookies["sessionid"] = planted
    assert not thief.is_signed_in


def test_a_session_that_began_before_signing_in_is_another_one_after(site):
    """By each way in: the thief asked for the page first and planted a session that the site itself made."""
    email = site.person("began@example.org")
    for way in ("password", "code", "signup"):
        thief = site.browser("127.4.2.1")
        thief.post("/accounts/password/reset/", {"email": "nobody@example.org"})
        planted = thief.cookies["sessionid"]
        victim = thief.twin("127.4.2.2")
        if way == "password":
            victim.sign_in(email, PASSWORD)
        elif way == "code":
            victim.post("/accounts/login/code/", {"email": email})
            victim.post("/accounts/login/code/confirm/", {"code": site.ask("codes", email)[-1]})
        else:
            victim.post("/accounts/signup/", {"email": "fresh@example.org", "password1": PASSWORD})
            victim.post("/accounts/confirm-email/", {"code": site.ask("codes", "fresh@example.org")[-1]})
        assert victim.is_signed_in, way
        assert victim.cookies["sessionid"] != planted, way
        assert not thief.is_signed_in, way


def test_a_code_holds_in_the_session_it_was_asked_for_alone(site):
    email = site.person("bound@example.org")
    asked, other = site.browser("127.4.3.1"), site.browser("127.4.3.2")
    asked.post("/accounts/login/code/", {"email": email})
    code = site.ask("codes", email)[-1]
    other.post("/accounts/login/code/", {"email": "nobody@example.org"})
    other.post("/accounts/login/code/confirm/", {"code": code})
    assert not other.is_signed_in
    asked.post("/accounts/login/code/confirm/", {"code": code})
    assert asked.is_signed_in
    again = site.browser("127.4.3.3")
    again.post("/accounts/login/code/", {"email": email})
    again.post("/accounts/login/code/confirm/", {"code": code})
    assert not again.is_signed_in


def test_over_after_signing_out(site):
    owner, thief = stolen_from(site, "out@example.org", "127.4.4.1")
    owner.post("/accounts/logout/", {})
    assert not thief.is_signed_in


def test_over_after_a_new_password(site):
    owner, thief = stolen_from(site, "changed@example.org", "127.4.5.1")
    before = owner.cookies["sessionid"]
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert owner.post("/accounts/password/change/", fields).status == 302
    assert not thief.is_signed_in
    assert owner.cookies["sessionid"] != before or owner.is_signed_in


def test_over_after_a_reset_by_code(site):
    _, thief = stolen_from(site, "forgot@example.org", "127.4.6.1")
    elsewhere = site.browser("127.4.6.2")
    elsewhere.post("/accounts/password/reset/", {"email": "forgot@example.org"})
    elsewhere.post("/accounts/password/reset/confirm/", {"code": site.ask("codes", "forgot@example.org")[-1]})
    elsewhere.post("/accounts/password/reset/complete/", {"password1": NEW, "password2": NEW})
    assert site.browser("127.4.6.3").sign_in("forgot@example.org", NEW).status == 302
    assert not thief.is_signed_in


@pytest.mark.parametrize("change", [{"is_active": False}])
def test_over_at_once_for_whoever_is_locked_out(change, site):
    owner, thief = stolen_from(site, "locked@example.org", "127.4.7.1")
    site.ask("change", "locked@example.org", **change)
    assert not thief.is_signed_in
    assert not owner.is_signed_in
    owner.sign_in("locked@example.org", PASSWORD)
    assert not owner.is_signed_in
    owner.post("/accounts/login/code/", {"email": "locked@example.org"})
    assert site.ask("codes", "locked@example.org") == []


def test_over_after_a_new_factor(site):
    """Whoever sets one up has reasons: a session from before must not live on beside it."""
    owner, thief = stolen_from(site, "factor@example.org", "127.4.8.1")
    owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = owner.get("/accounts/2fa/totp/activate/")
    assert page.status == 200
    seed = site.ask("seed_in_session", owner.cookies["sessionid"])
    answer = owner.post("/accounts/2fa/totp/activate/", {"code": site.ask("totp_code", seed)})
    assert answer.status == 302
    assert owner.is_signed_in
    assert not thief.is_signed_in


def test_over_after_a_factor_is_taken_away(site):
    email = site.person("fewer@example.org")
    seed = site.ask("factor", email)
    owner = site.browser("127.4.11.1")
    owner.sign_in(email, PASSWORD)
    owner.post("/accounts/2fa/authenticate/", {"code": site.ask("totp_code", seed)})
    owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    thief = owner.twin()
    assert thief.is_signed_in
    assert owner.post("/accounts/2fa/totp/deactivate/", {}).status == 302
    assert owner.is_signed_in
    assert not thief.is_signed_in


def test_over_everywhere_else_for_whoever_says_so(site):
    owner, _ = stolen_from(site, "elsewhere@example.org", "127.4.12.1")
    elsewhere = site.browser("127.4.12.2")
    elsewhere.sign_in("elsewhere@example.org", PASSWORD)
    assert elsewhere.is_signed_in
    owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert owner.post("/accounts/sessions/end-others/", {}).status == 302
    assert owner.is_signed_in
    assert not elsewhere.is_signed_in


def test_a_session_between_password_and_factor_opens_nothing(site):
    email = site.person("between@example.org", is_staff=True)
    site.ask("factor", email)
    half = site.browser("127.4.9.1")
    half.sign_in(email, PASSWORD)
    for address in (
        "/accounts/me/",
        "/accounts/",
        "/accounts/email/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/admin/",
    ):
        assert half.get(address).status in {204, 302}, address
    assert not half.is_signed_in


def test_a_cookie_for_public_pages_says_nothing(site):
    owner, _ = stolen_from(site, "hinted@example.org", "127.4.10.1")
    hints = {name: value for name, value in owner.cookies.items() if name not in {"sessionid", "csrftoken"}}
    assert hints.pop("signed_in") == "1"
    (known,) = hints.items()
    assert known[0] == "known_browser"
    stranger = site.browser("127.4.10.2")
    stranger.cookies = dict([known])
    assert not stranger.is_signed_in
