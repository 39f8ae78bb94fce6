"""What an operator runs about the audit log and about someone who is locked out."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import audit
from accounts.models import AuditEntry, User
from tests.accounts.test_audit import tamper
from tests.conftest import account


def test_whole_log_verifies_and_says_where_it_ends(db: None, capsys: pytest.CaptureFixture[str]):
    audit.record("tidy", by=None)
    last = audit.record("tidy", by=None)
    call_command("verify_audit_log")
    printed = capsys.readouterr().out.strip()
    assert printed == f"2:{last.hash}"
    audit.record("tidy", by=None)
    call_command("verify_audit_log", f"--known={printed}")


def test_rewritten_log_fails_and_names_the_entry(db: None):
    for _ in range(3):
        audit.record("tidy", by=None)
    tamper("UPDATE accounts_auditentry SET verb = 'sweep' WHERE number = 2")
    with pytest.raises(CommandError, match="entry 2") as failed:
        call_command("verify_audit_log")
    assert failed.value.returncode == 1


@pytest.mark.parametrize("known", ["2", "x:abc", "2:other"])
def test_seal_that_is_none_or_another_fails(db: None, known: str):
    audit.record("tidy", by=None)
    with pytest.raises(CommandError):
        call_command("verify_audit_log", f"--known={known}")


def test_locked_out_administrator_sets_up_a_new_factor(db: None, client: Client, mailoutbox: list[EmailMessage]):
    chief = account("chief@example.org", is_staff=True, is_superuser=True)
    chief.confirm_email()
    call_command("reset_second_factor", "Chief@example.org")
    assert not Authenticator.objects.filter(user=chief).exists()
    (mail,) = mailoutbox
    assert mail.to == ["chief@example.org"]
    assert "/accounts/2fa/" in mail.body
    entry = AuditEntry.objects.get(verb="reset_second_factor")
    assert (entry.actor_id, entry.subject_id, entry.details["factors"]) == (None, str(chief.pk), 1)
    client.post("/accounts/login/", {"login": chief.email, "password": "correct horse battery"})
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_resetting_ends_sessions(db: None, client: Client):
    chief = account("chief@example.org", is_staff=False)
    chief.confirm_email()
    client.post("/accounts/login/", {"login": chief.email, "password": "correct horse battery"})
    assert client.get("/accounts/me/").status_code == 200
    call_command("reset_second_factor", chief.email)
    assert client.get("/accounts/me/").status_code == 204


def test_nobody_has_that_address(db: None):
    with pytest.raises(CommandError, match="Nobody"):
        call_command("reset_second_factor", "nobody@example.org")
    assert not User.objects.exists()
