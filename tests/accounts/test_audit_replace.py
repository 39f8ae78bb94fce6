"""No statement that replaces a row gets around the triggers of the audit log."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection

from accounts import audit
from accounts.models import AuditEntry
from tests.accounts.test_audit import sql
from tests.audit_log import Editor

ROW = "(number, at, verb, subject_type, subject_id, details, salt, personal_hash, hash)"
VALUES = "'2020-01-01 00:00:00+00:00', 'forged', '', '', '{}', '', '', ''"
ON_SQLITE = [
    "INSERT OR REPLACE INTO ENTRY ROW VALUES (2, …)",
    "REPLACE INTO ENTRY ROW VALUES (2, …)",
    "INSERT OR REPLACE INTO ENTRY (rowid, ROW VALUES (2, 99, …)",
    "INSERT INTO ENTRY ROW VALUES (2, …) ON CONFLICT (number) DO UPDATE SET verb = 'forged'",
    "UPDATE OR REPLACE ENTRY SET rowid = 2 WHERE rowid = 1",
    "UPDATE OR REPLACE ENTRY SET number = 2 WHERE number = 1",
    "INSERT OR REPLACE INTO HEAD VALUES (1, 2, 'other')",
    "INSERT INTO HEAD VALUES (1, 2, 'other') ON CONFLICT (id) DO UPDATE SET number = 2",
    "UPDATE OR REPLACE HEAD SET rowid = 7, number = number + 1",
]
ON_POSTGRESQL = [
    "INSERT INTO ENTRY ROW VALUES (2, …) ON CONFLICT (number) DO UPDATE SET verb = 'forged'",
    "INSERT INTO HEAD VALUES (1, 2, 'other') ON CONFLICT (id) DO UPDATE SET number = 2",
    "MERGE INTO ENTRY a USING (SELECT 2 AS n) b ON a.number = b.n WHEN MATCHED THEN UPDATE SET verb = 'forged'",
    "MERGE INTO ENTRY a USING (SELECT 2 AS n) b ON a.number = b.n WHEN MATCHED THEN DELETE",
    "TRUNCATE ENTRY",
    "TRUNCATE HEAD CASCADE",
]


def run(statement: str) -> None:
    for short, whole in {
        "(rowid, ROW": f"(rowid, {ROW[1:]}",
        "ENTRY": "accounts_auditentry",
        "HEAD": "accounts_audithead",
        "ROW": ROW,
        "…": VALUES,
    }.items():
        statement = statement.replace(short, whole)
    sql(statement)


@pytest.fixture
def chain(db: None) -> None:
    for _ in range(3):
        audit.record("tidy", by=None)
    AuditEntry.objects.filter(number=1).update(personal=None, salt="")  # forgotten, so that it may be written again


@pytest.mark.parametrize(
    ("vendor", "statement"),
    [("sqlite", statement) for statement in ON_SQLITE] + [("postgresql", statement) for statement in ON_POSTGRESQL],
)
def test_database_refuses_to_replace(chain: None, vendor: str, statement: str):
    if connection.vendor != vendor:
        pytest.skip(f"in the words of {vendor}")
    with pytest.raises(DatabaseError, match="only grows"):
        run(statement)
    assert audit.verify().number == 3


def test_entry_is_recorded_and_forgotten_as_before(chain: None):
    audit.record("tidy", by=None)
    assert audit.verify().number == 4
    assert AuditEntry.objects.filter(number=4).update(personal=None, salt="") == 1
    assert audit.verify().number == 4


@pytest.mark.skipif(connection.vendor != "sqlite", reason="there are no such triggers elsewhere")
def test_migration_can_be_taken_back(chain: None):
    replacing = import_module("accounts.migrations.0005_audit_log_replace")
    replacing.drop_triggers(None, Editor())
    run("INSERT OR REPLACE INTO ENTRY ROW VALUES (2, …)")
    assert AuditEntry.objects.get(number=2).verb == "forged"
    replacing.create_triggers(None, Editor())
    with pytest.raises(DatabaseError, match="only grows"):
        run("INSERT OR REPLACE INTO ENTRY ROW VALUES (3, …)")
