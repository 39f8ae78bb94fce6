"""Changing many comments with one statement, each to values of its own.

What moves up with a thread are thousands of paths, all different: one statement for each took a minute, in which
readers of that discussion waited.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.db import connection, models

from comments.models import Comment

Values = dict[str, Any]
TABLE = Comment._meta.db_table
PLACE = {"path", "depth", "parent_id"}


def put(wanted: Mapping[int, Values]) -> None:
    """By the numbers of comments, and the names of columns, which no stranger chooses.

    What readers see of a comment changes before its place does: the database counts where it stood until now.
    """
    for is_place in (False, True):
        together: dict[tuple[str, ...], dict[int, Values]] = defaultdict(dict)
        for number, values in wanted.items():
            if columns := tuple(sorted(name for name in values if (name in PLACE) == is_place)):
                together[columns][number] = {name: values[name] for name in columns}
        for columns, rows in together.items():
            _put(columns, rows)


def _put(columns: tuple[str, ...], rows: Mapping[int, Values]) -> None:
    first = next(iter(rows.values()))
    if all(values == first for values in rows.values()):
        Comment.objects.filter(pk__in=rows).update(**first)
        return
    given = [{"id": number, **_prepared(values)} for number, values in rows.items()]
    changes = ", ".join(f'"{name}" = wanted."{name}"' for name in columns)
    where = f'WHERE "{TABLE}"."id" = wanted."id"'
    statement = f'UPDATE "{TABLE}" SET {changes} FROM {_given(columns)} {where}'  # noqa: S608  # columns of ours
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(given)])


def _given(columns: tuple[str, ...]) -> str:
    """The rows, which come as JSON, as a table."""
    names = ("id", *columns)
    if connection.vendor == "postgresql":
        typed = ", ".join(f'"{name}" {_field(name).rel_db_type(connection)}' for name in names)
        return f"jsonb_to_recordset(%s::jsonb) AS wanted({typed})"
    picked = ", ".join(f"json_extract(value, '$.{name}') AS \"{name}\"" for name in names)
    return f"(SELECT {picked} FROM json_each(%s)) AS wanted"  # noqa: S608  # as above


def _prepared(values: Values) -> Values:
    return {name: _for_database(_field(name), value) for name, value in values.items()}


def _for_database(field: "models.Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, models.JSONField) and connection.vendor == "postgresql":
        return value
    prepared = field.get_db_prep_save(value, connection)
    return prepared.isoformat() if isinstance(prepared, datetime) else prepared


def _field(name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", Comment._meta.get_field(name))
