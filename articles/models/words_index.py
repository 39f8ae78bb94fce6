"""An index for looking up words anywhere in the short texts of articles."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

HAS_TRIGRAMS = "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'"


class WordsIndex(models.Index):
    """SQLite reads this instead of the table, with its bodies; PostgreSQL looks up three letters at a time.

    PostgreSQL does that by an extension that comes with it. Where it may not be had, it reads the table.
    """

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        if is_postgres and not _has_trigrams(schema_editor):
            return Statement("SELECT %(table)s IS NULL", table="1")
        quote = schema_editor.quote_name
        columns = [quote(name) for name in self.fields]  # of fields that are no keys
        indexed = [f"UPPER({column}::text) gin_trgm_ops" if is_postgres else column for column in columns]
        return Statement(
            f"CREATE INDEX %(name)s ON %(table)s {'USING gin ' * is_postgres}({', '.join(indexed)})",
            name=quote(self.name),
            table=Table(model._meta.db_table, quote),
        )

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, **kwargs: Any) -> Any:
        return Statement("DROP INDEX IF EXISTS %(name)s", name=schema_editor.quote_name(self.name))


def _has_trigrams(schema_editor: BaseDatabaseSchemaEditor) -> bool:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(HAS_TRIGRAMS)
        return cursor.fetchone() is not None
