"""Writing many plain rows at once, without making a model instance of each.

For the two tables that get several rows for every post: Django's own bulk_create took a third of the
whole import for them. The SQL is the same in SQLite and PostgreSQL.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

PARAMETERS = 900  # of one statement; old SQLites take no more than 999


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]], *, ignores: bool = False) -> None:
    """`ignores`: a row that is there already is left as it is."""
    quote = connection.ops.quote_name
    fields: list[Field] = [field for name in columns for field in model._meta.concrete_fields if field.name == name]
    named = ", ".join(quote(str(field.column)) for field in fields)
    one = f"({', '.join(['%s'] * len(columns))})"
    end = " ON CONFLICT DO NOTHING" if ignores else ""
    step = PARAMETERS // len(columns)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            # Names come from the models above; every value is a parameter.
            sql = f"INSERT INTO {quote(model._meta.db_table)} ({named}) VALUES {', '.join([one] * len(part))}{end}"  # noqa: S608
            cursor.execute(sql, [value for row in part for value in row])
