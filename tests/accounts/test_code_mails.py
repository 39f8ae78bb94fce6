"""How often a code is mailed to an address: counted together, whatever it is for, and never to the owner's harm."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import Recovery, User
from tests.accounts.test_sign_in import code
from tests.conftest import account, give_second_factor

PASSWORD = "correct horse battery"
NEW, NEW_PASSWORD = "new@example.org", "a river runs through it"
CODE, ENTER_CODE = "/accounts/login/code/", "/accounts/login/code/confirm/"
RESET, ENTER_RESET_CODE = "/accounts/password/reset/", "/accounts/password/reset/confirm/"
SIGN_UP, ENTER_ADDRESS_CODE = "/accounts/signup/", "/accounts/confirm-email/"
AGAIN = {"action": "resend"}
TOO_MANY = "Too many codes were asked for"


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock
    cache.clear()


@pytest.fixture
def owner() -> User:
    user = account("owner@example.org")
    user.confirm_email()
    return user


@pytest.fixture
def known(owner: User) -> Client:
    """A browser in which the owner signed in before."""
    client = Client(REMOTE_ADDR="192.0.2.1")
    assert client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD}).status_code == 302
    client.post("/accounts/logout/")
    return client


def stranger(number: int) -> Client:
    return Client(REMOTE_ADDR=f"198.51.100.{number}")


def flood(email: str) -> int:
    """By each door, until all are shut. Returns how many mails that made."""
    before = len(mail.outbox)
    for number in range(4):
        for form in (CODE, RESET, SIGN_UP):
            stranger(number).post(form, {"email": email, "password1": NEW_PASSWORD})
    return len(mail.outbox) - before


def said(client: Client, path: str) -> str:
    main = LexborHTMLParser(client.get(path).content).css_first("main")
    assert main
    return main.text()


def test_strangers_keep_no_owner_from_a_new_password(owner: User, known: Client):
    assert flood(owner.email) == 6
    assert TOO_MANY in stranger(99).post(RESET, {"email": owner.email}).content.decode()
    assert known.post(RESET, {"email": owner.email}).status_code == 302
    answer = known.post(ENTER_RESET_CODE, {"code": code()})
    assert answer["Location"] == "/accounts/password/reset/complete/"


def test_strangers_keep_nobody_from_proving_an_address(known: Client):
    newcomer = Client(REMOTE_ADDR="192.0.2.8")
    newcomer.post(SIGN_UP, {"email": NEW, "password1": NEW_PASSWORD})
    flood(NEW)
    before = len(mail.outbox)
    for _time in range(2):
        assert newcomer.post(ENTER_ADDRESS_CODE, AGAIN).status_code == 302
    assert len(mail.outbox) == before + 2
    newcomer.post(ENTER_ADDRESS_CODE, {"code": code()})
    assert EmailAddress.objects.filter(email=NEW, verified=True).exists()


def test_who_knows_the_password_may_come_back_to_prove_the_address():
    Client(REMOTE_ADDR="192.0.2.8").post(SIGN_UP, {"email": NEW, "password1": NEW_PASSWORD})
    flood(NEW)
    later = Client(REMOTE_ADDR="192.0.2.9")
    assert later.post("/accounts/login/", {"login": NEW, "password": NEW_PASSWORD})["Location"] == ENTER_ADDRESS_CODE
    assert later.post(ENTER_ADDRESS_CODE, {"code": code()}).status_code == 302
    assert EmailAddress.objects.filter(email=NEW, verified=True).exists()


def test_even_who_knows_the_password_makes_few_mails_to_what_may_be_anothers_address():
    Client(REMOTE_ADDR="192.0.2.8").post(SIGN_UP, {"email": NEW, "password1": NEW_PASSWORD})
    statuses = []
    for number in range(5):
        client = stranger(number)
        statuses.append(client.post("/accounts/login/", {"login": NEW, "password": NEW_PASSWORD}).status_code)
    assert statuses == [302, 302, 302, 429, 429]
    assert len(mail.outbox) == 1 + 3


def test_a_code_is_a_code_whatever_it_is_for(owner: User):
    """And whether it is the first or another."""
    client = stranger(1)
    client.post(CODE, {"email": owner.email})
    client.post(ENTER_CODE, AGAIN)
    client.post(RESET, {"email": owner.email})
    assert len(mail.outbox) == 3
    for form in (CODE, RESET, SIGN_UP):
        answer = stranger(1).post(form, {"email": owner.email, "password1": NEW_PASSWORD})
        assert TOO_MANY in answer.content.decode(), form
    client.post(ENTER_CODE, AGAIN)
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(("form", "asks"), [(CODE, ENTER_CODE), (SIGN_UP, ENTER_ADDRESS_CODE)])
def test_known_and_unknown_addresses_are_sent_no_more_codes_in_the_same_words(form: str, asks: str, owner: User):
    pages = []
    for number, email in enumerate((owner.email, "unknown@example.org")):
        begun = [stranger(10 * number) for _session in range(2)]
        for client in begun:
            assert client.post(form, {"email": email, "password1": NEW_PASSWORD}).status_code == 302
        answers = [client.post(asks, AGAIN) for client in begun for _time in range(2)]
        pages.append(
            [(answer.status_code, answer["Location"]) for answer in answers]
            + [said(client, asks).replace(email, "") for client in begun]
        )
    assert pages[0] == pages[1]
    assert (TOO_MANY in pages[0][-1]) is (form == CODE)


def test_refused_code_is_not_mailed_and_the_former_one_holds(owner: User):
    client = stranger(1)
    client.post(CODE, {"email": owner.email})
    first = code()
    for _time in range(2):
        Client(REMOTE_ADDR="198.51.100.1").post(RESET, {"email": owner.email})
    before = len(mail.outbox)
    assert client.post(ENTER_CODE, AGAIN, follow=True).redirect_chain == [(ENTER_CODE, 302)]
    assert len(mail.outbox) == before
    client.post(ENTER_CODE, {"code": first})
    assert "_auth_user_id" in client.session


def test_strangers_make_so_many_mails_to_one_address_a_day(owner: User, known: Client, clock: time_machine.Traveller):
    mail.outbox.clear()
    for _minute in range(10):
        flood(owner.email)
        clock.shift(timedelta(minutes=2))
    assert len(mail.outbox) == 40
    assert known.post(RESET, {"email": owner.email}).status_code == 302
    clock.shift(timedelta(days=1))
    assert stranger(99).post(CODE, {"email": owner.email}).status_code == 302


def test_a_known_browser_makes_so_many_mails_a_day(owner: User, known: Client, clock: time_machine.Traveller):
    mail.outbox.clear()
    for _minute in range(10):
        for _time in range(4):
            known.post(RESET, {"email": owner.email})
        clock.shift(timedelta(minutes=2))
    assert len(mail.outbox) == 20


def test_an_address_that_someone_adds_may_be_anothers(owner: User):
    """Who has an account writes to strangers no more often than those who have none."""
    target, sent = "target@example.org", 0
    for number in range(4):
        user = account(f"adder-{number}@example.org")
        user.confirm_email()
        client = stranger(number)
        client.force_login(user)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        before = len(mail.outbox)
        client.post("/accounts/email/", {"email": target, "action_add": ""})
        client.post(ENTER_ADDRESS_CODE, AGAIN)
        sent += len([message for message in mail.outbox[before:] if message.to == [target]])
    assert sent == 6


def test_not_even_to_oneself_are_more_mailed(known: Client, owner: User):
    """There is no button for it; who posts what it would post is counted where the mail is sent."""
    known.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    statuses = [
        known.post("/accounts/email/", {"email": owner.email, "action_send": ""}).status_code for _time in "1234"
    ]
    assert statuses == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_refused_sign_up_makes_no_account():
    for form in (CODE, CODE, CODE):
        stranger(1).post(form, {"email": NEW})
    answer = stranger(1).post(SIGN_UP, {"email": NEW, "password1": NEW_PASSWORD})
    assert TOO_MANY in answer.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_what_is_wrong_with_a_form_counts_as_no_mail():
    for _time in range(5):
        stranger(1).post(SIGN_UP, {"email": NEW, "password1": "short"})
    assert stranger(1).post(SIGN_UP, {"email": NEW, "password1": NEW_PASSWORD}).status_code == 302


def codes_run_out_for_strangers(email: str, clock: time_machine.Traveller) -> None:
    """For a day: with all that strangers may ask for."""
    before = len(mail.outbox)
    for number in range(60):
        stranger(number).post(CODE, {"email": email})
        clock.shift(timedelta(seconds=15))
    assert len(mail.outbox) == before + 40


def test_strangers_keep_nobody_from_getting_in_without_the_second_step(owner: User, clock: time_machine.Traveller):
    give_second_factor(owner)
    codes_run_out_for_strangers(owner.email, clock)
    later = Client(REMOTE_ADDR="192.0.2.9")
    later.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    statuses = [later.post("/accounts/2fa/lost/").status_code for _time in range(4)]
    assert statuses == [302, 302, 302, 200]  # and their own are counted
    assert later.post("/accounts/2fa/lost/code/", {"code": code()})["Location"] == "/accounts/2fa/lost/"
    assert Recovery.objects.filter(user=owner).exists()


def test_strangers_keep_nobody_from_confirming_who_they_are(owner: User, clock: time_machine.Traveller):
    owner.set_unusable_password()
    owner.save()
    member = Client(REMOTE_ADDR="192.0.2.9")
    member.force_login(owner)
    codes_run_out_for_strangers(owner.email, clock)
    before = len(mail.outbox)
    for _time in range(4):
        member.post("/accounts/reauthenticate/code/")
    assert len(mail.outbox) == before + 3
    assert member.post("/accounts/reauthenticate/code/", {"code": code()})["Location"] == "/accounts/"
