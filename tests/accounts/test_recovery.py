"""In again without the second factor that was lost: who may, how long it takes, and all that stops it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import Schedule

from accounts import locked_out, recovering, second_factor
from accounts.models import AuditEntry, Recovery, User
from newsroom import sign_in_settings
from tests.accounts.journey import CODE
from tests.accounts.test_factors import code_of, guess, past_the_password, text
from tests.conftest import account, give_second_factor

LOST, CODE_PAGE = "/accounts/2fa/lost/", "/accounts/2fa/lost/code/"
LINK = re.compile(r"https?://[^/]+(/accounts/2fa/lost/stop/\S+/)")
DELAY = timedelta(hours=72)
NEW = "a dozen purple ferries"


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def seed(reader: User) -> str:
    reader.confirm_email()
    return give_second_factor(reader)


def mailed_code() -> str:
    (found,) = CODE.findall(str(mail.outbox[-1].body))
    return str(found)


def ask(browser: Client) -> Any:
    assert browser.post(LOST)["Location"] == CODE_PAGE
    return browser.post(CODE_PAGE, {"code": mailed_code()})


def begin(user: User) -> Recovery:
    browser = past_the_password(user)
    assert ask(browser)["Location"] == LOST
    return Recovery.objects.get(user=user)


def subjects() -> list[str]:
    return [each.subject for each in mail.outbox]


def stops() -> list[str]:
    return [str(entry.details["why"]) for entry in AuditEntry.objects.filter(verb="stop_recovery")]


def test_after_three_days_a_code_removes_the_factors(reader: User, seed: str, clock: time_machine.Traveller):
    RecoveryCodes.activate(reader)
    elsewhere = Client()
    elsewhere.force_login(reader)
    assert elsewhere.get("/accounts/me/").status_code == 200
    assert LOST in past_the_password(reader).get("/accounts/2fa/authenticate/").text
    begin(reader)
    page = text(past_the_password(reader).get(LOST).content)
    assert "You can get in without your second step from" in page
    clock.shift(DELAY - timedelta(seconds=1))
    early = past_the_password(reader)
    assert ask(early)["Location"] == LOST
    assert early.get("/accounts/me/").status_code == 204
    clock.shift(timedelta(seconds=1))
    browser = past_the_password(reader)
    assert "The time is over" in text(browser.get(LOST).content)
    assert ask(browser)["Location"] == "/accounts/2fa/"
    assert "Set up a new one now." in browser.get("/accounts/2fa/").text
    assert not Authenticator.objects.filter(user=reader).exists()
    assert not Recovery.objects.exists()
    assert elsewhere.get("/accounts/me/").status_code == 204
    assert subjects()[-1] == "Your second step is removed"
    assert AuditEntry.objects.get(verb="finish_recovery").subject_id == str(reader.pk)
    assert AuditEntry.objects.filter(verb="start_recovery").count() == 1


def test_every_proved_address_is_told_at_once(reader: User, seed: str):
    EmailAddress.objects.create(user=reader, email="second@example.org", verified=True)
    EmailAddress.objects.create(user=reader, email="wanted@example.org", verified=False)
    begin(reader)
    told = [each.to[0] for each in mail.outbox if each.subject == "Somebody wants to get in without your second step"]
    assert sorted(told) == ["reader@example.org", "second@example.org"]


def test_link_in_the_mail_stops_it_by_a_post_alone(reader: User, seed: str):
    begin(reader)
    (link,) = LINK.findall(str(mail.outbox[-1].body))
    browser = Client()
    assert "Keep the second step?" in browser.get(link).text
    assert Recovery.objects.exists()
    assert "It is stopped" in browser.post(link).text
    assert not Recovery.objects.exists()
    assert stops() == ["asked_by_mail"]
    assert subjects()[-1] == "Your second step stays"
    for answer in (browser.get(link), browser.post(link), browser.get(f"{link[:-2]}/"), browser.get(f"{LOST}stop/x/")):
        assert answer.status_code == 404


def test_link_stops_no_later_one(reader: User, seed: str, clock: time_machine.Traveller):
    former = begin(reader).link
    recovering.stop(reader, why="test", by=None)
    clock.shift(timedelta(minutes=5))
    begin(reader)
    assert Client().post(f"{LOST}stop/{former}/").status_code == 404
    assert Recovery.objects.exists()


def test_signing_in_with_the_factor_stops_it(reader: User, seed: str):
    begin(reader)
    assert guess(past_the_password(reader), code_of(seed))
    assert stops() == ["factor_used"]


def test_change_of_password_stops_it(client: Client, reader: User, seed: str):
    begin(reader)
    client.force_login(reader)
    sent = {"oldpassword": "correct horse battery", "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", sent).status_code == 302
    assert stops() == ["password_changed"]


def test_change_of_factor_stops_it(client: Client, reader: User, seed: str, django_capture_on_commit_callbacks: Any):
    begin(reader)
    client.force_login(reader)
    client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/recovery-codes/generate/")
    assert stops() == ["factor_renewed"]


def test_owner_sees_it_in_the_account_and_stops_it(client: Client, reader: User, seed: str):
    begin(reader)
    client.force_login(reader)
    assert "Somebody says they lost your second step." in client.get("/accounts/").text
    assert client.get(f"{LOST}stop/").status_code == 405
    assert client.post(f"{LOST}stop/")["Location"] == "/accounts/"
    assert stops() == ["asked_by_owner"]
    assert "Somebody says" not in client.get("/accounts/").text


CHANGES: dict[str, tuple[str, dict[str, str]]] = {
    "password_set_by_desk": ("auth_user_password_change", dict.fromkeys(["password1", "password2"], NEW)),
    "email_changed": ("accounts_user_change", {"email": "new@example.org", "display_name": "", "is_active": "on"}),
}


@pytest.mark.parametrize("why", CHANGES)
def test_what_the_desk_changes_stops_it(desk: Client, reader: User, seed: str, why: str):
    recovery, (page, form) = begin(reader), CHANGES[why]
    mail.outbox.clear()
    assert desk.post(reverse(f"admin:{page}", args=[reader.pk]), form).status_code == 302
    assert stops() == [why]
    told = [each for each in mail.outbox if each.subject == "Your second step stays"]
    assert [each.to for each in told] == [["reader@example.org"]]
    assert Client().get(f"{LOST}stop/{recovery.link}/").status_code == 404


def test_another_address_makes_it_void_whoever_wrote_it(reader: User, seed: str):
    begin(reader)
    reader.email = "new@example.org"
    assert recovering.of(reader) is None


def test_password_hashed_anew_leaves_it_alone(reader: User, seed: str, settings: LazySettings):
    settings.PASSWORD_HASHERS = sign_in_settings.SAME_EVERYWHERE["PASSWORD_HASHERS"]
    User.objects.filter(pk=reader.pk).update(password=make_password("correct horse battery", hasher="pbkdf2_sha256"))
    Recovery.objects.create(user=reader, seal=recovering.seal_of(User.objects.get(pk=reader.pk)))
    past_the_password(reader)
    reader.refresh_from_db()
    assert reader.password.startswith("argon2")
    assert recovering.of(reader)


def test_it_holds_for_a_week(reader: User, seed: str, clock: time_machine.Traveller):
    begin(reader)
    clock.shift(DELAY + timedelta(days=7))
    assert recovering.of(reader) is None
    recovering.remind()
    assert not Recovery.objects.exists()


def test_nobody_of_the_desk_gets_in_like_this(reporter: User, clock: time_machine.Traveller):
    reporter.confirm_email()
    browser = past_the_password(reporter)
    assert "Ask an administrator" in text(browser.get(LOST).content)
    assert browser.post(LOST).status_code == 200
    assert mail.outbox == []
    with pytest.raises(recovering.Refused):
        recovering.start(reporter, request=None)  # type: ignore[arg-type]  # it does not come to that


def test_who_comes_to_the_desk_meanwhile_waits_in_vain(reader: User, seed: str, clock: time_machine.Traveller):
    begin(reader)
    clock.shift(DELAY)
    User.objects.filter(pk=reader.pk).update(is_staff=True)
    with pytest.raises(recovering.Refused):
        recovering.finish(reader, request=None)  # type: ignore[arg-type]  # it does not come to that
    assert second_factor.has_one(reader)


def test_without_the_first_step_there_is_nothing(client: Client, reader: User, seed: str):
    for page in (LOST, CODE_PAGE):
        assert client.get(page)["Location"] == "/accounts/login/"
        assert client.post(page, {"code": "AAAA-AAAA"})["Location"] == "/accounts/login/"
    assert mail.outbox == []


def test_third_wrong_code_ends_the_code(reader: User, seed: str):
    browser = past_the_password(reader)
    browser.post(LOST)
    code = mailed_code()
    answers = [browser.post(CODE_PAGE, {"code": "AAAA-AAAA"}).status_code for _ in range(3)]
    assert answers == [200, 200, 302]
    assert browser.post(CODE_PAGE, {"code": code})["Location"] == LOST
    assert not Recovery.objects.exists()


def test_codes_are_few(reader: User, seed: str):
    browser = past_the_password(reader)
    answers = [browser.post(LOST).status_code for _ in range(5)]
    assert answers[0] == 302
    assert answers[-1] == 200
    assert len(mail.outbox) == answers.count(302)


def test_code_of_one_account_opens_no_other(reader: User, seed: str):
    other = account("other@example.org")
    other.confirm_email()
    give_second_factor(other)
    browser = past_the_password(reader)
    browser.post(LOST)
    code = mailed_code()
    browser.post("/accounts/logout/")
    browser.post("/accounts/login/", {"login": other.email, "password": "correct horse battery"})
    browser.post(CODE_PAGE, {"code": code})
    assert not Recovery.objects.exists()


def test_help_of_an_administrator_ends_it(reader: User, seed: str):
    begin(reader)
    locked_out.reset_second_factor(reader, by=None)
    give_second_factor(reader)
    assert recovering.of(reader) is None


def test_there_is_one_for_each_account(reader: User, seed: str):
    begin(reader)
    begin(reader)
    assert Recovery.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Recovery.objects.create(user=reader, seal="")


def test_reminder_comes_once_a_day_ahead(reader: User, seed: str, clock: time_machine.Traveller):
    begin(reader)
    mail.outbox.clear()
    recovering.remind()
    clock.shift(timedelta(hours=47, minutes=59))
    recovering.remind()
    assert subjects() == []
    clock.shift(timedelta(minutes=1))
    recovering.remind()
    recovering.remind()
    assert subjects() == ["Tomorrow your second step can be removed"]
    assert LINK.search(str(mail.outbox[0].body))


def test_nobody_is_reminded_of_what_is_void(reader: User, seed: str, clock: time_machine.Traveller):
    begin(reader)
    mail.outbox.clear()
    clock.shift(timedelta(hours=50))
    User.objects.filter(pk=reader.pk).update(email="new@example.org")
    recovering.remind()
    assert subjects() == []


def test_reminder_runs_by_the_clock(db: None):
    job = Schedule.objects.get(func="accounts.recovering.remind")
    assert job.schedule_type == Schedule.HOURLY


@pytest.mark.parametrize("step", ["finish", "start"])
def test_all_or_nothing(
    reader: User, seed: str, step: str, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
):
    if step == "finish":
        begin(reader)
        clock.shift(DELAY)
    act: Callable[..., Any] = getattr(recovering, step)
    monkeypatch.setattr(recovering.audit, "record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        act(reader, request=None)
    assert Recovery.objects.exists() == (step == "finish")
    assert second_factor.has_one(reader)


@pytest.mark.parametrize("path", ["/accounts/2fa/authenticate/", LOST, CODE_PAGE])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_account_that_goes_midway_leads_back_to_signing_in(reader: User, seed: str, path: str, verb: str):
    browser = past_the_password(reader)
    browser.post(LOST)
    right = {"code": mailed_code()}
    reader.delete()  # erasing it ends the session too, unless that is written anew in the same moment
    assert getattr(browser, verb)(path, right)["Location"] == "/accounts/login/"
    shown = browser.get("/accounts/login/")
    assert "The account you were signing in to is closed." in shown.text
    assert "account_login" not in browser.session
