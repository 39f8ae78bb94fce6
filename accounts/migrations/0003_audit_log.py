"""The audit log, and the triggers by which the database itself keeps it from being rewritten.

SQLite forgets a table's triggers when it rebuilds the table: a later migration that alters one of these has to drop
them before and create them again afterwards.
"""

import django.utils.timezone
from django.db import migrations, models

import accounts.models.audit_entry

ENTRY, HEAD = "accounts_auditentry", "accounts_audithead"
SEALED = ["number", "at", "verb", "actor_id", "subject_type", "subject_id", "details", "personal_hash", "hash"]
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
CHANGED = "({new}) {differs} ({old}) OR NEW.personal IS NOT NULL OR NEW.salt <> ''"
NOT_FORWARD = "NEW.id <> OLD.id OR NEW.number <> OLD.number + 1"
REFUSAL = "The audit log only grows."
BODY = f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"


def create_triggers(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    old, new = (", ".join(f'{row}."{column}"' for column in SEALED) for row in ("OLD", "NEW"))
    changed = CHANGED.format(old=old, new=new, differs=DIFFERS[vendor])
    for statement in STATEMENTS[vendor]:
        schema_editor.execute(statement.replace("{changed}", changed).replace("{not_forward}", NOT_FORWARD))


def drop_triggers(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in (ENTRY, HEAD):
        for verb in ("update", "delete", "truncate"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}" + f" ON {table}" * is_postgres)
    if is_postgres:
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_refuse()")


def on_sqlite(table, verb, when=""):
    return f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def on_postgres(table, verb, when="", each="ROW"):
    return (
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} FOR EACH {each} {when} EXECUTE FUNCTION audit_refuse()"
    )


STATEMENTS = {
    "sqlite": [
        on_sqlite(ENTRY, "update", "WHEN {changed}"),
        on_sqlite(ENTRY, "delete"),
        on_sqlite(HEAD, "update", "WHEN {not_forward}"),
        on_sqlite(HEAD, "delete"),
    ],
    "postgresql": [
        f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS {BODY}",
        on_postgres(ENTRY, "update", "WHEN ({changed})"),
        on_postgres(ENTRY, "delete"),
        on_postgres(ENTRY, "truncate", each="STATEMENT"),
        on_postgres(HEAD, "update", "WHEN ({not_forward})"),
        on_postgres(HEAD, "delete"),
        on_postgres(HEAD, "truncate", each="STATEMENT"),
    ],
}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_profile_and_outgoing_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="number")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="when")),
                ("verb", models.CharField(max_length=60, verbose_name="what")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="who")),
                ("subject_type", models.CharField(blank=True, max_length=100, verbose_name="kind of subject")),
                ("subject_id", models.CharField(blank=True, max_length=64, verbose_name="subject")),
                ("details", accounts.models.audit_entry.CanonicalJSONField(default=dict, verbose_name="details")),
                ("personal", accounts.models.audit_entry.CanonicalJSONField(null=True, verbose_name="from where")),
                ("salt", models.CharField(blank=True, max_length=32)),
                ("personal_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, verbose_name="seal")),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit log",
                "ordering": ["-number"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["actor_id", "-number"], name="audit_by_actor"),
                    models.Index(fields=["verb", "-number"], name="audit_by_verb"),
                    models.Index(fields=["subject_type", "subject_id", "-number"], name="audit_by_subject"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
                (
                    "hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_one_head")],
            },
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
