"""Setting up second factors, signing in with them, and how often one may be wrong."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts import second_factor
from accounts.models import User
from tests.conftest import account, give_second_factor

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def seed(reader: User) -> str:
    reader.confirm_email()
    return give_second_factor(reader)


@pytest.fixture
def newcomer(client: Client) -> User:
    """Of the desk, signed in, without a factor."""
    user = account("new@example.org", is_staff=True, is_superuser=True)
    user.confirm_email()
    second_factor.forget_all(user)
    client.force_login(user)
    return user


def code_of(seed: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(seed, next(totp.yield_hotp_counters_from_time())))


def wrong(seed: str) -> str:
    return f"{(int(code_of(seed)) + 1) % 1_000_000:06}"


def past_the_password(user: User) -> Client:
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    return browser


def guess(browser: Client, code: str) -> bool:
    browser.post("/accounts/2fa/authenticate/", {"code": code})
    return browser.get("/accounts/me/").status_code == 200


def confirm(client: Client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def text(page: bytes) -> str:
    main = LexborHTMLParser(page).css_first("main")
    assert main
    return " ".join(main.text().split())


def test_newcomer_of_the_desk_sets_up_an_app_and_gets_there(client: Client, newcomer: User):
    page = client.get("/accounts/2fa/").content
    assert "Your work at the desk needs a second factor" in text(page)
    assert "Password" not in text(page)  # no links to what is closed
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/?next=")
    assert client.get(asked["Location"]).status_code == 200
    answer = client.post(asked["Location"], {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"})
    assert answer["Location"] == "/accounts/2fa/totp/activate/"
    page = client.get(answer["Location"]).content
    shown = LexborHTMLParser(page).css_first(".typed-key").text()
    assert client.get("/admin/").status_code == 302
    answer = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert "Incorrect code" in text(answer.content)
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(shown)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    page = client.get(answer["Location"]).content
    assert len(LexborHTMLParser(page).css(".recovery-codes li")) == 10
    assert LexborHTMLParser(page).css("main a[href='/admin/']")
    assert client.get("/admin/").status_code == 200
    assert shown not in str(Authenticator.objects.values_list("data", flat=True))


def test_recovery_codes_are_shown_once(client: Client, newcomer: User):
    give_second_factor(newcomer)
    confirm(client)
    client.post("/accounts/2fa/recovery-codes/generate/")
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()
    assert codes[0] in text(client.get("/accounts/2fa/recovery-codes/").content)
    page = text(client.get("/accounts/2fa/recovery-codes/").content)
    assert codes[0] not in page
    assert "10 of 10 are left" in page
    assert client.get("/accounts/2fa/recovery-codes/download/").status_code == 403


def test_password_alone_opens_nothing(reader: User, seed: str):
    browser = past_the_password(reader)
    assert browser.get("/accounts/me/").status_code == 204
    assert guess(browser, code_of(seed))


def test_each_code_of_the_app_opens_once(reader: User, seed: str):
    assert guess(past_the_password(reader), code_of(seed))
    assert not guess(past_the_password(reader), code_of(seed))


def test_each_recovery_code_opens_once(reader: User, seed: str):
    code = RecoveryCodes.activate(reader).get_unused_codes()[3]
    assert guess(past_the_password(reader), code)
    assert not guess(past_the_password(reader), code)


def test_code_of_yesterday_opens_nothing(reader: User, seed: str, clock: time_machine.Traveller):
    code = code_of(seed)
    clock.shift(timedelta(seconds=31))
    assert not guess(past_the_password(reader), code)


def test_signing_in_anew_gives_no_new_guesses(reader: User, seed: str):
    for _ in range(5):
        assert not guess(past_the_password(reader), wrong(seed))
    assert not guess(past_the_password(reader), code_of(seed))


def test_patience_gives_few_guesses_a_day(reader: User, seed: str, clock: time_machine.Traveller):
    for _ in range(6):
        browser = past_the_password(reader)
        for _ in range(5):
            assert not guess(browser, wrong(seed))
        clock.shift(timedelta(minutes=6))
    assert not guess(past_the_password(reader), code_of(seed))
    clock.shift(timedelta(days=1))
    assert guess(past_the_password(reader), code_of(seed))


def test_tries_that_were_not_looked_at_are_not_counted(reader: User, seed: str, clock: time_machine.Traveller):
    browser = past_the_password(reader)
    for _ in range(5):
        guess(browser, wrong(seed))
    for _ in range(40):
        assert not guess(browser, code_of(seed))
    for _ in range(5):
        clock.shift(timedelta(minutes=6))
        browser = past_the_password(reader)
        for _ in range(4):
            assert not guess(browser, wrong(seed))
    assert guess(browser, code_of(seed))


def test_new_password_ends_what_wrong_codes_began(reader: User, seed: str, clock: time_machine.Traveller):
    for _ in range(6):
        browser = past_the_password(reader)
        for _ in range(5):
            guess(browser, wrong(seed))
        clock.shift(timedelta(minutes=6))
    reader.set_password(PASSWORD)
    reader.save()
    assert guess(past_the_password(reader), code_of(seed))


def test_confirming_counts_with_signing_in(client: Client, reader: User, seed: str):
    client.force_login(reader)
    for _ in range(5):
        answer = client.post("/accounts/2fa/reauthenticate/", {"code": wrong(seed)})
        assert "Incorrect code" in text(answer.content)
    assert not guess(past_the_password(reader), code_of(seed))


@pytest.mark.parametrize("path", ["totp/activate", "totp/deactivate", "webauthn/add", "recovery-codes/generate"])
def test_factors_change_only_for_who_confirmed_lately(client: Client, reader: User, seed: str, path, clock):
    client.force_login(reader)
    address = f"/accounts/2fa/{path}/"
    assert "reauthenticate" in client.post(address)["Location"]
    confirm(client)
    assert "reauthenticate" not in client.get(address, follow=True).request["PATH_INFO"]
    clock.shift(timedelta(minutes=6))
    assert "reauthenticate" in client.get(address, follow=True).request["PATH_INFO"]


def test_foreign_keys_are_not_found(client: Client, reader: User, editor: User):
    key = Authenticator.objects.create(user=editor, type="webauthn", data={"name": "Hers", "credential": {}})
    client.force_login(reader)
    confirm(client)
    for verb in ("edit", "remove"):
        assert client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/{verb}/", {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Hers"
