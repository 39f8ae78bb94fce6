"""The audit log takes what is recorded, keeps it, and shows when it was changed all the same."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import RequestFactory
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, AuditHead, User
from newsroom import operations
from tests.audit_log import Editor

triggers = import_module("accounts.migrations.0003_audit_log")
AGENT = "Mozilla/5.0 (test)"


@pytest.fixture
def entries(reader: User, administrator: User) -> list[AuditEntry]:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"User-Agent": AGENT})
    return [
        audit.record("sign_in", by=reader, request=request, methods=["password"]),
        audit.record("roles_changed", by=administrator, request=request, subject=reader, added=["Editors"], n=1.5e16),
        audit.record("sign_in_failed", by=None, request=request, subject=reader),
        audit.record("tidy", by=None),
    ]


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def tamper(statement: str) -> None:
    """As someone would who may do anything with the database."""
    triggers.drop_triggers(None, Editor())
    sql(statement)


def test_entry_says_who_did_what_when_and_from_where(entries: list[AuditEntry], reader: User, administrator: User):
    changed = AuditEntry.objects.get(number=2)
    assert (changed.verb, changed.actor_id) == ("roles_changed", administrator.pk)
    assert (changed.subject_type, changed.subject_id) == ("accounts.user", str(reader.pk))
    assert changed.details == {"added": ["Editors"], "n": 1.5e16}
    assert changed.personal == {"email": "administrator@example.org", "ip": "192.0.2.7", "agent": AGENT}
    assert [entry.number for entry in entries] == [1, 2, 3, 4]


def test_address_is_the_one_the_trusted_proxy_saw(db: None, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.4"})
    assert audit.record("sign_out", by=None, request=request).personal["ip"] == "198.51.100.4"


def test_request_without_any_address_is_recorded_all_the_same(db: None):
    request = RequestFactory().get("/", REMOTE_ADDR="")
    assert audit.record("sign_out", by=None, request=request).personal["ip"] == ""


def test_chain_holds(entries: list[AuditEntry]):
    assert audit.verify() == audit.Seal(4, entries[-1].hash)


def test_empty_chain_holds(db: None):
    assert audit.verify().number == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_auditentry SET verb = 'sign_out' WHERE number = 1",
        'UPDATE accounts_auditentry SET personal = \'{"ip":"192.0.2.8"}\' WHERE number = 1',
        "UPDATE accounts_auditentry SET personal = NULL WHERE number = 1",
        "UPDATE accounts_auditentry SET salt = 'other' WHERE number = 1",
        "UPDATE accounts_auditentry SET actor_id = NULL",
        "UPDATE accounts_auditentry SET number = 9 WHERE number = 4",
        "DELETE FROM accounts_auditentry WHERE number = 4",
        "DELETE FROM accounts_audithead",
        "UPDATE accounts_audithead SET number = 2",
    ],
)
def test_database_refuses_to_rewrite(entries: list[AuditEntry], statement: str):
    with pytest.raises(DatabaseError, match="only grows"):
        sql(statement)
    assert audit.verify().number == 4


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE accounts_auditentry SET verb = 'sign_out' WHERE number = 2", 2),
        ("UPDATE accounts_auditentry SET actor_id = NULL WHERE number = 2", 2),
        ("UPDATE accounts_auditentry SET details = '{}' WHERE number = 2", 2),
        ("UPDATE accounts_auditentry SET personal = '{}' WHERE number = 3", 3),
        ("UPDATE accounts_auditentry SET at = '2020-01-01 00:00:00+00:00' WHERE number = 3", 3),
        ("DELETE FROM accounts_auditentry WHERE number = 2", 2),
        ("DELETE FROM accounts_auditentry WHERE number = 1", 1),
        ("DELETE FROM accounts_auditentry WHERE number = 4", 4),
        ("UPDATE accounts_audithead SET number = 3", 3),
    ],
)
def test_tampering_shows_at_the_first_entry_it_touched(entries: list[AuditEntry], statement: str, number: int):
    tamper(statement)
    with pytest.raises(audit.Broken) as broken:
        audit.verify()
    assert broken.value.number == number


def test_rewritten_chain_does_not_lead_to_an_end_noted_elsewhere(entries: list[AuditEntry]):
    known = audit.Seal(3, entries[2].hash)
    assert audit.verify(known).number == 4
    tamper("DELETE FROM accounts_auditentry WHERE number > 2")
    AuditHead.objects.update(number=2, hash=entries[1].hash)
    assert audit.verify().number == 2  # by itself it cannot know
    for _ in range(2):
        with pytest.raises(audit.Broken) as broken:
            audit.verify(known)
        assert broken.value.number == 3
        audit.record("tidy", by=None)  # an entry with that number again


def test_forgotten_person_leaves_what_they_did_and_nothing_else(entries: list[AuditEntry], reader: User):
    assert audit.forget(reader) == 2  # what they did, and what a stranger tried
    assert [entry.personal is None for entry in AuditEntry.objects.order_by("number")] == [True, False, True, False]
    assert not AuditEntry.objects.filter(personal=None).exclude(salt="").exists()
    assert audit.verify().number == 4
    assert audit.forget(reader) == 0


def test_address_of_a_forgotten_person_goes_from_what_others_did(reader: User, administrator: User):
    for address in ("Reader@example.org", "other.reader@example.org", "work@example.org"):
        audit.record("invite", by=administrator, personal={"address": address})
    assert audit.forget(reader, {"work@example.org"}) == 2
    kept = AuditEntry.objects.exclude(personal=None).values_list("personal", flat=True)
    assert [personal["address"] for personal in kept] == ["other.reader@example.org"]
    assert audit.verify().number == 3


def test_strangers_are_forgotten_after_half_a_year(entries: list[AuditEntry], time_machine):
    operations.forget_networks()
    assert not AuditEntry.objects.filter(personal=None).exists()
    time_machine.move_to(timezone.now() + timedelta(days=181))
    operations.forget_networks()
    assert list(AuditEntry.objects.filter(personal=None).values_list("number", flat=True)) == [4, 3]  # nobody's
    assert audit.verify().number == 4


def test_entry_goes_with_the_transaction_it_tells_of(entries: list[AuditEntry]):
    with transaction.atomic():
        audit.record("publish", by=None)
        transaction.set_rollback(True)
    assert audit.verify().number == 4


def test_migration_can_be_taken_back(entries: list[AuditEntry]):
    triggers.drop_triggers(None, Editor())
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()
    triggers.create_triggers(None, Editor())
    assert audit.record("tidy", by=None).number == 1


@pytest.fixture
def shared(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database for other threads. SQLite in memory locks whole tables for them: they get a copy of it in a file."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", str(tmp_path / "copy.sqlite3"))


def in_threads(count: int, work: Callable[[], Any]) -> list[Any]:
    def run(_: int) -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("shared")
def test_no_two_entries_stand_behind_the_same_one():
    def write() -> None:
        for _ in range(10):
            audit.record("tidy", by=None)

    in_threads(5, write)
    assert in_threads(1, lambda: (audit.verify().number, AuditEntry.objects.count())) == [(50, 50)]
