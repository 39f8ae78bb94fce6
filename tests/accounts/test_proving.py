"""Whoever signs up with another's address gets nothing by it when its owner comes."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User

EMAIL, THIEVES, OWN = "owner@example.org", "the thief chose this one", "what the owner chose"


def last_code() -> str:
    [code] = re.findall(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    return str(code)


def opens(password: str) -> bool:
    browser = Client()
    browser.post("/accounts/login/", {"login": EMAIL, "password": password})
    return browser.get("/accounts/me/").status_code == 200


@pytest.fixture
def squatted(db: None) -> User:
    Client().post("/accounts/signup/", {"email": EMAIL, "password1": THIEVES})
    return User.objects.get(email=EMAIL)


def test_code_for_signing_in_leaves_no_password_of_strangers(squatted: User, client: Client):
    client.post("/accounts/login/code/", {"email": EMAIL})
    client.post("/accounts/login/code/confirm/", {"code": last_code()})
    assert client.get("/accounts/me/").status_code == 200
    assert not opens(THIEVES)


def test_new_password_begun_and_left_leaves_none_either(squatted: User, client: Client):
    client.post("/accounts/password/reset/", {"email": EMAIL})
    client.post("/accounts/password/reset/confirm/", {"code": last_code()})
    squatted.refresh_from_db()
    assert squatted.emailaddress_set.get().verified
    assert not opens(THIEVES)


def test_password_stays_of_whoever_proves_the_address_with_it(db: None, client: Client):
    client.post("/accounts/signup/", {"email": EMAIL, "password1": OWN})
    client.post("/accounts/confirm-email/", {"code": last_code()})
    assert client.get("/accounts/me/").status_code == 200
    assert opens(OWN)


def test_owner_of_a_proved_address_keeps_the_password(reader: User, client: Client):
    reader.confirm_email()
    client.post("/accounts/login/code/", {"email": reader.email})
    client.post("/accounts/login/code/confirm/", {"code": last_code()})
    reader.refresh_from_db()
    assert reader.has_usable_password()
