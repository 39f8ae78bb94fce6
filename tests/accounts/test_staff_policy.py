"""Nobody reaches the desk without a second factor, and nobody stays signed in for ever."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts import second_factor, sessions
from accounts.models import User
from tests.conftest import account, give_second_factor
from tests.pictures import stored

DESK = ["/admin/", "/admin/articles/article/add/", "/admin/no-such-page/", "/admin/jsi18n/"]


@pytest.fixture
def bare(db: None, client: Client) -> User:
    user = account("new@example.org", is_staff=True, is_superuser=True)
    second_factor.forget_all(user)
    client.force_login(user)
    return user


@pytest.mark.parametrize("path", [*DESK, "/accounts/email/", "/accounts/password/change/", "/accounts/sessions/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_factor_one_can_only_set_one_up(client: Client, bare: User, path, method):
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/accounts/logout/", "/accounts/reauthenticate/"])
def test_what_setting_one_up_takes_is_open(client: Client, bare: User, path):
    assert client.get(path, follow=True).status_code == 200


def test_with_a_factor_the_desk_is_open(client: Client, editor: User):
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_factor(client: Client, bare: User):
    Authenticator.objects.create(user=bare, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get("/admin/").status_code == 302


def test_readers_need_none(client: Client, reader: User):
    client.force_login(reader)
    assert client.get("/accounts/email/").status_code == 200


@pytest.mark.parametrize(
    ("away", "is_signed_in"), [(timedelta(hours=3, minutes=59), True), (timedelta(hours=5), False)]
)
def test_staff_who_were_away_sign_in_again(client: Client, editor: User, away, is_signed_in):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        client.force_login(editor)
        assert client.get("/admin/").status_code == 200
        clock.shift(away)
        assert (client.get("/admin/").status_code == 200) is is_signed_in


def test_a_shift_ends_however_busy_it_is(client: Client, editor: User):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(editor)
        for _hour in range(12):
            assert client.get("/admin/").status_code == 200
            clock.shift(timedelta(hours=1))
        clock.shift(timedelta(seconds=1))
        assert client.get("/admin/").status_code == 302


def test_readers_stay_for_two_weeks_of_silence(client: Client, reader: User):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(reader)
        assert client.get("/accounts/me/").status_code == 200
        clock.shift(timedelta(days=13))
        assert client.get("/accounts/me/").status_code == 200
        clock.shift(timedelta(days=14, seconds=1))
        assert client.get("/accounts/me/").status_code == 204


def test_signing_out_everywhere_spares_this_browser(client: Client, reader: User):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(reader)
        assert browser.get("/accounts/me/").status_code == 200
    assert sessions.end_all(reader, but=str(client.session.session_key)) == 1
    assert client.get("/accounts/me/").status_code == 200
    assert elsewhere.get("/accounts/me/").status_code == 204
    assert UserSession.objects.count() == 1


def test_pictures_nobody_may_see_yet_are_not_sent_without_a_factor(client: Client, bare: User):
    picture = stored(alt="Embargoed")
    address = picture.url
    assert client.get(address).status_code == 404
    give_second_factor(bare)
    assert client.get(address).status_code == 200


def test_nor_when_the_shift_is_over(client: Client, editor: User):
    address = stored(alt="Embargoed").url
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(editor)
        client.get("/admin/")
        assert client.get(address).status_code == 200
        clock.shift(timedelta(hours=5))
        assert client.get(address).status_code == 404
