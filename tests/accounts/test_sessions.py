"""The list of where one is signed in, and ending some of it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import AuditEntry, User
from tests.conftest import account

PASSWORD = "correct horse battery"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture(autouse=True)
def _no_counts(db: None) -> None:
    cache.clear()


def browser_of(user: User) -> Client:
    browser = Client(HTTP_USER_AGENT=FIREFOX)
    browser.force_login(user)
    assert browser.get("/accounts/me/").status_code == 200
    return browser


def number_of(browser: Client) -> int:
    return UserSession.objects.get(session_key=browser.session.session_key).pk


def is_signed_in(browser: Client) -> bool:
    return browser.get("/accounts/me/").status_code == 200


def confirm(client: Client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_list_tells_device_and_place_and_which_is_this(reader: User):
    here = browser_of(reader)
    browser_of(reader)
    browser_of(account("someone@example.org"))
    listed = LexborHTMLParser(here.get("/accounts/sessions/").content).css(".account-list > li")
    assert len(listed) == 2
    assert all("Firefox on Windows" in row.text() and "127.0.0.1" in row.text() for row in listed)
    assert len([row for row in listed if "This one" in row.text()]) == 1
    assert len([row for row in listed if row.css("form")]) == 1


def test_strangers_have_no_list(client: Client, db):
    assert client.get("/accounts/sessions/")["Location"].startswith("/accounts/login/")
    assert client.post("/accounts/sessions/").status_code == 405


def test_sessions_that_have_lived_are_not_listed_but_ended(reader: User):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser_of(reader)
        clock.shift(timedelta(days=15))
        here = browser_of(reader)
        assert len(LexborHTMLParser(here.get("/accounts/sessions/").content).css(".account-list > li")) == 1
        assert UserSession.objects.count() == 1


@pytest.mark.parametrize("is_one", [True, False])
def test_ending_asks_who_one_is_and_then_does_it(reader: User, is_one):
    here, there = browser_of(reader), browser_of(reader)
    end = f"/accounts/sessions/{number_of(there)}/end/" if is_one else "/accounts/sessions/end-others/"
    asked = here.post(end)
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert is_signed_in(there)
    answer = here.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": end})
    assert answer["Location"] == "/accounts/sessions/"
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert AuditEntry.objects.filter(verb="sign_out_elsewhere", actor_id=reader.pk).count() == 1


def test_nobody_ends_the_sessions_of_others(reader: User):
    mine, theirs = browser_of(reader), browser_of(account("someone@example.org"))
    confirm(mine)
    assert mine.post(f"/accounts/sessions/{number_of(theirs)}/end/").status_code == 404
    mine.post("/accounts/sessions/end-others/")
    assert is_signed_in(theirs)


def test_one_does_not_end_ones_own_by_mistake(reader: User):
    here = browser_of(reader)
    confirm(here)
    assert here.post(f"/accounts/sessions/{number_of(here)}/end/").status_code == 404
    assert is_signed_in(here)


def test_looking_ends_nothing(reader: User):
    here, there = browser_of(reader), browser_of(reader)
    confirm(here)
    for end in (f"{number_of(there)}/end", "end-others"):
        assert here.get(f"/accounts/sessions/{end}/").status_code == 405
    assert is_signed_in(there)


def test_use_is_written_down_once_a_minute_and_when_the_place_changes(reader: User):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        here = browser_of(reader)
        for seconds, address, is_written in ((30, "127.0.0.1", False), (31, "127.0.0.1", True), (1, "127.0.0.2", True)):
            before = UserSession.objects.get().last_seen_at
            clock.shift(timedelta(seconds=seconds))
            here.get("/accounts/me/", REMOTE_ADDR=address)
            assert (UserSession.objects.get().last_seen_at != before) is is_written


def test_writing_down_that_it_is_used_takes_one_statement(reader: User):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        here = browser_of(reader)
        with CaptureQueriesContext(connection) as between:
            here.get("/accounts/me/")
        clock.shift(timedelta(minutes=2))
        with CaptureQueriesContext(connection) as written:
            here.get("/accounts/me/")
        assert UserSession.objects.get().last_seen_at == timezone.now()
    assert len(written) == len(between) + 1


def test_session_that_has_lived_is_not_written_down_as_used(reader: User):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        here = browser_of(reader)
        before = timezone.now()
        clock.shift(timedelta(days=20))
        assert not is_signed_in(here)
    assert not UserSession.objects.filter(last_seen_at__gt=before).exists()
