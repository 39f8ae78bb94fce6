"""Codes by mail: as many are sent, and may be guessed at, as docs/sign-in-limits.md says, and owners get theirs."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import PASSWORD, Stage
from tests.attacks.test_brute_force import AT_ONCE, GUESSES, browsers

CODE, ENTER_CODE = "/accounts/login/code/", "/accounts/login/code/confirm/"
RESET, ENTER_RESET_CODE = "/accounts/password/reset/", "/accounts/password/reset/confirm/"
SIGN_UP, ENTER_ADDRESS_CODE = "/accounts/signup/", "/accounts/confirm-email/"
A_MINUTE = 6  # codes for one address, by all strangers together


def at_once(what: Callable[[int], Answer | None], times: int) -> int:
    """Returns how many codes strangers may have had for one address by then: a slow machine takes minutes."""
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(what, range(times)))
    assert all(answer.status < 500 for answer in answers if answer)
    return A_MINUTE * (1 + int(time.monotonic() - began) // 60)


def flood(site: Stage, email: str, network: str) -> int:
    """By every door, from forty addresses, each time as somebody new. Returns as above."""
    attackers = browsers(site, *(f"{network}.{number}" for number in range(1, 41)))

    def ask(number: int) -> Answer:
        form = (CODE, RESET, SIGN_UP)[number % 3]
        return attackers[number % 40].twin().post(form, {"email": email, "password1": PASSWORD})

    return at_once(ask, GUESSES)


def known_browser(site: Stage, email: str, address: str) -> Browser:
    browser = site.browser(address)
    assert browser.sign_in(email, PASSWORD).status == 302
    browser.post("/accounts/logout/", {})
    return browser


def test_owner_gets_a_new_password_and_a_code_while_strangers_ask_for_them(site):
    owner = site.person("flooded@example.org")
    known = known_browser(site, owner, "127.0.20.250")
    allowed = flood(site, owner, "127.0.20")
    assert 0 < len(site.ask("mails", owner)) <= allowed
    assert known.post(RESET, {"email": owner}).location == ENTER_RESET_CODE
    right = {"code": site.ask("codes", owner)[-1]}
    assert known.post(ENTER_RESET_CODE, right).location == "/accounts/password/reset/complete/"
    known = known_browser(site, owner, "127.0.20.251")
    assert known.post(CODE, {"email": owner}).location == ENTER_CODE
    known.post(ENTER_CODE, {"code": site.ask("codes", owner)[-1]})
    assert known.is_signed_in


def test_newcomer_proves_an_address_while_strangers_ask_for_codes(site):
    email = "newcomer@example.org"
    newcomer = site.browser("127.0.21.250")
    assert newcomer.post(SIGN_UP, {"email": email, "password1": PASSWORD}).location == ENTER_ADDRESS_CODE
    allowed = flood(site, email, "127.0.21")
    before = site.ask("mails", email)
    assert len(before) <= allowed + 1
    assert newcomer.post(ENTER_ADDRESS_CODE, {"action": "resend"}).status == 302
    assert len(site.ask("mails", email)) == len(before) + 1
    newcomer.post(ENTER_ADDRESS_CODE, {"code": site.ask("codes", email)[-1]})
    assert newcomer.is_signed_in


def test_codes_sent_again_stop_at_the_limit(site):
    owner = site.person("again@example.org")
    attackers = browsers(site, *(f"127.0.22.{number}" for number in range(1, 5)))
    for attacker in attackers:
        assert attacker.post(CODE, {"email": owner}).location == ENTER_CODE
    began = site.ask("mails", owner)
    allowed = at_once(lambda number: attackers[number % 4].twin().post(ENTER_CODE, {"action": "resend"}), GUESSES)
    assert len(began) == 4
    assert 4 < len(site.ask("mails", owner)) <= allowed


@pytest.mark.parametrize(("form", "asks"), [(CODE, ENTER_CODE), (RESET, ENTER_RESET_CODE)])
def test_new_codes_give_few_new_guesses(form, asks, site):
    owner = site.person(f"codes-{len(asks)}@example.org")
    known = known_browser(site, owner, "127.0.23.250")
    attackers = browsers(site, *(f"127.0.23.{number}" for number in range(1, 41)))

    def guess(number: int) -> Answer:
        attacker = attackers[number % 40].twin()
        attacker.post(form, {"email": owner})
        for letter in "ABC":
            answer = attacker.post(asks, {"code": f"{letter * 4}-{number:04}"})
        return answer

    allowed = at_once(guess, GUESSES // 3 + 1)
    (number,) = site.ask("fields", owner, "pk")
    assert 0 < site.ask("audit", verb="code_rejected", subject_id=str(number)) <= 3 * allowed
    assert known.post(form, {"email": owner}).location == asks
    assert known.post(asks, {"code": site.ask("codes", owner)[-1]}).status == 302


def test_who_lost_the_second_step_gets_a_code_while_strangers_ask_for_codes(site):
    owner = site.person("lost-factor@example.org")
    site.ask("factor", owner)
    flood(site, owner, "127.0.24")
    later = site.browser("127.0.24.250")
    assert later.sign_in(owner, PASSWORD).location.startswith("/accounts/2fa/authenticate/")
    before = len(site.ask("mails", owner))
    assert later.post("/accounts/2fa/lost/", {}).location == "/accounts/2fa/lost/code/"
    assert len(site.ask("mails", owner)) == before + 1
    right = {"code": site.ask("codes", owner)[-1]}
    assert later.post("/accounts/2fa/lost/code/", right).location == "/accounts/2fa/lost/"
