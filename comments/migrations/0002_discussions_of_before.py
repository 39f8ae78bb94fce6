"""In the place of 0002_discussions, which failed on PostgreSQL where there were comments already.

There, indexes are made when a migration is over, and none on a table that still has constraints to check.
"""

from importlib import import_module

from django.db import migrations

landed = import_module("comments.migrations.0002_discussions").Migration


def check_constraints(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    replaces = [("comments", "0002_discussions")]
    dependencies = landed.dependencies
    operations = [*landed.operations, migrations.RunPython(check_constraints, migrations.RunPython.noop)]
