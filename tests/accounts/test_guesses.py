"""How often someone may be wrong, and that owners have tries of their own. Under attack: tests/attacks."""

from collections.abc import Iterator

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client

from accounts import guesses, known_browsers
from accounts.models import User
from tests.conftest import account, give_second_factor

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def owner() -> User:
    user = account("owner@example.org")
    user.confirm_email()
    return user


def sign_in(client: Client, password: str = PASSWORD, address: str = "192.0.2.1") -> bool:
    fields = {"login": "owner@example.org", "password": password}
    return client.post("/accounts/login/", fields, REMOTE_ADDR=address).status_code == 302


def guess_from_many_addresses(times: int = 20) -> None:
    for number in range(times):
        assert not sign_in(Client(), "wrong", f"198.51.100.{number}")


def test_a_guesser_at_one_address_keeps_the_owner_out_of_no_other(owner: User):
    for _guess in range(6):
        assert not sign_in(Client(), "wrong", "198.51.100.1")
    assert not sign_in(Client(), address="198.51.100.1")
    assert sign_in(Client(), address="192.0.2.1")


def test_a_known_browser_has_tries_of_its_own(owner: User):
    known = Client()
    assert sign_in(known)
    known.post("/accounts/logout/")
    guess_from_many_addresses()
    assert not sign_in(Client(), address="192.0.2.2")
    assert sign_in(known)


def test_a_known_browser_may_guess_no_more_often_than_others(owner: User):
    known = Client()
    sign_in(known)
    known.post("/accounts/logout/")
    for number in range(5):
        assert not sign_in(known, "wrong", f"198.51.100.{number}")
    assert not sign_in(known, address="198.51.100.9")


def test_a_browser_is_known_to_the_account_that_was_opened_in_it_alone(owner: User):
    other = account("other@example.org")
    other.confirm_email()
    browser = Client()
    browser.post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    browser.post("/accounts/logout/")
    guess_from_many_addresses()
    assert not sign_in(browser, address="192.0.2.3")


def test_a_second_step_of_ones_own_gives_no_new_guesses_at_others(owner: User):
    """allauth forgets all that it counted for the address when a code or a new password is right."""
    guesser = account("guesser@example.org")
    guesser.confirm_email()
    give_second_factor(guesser)
    codes = RecoveryCodes.activate(guesser).get_unused_codes()
    looked_at = 0
    for code in codes[:3]:
        for number in range(9):
            fields = {"login": f"somebody-{code}-{number}@example.org", "password": "wrong"}
            page = Client().post("/accounts/login/", fields, REMOTE_ADDR="198.51.100.1").content.decode()
            looked_at += "are not correct" in page
        browser = Client(REMOTE_ADDR="198.51.100.1")
        browser.force_login(guesser)
        answer = browser.post("/accounts/2fa/reauthenticate/", {"code": code})
        assert answer.status_code == 302, answer.content.decode()
    assert looked_at == 10


def test_a_forged_cookie_makes_no_browser_known(owner: User):
    guess_from_many_addresses()
    for forged in (f"[{owner.pk}, 'x']", "", "x:y:z"):
        browser = Client()
        browser.cookies[known_browsers.cookie_name()] = forged
        assert not sign_in(browser, address="192.0.2.4")


def test_asking_for_codes_keeps_no_owner_from_one(owner: User, mailoutbox: list[object]):
    known = Client()
    sign_in(known)
    known.post("/accounts/logout/")

    def is_sent(client: Client, address: str) -> bool:
        answer = client.post("/accounts/login/code/", {"email": owner.email}, REMOTE_ADDR=address)
        return answer.status_code == 302

    assert [is_sent(Client(), "198.51.100.1") for _time in range(4)] == [True, True, True, False]
    assert is_sent(Client(), "192.0.2.6")
    assert [is_sent(Client(), f"198.51.100.{number}") for number in range(2, 6)] == [True, True, False, False]
    assert is_sent(known, "192.0.2.7")


def test_a_right_password_uses_up_no_try(owner: User):
    for _time in range(12):
        client = Client()
        assert sign_in(client)


def test_a_new_password_begins_the_count_anew(owner: User, mailoutbox: list[object]):
    from tests.accounts.test_sign_in import code

    guess_from_many_addresses()
    client = Client()
    client.post("/accounts/password/reset/", {"email": owner.email})
    client.post("/accounts/password/reset/confirm/", {"code": code()})
    new = "another river altogether"
    client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})
    assert sign_in(Client(), new, "192.0.2.5")


def test_spellings_of_one_address_are_one_account():
    spellings = ("kiss@example.org", "KISS@EXAMPLE.ORG", " kiss@example.org ", "kıss@example.org", "kiſs@example.org")
    assert {guesses.canonical(spelling) for spelling in spellings} == {"kiss@example.org"}


def test_the_cookie_is_for_the_sign_in_form_alone(owner: User):
    client = Client()
    sign_in(client)
    cookie = client.cookies[known_browsers.cookie_name()]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert owner.email not in cookie.value


def test_as_much_is_hashed_for_strangers(owner: User, monkeypatch: pytest.MonkeyPatch):
    """Or the time it takes would tell who has an account."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    counts = []
    for email in (owner.email, "stranger@example.org"):
        for address, fields in (
            ("login", {"login": email, "password": "wrong, wrong, wrong"}),
            ("signup", {"email": email, "password1": "a river runs through it"}),
        ):
            hashed.clear()
            Client().post(f"/accounts/{address}/", fields)
            counts.append(len(hashed))
    assert counts[:2] == counts[2:]
    assert min(counts) > 0
