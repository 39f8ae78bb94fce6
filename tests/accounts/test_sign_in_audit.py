"""What happens at the door is in the audit log: who came in and how, who was turned away, which locks were changed."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts import audit
from accounts.models import AuditEntry, User
from tests.conftest import account, give_second_factor

PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def river(db: None) -> User:
    user = account("river@example.org")
    user.confirm_email()
    return user


def sign_in(client: Client, password: str = PASSWORD, email: str = "river@example.org") -> Any:
    return client.post(LOGIN, {"login": email, "password": password}, headers={"User-Agent": "Lynx"})


def code() -> str:
    (found,) = re.findall(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4}|[A-Z0-9]{6})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    return found


def right_code(seed: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(seed, next(totp.yield_hotp_counters_from_time())))


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))


def newest() -> AuditEntry:
    return AuditEntry.objects.first() or pytest.fail("Nothing is recorded.")


def test_sign_in_names_its_methods_and_where_it_came_from(client: Client, river: User):
    sign_in(client)
    entry = newest()
    assert (entry.verb, entry.actor_id, entry.details) == ("sign_in", river.pk, {"methods": ["password"]})
    assert entry.personal == {"email": "river@example.org", "ip": "127.0.0.1", "agent": "Lynx"}
    client.post("/accounts/logout/")
    assert verbs() == ["sign_in", "sign_out"]


def test_failed_sign_in_names_the_account_and_nobody_who_did_it(client: Client, river: User):
    sign_in(client, "wrong", "River@example.org")
    entry = newest()
    assert (entry.verb, entry.actor_id) == ("sign_in_failed", None)
    assert (entry.subject_type, entry.subject_id) == ("accounts.user", str(river.pk))


@pytest.mark.parametrize("typed", ["hunter2hunter2@example.org", "stranger@example.org"])
def test_what_is_typed_for_an_unknown_account_is_kept_nowhere(client: Client, river: User, typed: str):
    sign_in(client, "also secret", typed)
    entry = newest()
    assert (entry.verb, entry.subject_id, entry.details) == ("sign_in_failed", "", {"account": "unknown"})
    kept = json.dumps(list(AuditEntry.objects.values()), default=str)
    assert typed not in kept
    assert "also secret" not in kept


def test_sign_up_confirmed_by_code_and_a_wrong_code(client: Client):
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": "a river runs through it"})
    right = code()
    client.post("/accounts/confirm-email/", {"code": "AAAA-AAAA"})
    assert newest().details == {"code": "email_verification", "last_attempt": False}
    client.post("/accounts/confirm-email/", {"code": right})
    assert verbs() == ["sign_up", "code_rejected", "confirm_email", "sign_in"]


def test_sign_in_by_mailed_code_and_a_wrong_one(client: Client, river: User):
    client.post("/accounts/login/code/", {"email": river.email})
    right = code()
    client.post("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"})
    rejected = newest()
    assert (rejected.verb, rejected.actor_id, rejected.subject_id) == ("code_rejected", None, str(river.pk))
    client.post("/accounts/login/code/confirm/", {"code": right})
    assert (newest().verb, newest().details) == ("sign_in", {"methods": ["code"]})
    assert right not in json.dumps(list(AuditEntry.objects.values()), default=str)


def test_second_factor_and_a_wrong_one(client: Client, river: User):
    seed = give_second_factor(river)
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    failed = newest()
    assert (failed.verb, failed.subject_id) == ("factor_failed", str(river.pk))
    assert failed.details == {"factor": "totp", "reauthentication": False}
    right = right_code(seed)
    client.post("/accounts/2fa/authenticate/", {"code": right})
    assert (newest().verb, newest().details) == ("sign_in", {"methods": ["password", "mfa:totp"]})
    assert right not in json.dumps(list(AuditEntry.objects.values("details", "personal")))


def test_recovery_code_is_noted_when_it_is_used_up(client: Client, river: User):
    give_second_factor(river)
    codes = RecoveryCodes.activate(river).get_unused_codes()
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert verbs()[-2:] == ["use_recovery_code", "sign_in"]


def test_password_and_factor_that_are_new(client: Client, river: User, django_capture_on_commit_callbacks):
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "a river runs through it", "password2": "a river runs through it"}
    client.post("/accounts/password/change/", new)
    assert "change_password" in verbs()
    seed = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    right = right_code(seed)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": right})
    assert ("add_factor", {"factor": "totp"}) in AuditEntry.objects.values_list("verb", "details")


def test_factor_that_is_removed(client: Client, river: User, django_capture_on_commit_callbacks):
    seed = give_second_factor(river)
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": right_code(seed)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/deactivate/")
    assert ("remove_factor", {"factor": "totp"}) in AuditEntry.objects.values_list("verb", "details")
    assert not Authenticator.objects.filter(type="totp").exists()


def test_password_reset_by_code(client: Client, river: User):
    client.post("/accounts/password/reset/", {"email": river.email})
    right = code()
    client.post("/accounts/password/reset/confirm/", {"code": "AAAA-AAAA"})
    assert newest().details == {"code": "password_reset", "last_attempt": False}
    client.post("/accounts/password/reset/confirm/", {"code": right})
    new = {"password1": "a river runs through it", "password2": "a river runs through it"}
    client.post("/accounts/password/reset/complete/", new)
    assert "reset_password" in verbs()


def test_changed_address_is_personal(client: Client, river: User):
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": "mine@example.org"})
    client.post("/accounts/confirm-email/", {"code": code()})
    changes = AuditEntry.objects.filter(verb__in=["add_email", "confirm_email", "change_email", "remove_email"])
    assert [entry.verb for entry in changes] == ["change_email", "confirm_email", "add_email"]
    audit.forget(river)
    assert "example.org" not in json.dumps(list(AuditEntry.objects.values("details", "personal")))
    assert audit.verify().number == len(verbs())
