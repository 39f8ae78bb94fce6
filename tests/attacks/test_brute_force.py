"""Guessing: by whatever door, from wherever, there are as many tries as docs/sign-in-limits.md says."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import PASSWORD, Stage

GUESSES = 200
AT_ONCE = 20


def tried(guess: Callable[[int], Answer], refused: str) -> int:
    """How many of the guesses were looked at: were called wrong instead of being turned away.

    On a busy machine fewer than the limit: who waits too long for the counter is turned away as well.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(guess, range(GUESSES)))
    assert all(answer.status < 500 for answer in answers), {answer.status for answer in answers}
    return sum(refused in answer.text for answer in answers)


WRONG_PASSWORD = "The email address and/or password you specified are not correct."


def browsers(site: Stage, *addresses: str) -> list[Browser]:
    made = [site.browser(address) for address in addresses]
    for browser in made:
        browser.token()
    return made


def test_one_account_from_one_address_that_claims_to_be_many(site):
    owner = site.person("one@example.org")
    (attacker,) = browsers(site, "127.0.1.1")

    def guess(number: int) -> Answer:
        forged = f"198.51.100.{number}"
        headers = {"X_Forwarded_For": forged, "X_Real_IP": forged, "Client_IP": forged, "Forwarded": f"for={forged}"}
        return attacker.twin().post("/accounts/login/", {"login": owner, "password": f"guess {number}"}, **headers)

    looked_at = tried(guess, WRONG_PASSWORD)
    assert 0 < looked_at <= 5
    (number,) = site.ask("fields", owner, "pk")
    assert site.ask("audit", verb="sign_in_failed", subject_id=str(number)) == looked_at
    honest = site.browser("127.0.1.2")
    assert honest.sign_in(owner, PASSWORD).status == 302
    assert honest.is_signed_in


def test_one_account_from_many_addresses(site):
    owner = site.person("two@example.org")
    known = site.browser("127.0.2.250")
    known.sign_in(owner, PASSWORD)
    known.post("/accounts/logout/", {})
    attackers = browsers(site, *(f"127.0.2.{number}" for number in range(1, 41)))

    def guess(number: int) -> Answer:
        attacker = attackers[number % 40].twin()
        return attacker.post("/accounts/login/", {"login": owner, "password": f"guess {number}"})

    assert 0 < tried(guess, WRONG_PASSWORD) <= 20
    assert site.browser("127.0.2.251").sign_in(owner, PASSWORD).status == 200
    assert known.sign_in(owner, PASSWORD).status == 302


def test_one_account_by_many_spellings(site):
    owner = site.person("kiss-three@example.org")
    attackers = browsers(site, *(f"127.0.3.{number}" for number in range(1, 41)))
    spellings = [owner, owner.upper(), f"  {owner} ", "Kiss-Three@Example.org", "kıss-three@example.org"]

    def guess(number: int) -> Answer:
        attacker = attackers[number % 40].twin()
        # The name of the host is one of ours; any port passes for it.
        host = f"{('127.0.0.1', 'localhost', 'LOCALHOST.')[number % 3]}:{number + 1}"
        fields = {"login": spellings[number % 5], "password": f"guess {number}"}
        return attacker.post("/accounts/login/", fields, Host=host, Origin=f"http://{host}")

    assert 0 < tried(guess, WRONG_PASSWORD) <= 20


def test_many_accounts_from_one_address(site):
    (attacker,) = browsers(site, "127.0.4.1")

    def guess(number: int) -> Answer:
        return attacker.twin().sign_in(f"somebody-{number}@example.org", "123456")

    assert 0 < tried(guess, WRONG_PASSWORD) <= 10


def test_the_desk_has_no_door_of_its_own(site):
    owner = site.person("desk@example.org", is_staff=True, is_superuser=True)
    site.ask("factor", owner)
    (attacker,) = browsers(site, "127.0.5.1")

    def guess(number: int) -> Answer:
        return attacker.twin().post("/admin/login/", {"username": owner, "password": f"guess {number}"})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(guess, range(GUESSES)))
    assert {(answer.status, answer.location) for answer in answers} == {
        (302, "/accounts/login/?next=%2Fadmin%2Flogin%2F")
    }
    assert attacker.post("/admin/login/", {"username": owner, "password": PASSWORD}).status == 302
    assert not attacker.is_signed_in


WRONG_CODE = "Incorrect code."


def codes_tried(browser: Browser, page: str) -> int:
    """With one and the same session, all at once."""
    return tried(lambda number: browser.twin().post(page, {"code": f"AAAA-{number:04}"}), WRONG_CODE)


def test_code_to_sign_in(site):
    owner = site.person("code@example.org")
    (attacker,) = browsers(site, "127.0.6.1")
    assert attacker.post("/accounts/login/code/", {"email": owner}).location == "/accounts/login/code/confirm/"
    assert codes_tried(attacker, "/accounts/login/code/confirm/") <= 2  # and the third ends it
    honest = site.browser("127.0.6.2")
    honest.post("/accounts/login/code/", {"email": owner})
    honest.post("/accounts/login/code/confirm/", {"code": site.ask("codes", owner)[-1]})
    assert honest.is_signed_in
    right = site.ask("codes", owner)[0]
    attacker.post("/accounts/login/code/confirm/", {"code": right})
    assert not attacker.is_signed_in


def test_code_that_proves_an_address(site):
    (attacker,) = browsers(site, "127.0.7.1")
    attacker.post("/accounts/signup/", {"email": "proof@example.org", "password1": PASSWORD})
    assert codes_tried(attacker, "/accounts/confirm-email/") <= 2
    right = site.ask("codes", "proof@example.org")[0]
    attacker.post("/accounts/confirm-email/", {"code": right})
    assert not site.ask("verified", "proof@example.org")


def test_code_for_a_new_password(site):
    owner = site.person("reset@example.org")
    (attacker,) = browsers(site, "127.0.8.1")
    attacker.post("/accounts/password/reset/", {"email": owner})
    assert codes_tried(attacker, "/accounts/password/reset/confirm/") <= 2
    right = site.ask("codes", owner)[0]
    assert attacker.post("/accounts/password/reset/confirm/", {"code": right}).location != (
        "/accounts/password/reset/complete/"
    )
    assert site.browser("127.0.8.2").sign_in(owner, PASSWORD).status == 302


@pytest.mark.parametrize("kind", ["123456", "abcdef0123"])
def test_second_factor(kind, site):
    """By codes of an app and by recovery codes: both go through one field."""
    owner = site.person(f"factor-{len(kind)}@example.org")
    seed = site.ask("factor", owner)
    attackers = browsers(site, *(f"127.0.9.{number}" for number in range(1, 21)))
    for attacker in attackers:
        assert attacker.sign_in(owner, PASSWORD).location == "/accounts/2fa/authenticate/"

    def guess(number: int) -> Answer:
        return attackers[number % 20].twin().post("/accounts/2fa/authenticate/", {"code": kind})

    looked_at = tried(guess, WRONG_CODE)
    assert 0 < looked_at <= 5
    (number,) = site.ask("fields", owner, "pk")
    assert site.ask("audit", verb="factor_failed", subject_id=str(number)) == looked_at
    site.ask("forget_limits")  # five minutes later
    honest = site.browser("127.0.9.99")
    honest.sign_in(owner, PASSWORD)
    honest.post("/accounts/2fa/authenticate/", {"code": site.ask("totp_code", seed)})
    assert honest.is_signed_in


def test_password_asked_for_again(site):
    """In a session that somebody else has: no more tries than at signing in, and none of the owner's elsewhere."""
    owner = site.person("asked-again@example.org")
    stolen, other = site.browser("127.0.10.1"), site.browser("127.0.10.2")
    for browser in (stolen, other):
        assert browser.sign_in(owner, PASSWORD).status == 302
    other.post("/accounts/logout/", {})

    def guess(number: int) -> Answer:
        return stolen.twin().post("/accounts/reauthenticate/", {"password": f"guess {number}"})

    assert 0 < tried(guess, "Incorrect password.") <= 5
    assert other.sign_in(owner, PASSWORD).status == 302
    assert other.is_signed_in


def test_code_mailed_to_confirm_who_one_is(site):
    """For who has no password: a session that somebody else has is worth no more than its three tries at a code."""
    owner = site.person("sealed-off@example.org", None)
    stolen = site.browser("127.0.11.1")
    stolen.post("/accounts/login/code/", {"email": owner})
    stolen.post("/accounts/login/code/confirm/", {"code": site.ask("codes", owner)[-1]})
    assert stolen.is_signed_in
    page = "/accounts/reauthenticate/code/"
    assert stolen.post(page, {}).location == page
    assert len(site.ask("codes", owner)) == 2
    assert tried(lambda number: stolen.twin().post(page, {"code": f"AAAA-{number:04}"}), "This is not the code") <= 2
    assert len(site.ask("codes", owner)) == 2
