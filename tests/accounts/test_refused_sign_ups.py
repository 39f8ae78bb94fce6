"""Signing up with an address, and then signing in with the same password, tells nobody whether it had an account."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from tests.accounts.test_same_work import PASSWORD, CountingHasher, people, statements  # noqa: F401  # a fixture
from tests.conftest import account

pytestmark = pytest.mark.django_db
CODE_PAGE, OTHER = "/accounts/confirm-email/", "another river, another day"


@pytest.fixture(autouse=True)
def _no_limit_reached() -> None:
    cache.clear()


def sign_up(email: str, password: str = PASSWORD) -> None:
    assert Client().post("/accounts/signup/", {"email": email, "password1": password})["Location"] == CODE_PAGE


def sign_in(email: str, password: str = PASSWORD, client: Client | None = None, **about: Any) -> Any:
    return (client or Client(**about)).post("/accounts/login/", {"login": email, "password": password})


def page_after(email: str) -> str:
    client = Client()
    assert sign_in(email, client=client)["Location"] == CODE_PAGE
    text = client.get(CODE_PAGE).text
    return re.sub(r'value="\w{64}"|nonce="[^"]+"', "", text).replace(email, "ADDRESS")


def test_both_lead_to_the_same_page_and_take_the_same_work(people: list[str]):  # noqa: F811  # the fixture
    emails = ["nobody@example.net", *people]
    for email in emails:
        sign_up(email)
    found, pages = {}, set()
    for email in emails:
        sign_in(email, "wrong, wrong, wrong")
        CountingHasher.count = 0
        with CaptureQueriesContext(connection) as queries:
            sign_in(email)
        found[email] = statements(queries) + Counter({"hash": CountingHasher.count})
        pages.add(page_after(email))
    assert found == dict.fromkeys(emails, found["nobody@example.net"])
    assert len(pages) == 1


def test_only_the_password_of_that_sign_up_leads_on_and_for_a_week(reader: User):
    reader.confirm_email()
    with time_machine.travel(now := timezone.now(), tick=False) as clock:
        sign_up(reader.email)
        assert sign_in(reader.email, OTHER).status_code == 200
        assert sign_in(reader.email.upper())["Location"] == CODE_PAGE
        clock.move_to(now + timedelta(days=7, seconds=1))
        assert sign_in(reader.email).status_code == 200


def test_it_opens_nothing_and_mails_no_code(reader: User):
    reader.confirm_email()
    sign_up(reader.email)
    client = Client()
    sign_in(reader.email, client=client)
    assert client.get("/accounts/me/").status_code == 204
    assert [re.findall(r"\b[A-Z]{4}-[A-Z]{4}\b", str(sent.body)) for sent in mail.outbox] == [[]] * len(mail.outbox)


def test_owner_who_signed_up_again_with_their_own_password_signs_in(reader: User):
    reader.confirm_email()
    sign_up(reader.email, "correct horse battery")
    assert "_auth_user_id" in sign_in(reader.email, "correct horse battery").client.session


def test_mails_are_counted_alike():
    account("known@example.org").confirm_email()
    answers: dict[str, Counter[int]] = {}
    for email in ("known@example.org", "nobody@example.net"):
        sign_up(email)
        addresses = [f"198.51.100.{number}" for number in range(5)]
        answers[email] = Counter(sign_in(email, REMOTE_ADDR=address).status_code for address in addresses)
    assert answers["known@example.org"] == answers["nobody@example.net"] == {302: 3, 429: 2}
