"""Closes the ways around the audit log's triggers in which SQLite replaces a row and asks no trigger about it.

INSERT OR REPLACE and UPDATE OR REPLACE delete the row that stands in their way without the trigger for deleting. It may
stand there by its key or by SQLite's own number of it, which is another, as neither key is an INTEGER PRIMARY KEY.
PostgreSQL knows nothing of the kind: ON CONFLICT DO UPDATE and MERGE fire the triggers of migration 0003.
"""

from django.db import migrations

TABLES = {"accounts_auditentry": "number", "accounts_audithead": "id"}
REFUSAL = "The audit log only grows."
TRIGGERS = {
    "replace": (
        "INSERT",
        "EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) OR EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid)",
    ),
    "move": ("UPDATE", "NEW.rowid <> OLD.rowid"),
}


def create_triggers(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for table, key in TABLES.items():
        for name, (event, when) in TRIGGERS.items():
            condition = when.format(table=table, key=key)
            schema_editor.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} WHEN {condition}"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def drop_triggers(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for table in TABLES:
        for name in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_invitation"),
    ]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
