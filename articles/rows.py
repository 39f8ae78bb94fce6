"""Writing many plain rows at once, without making a model instance of each.

For tables that get several rows for every article that arrives: Django's own bulk_create took a
third of a whole import for them. The SQL is the same in SQLite and PostgreSQL.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, GenericIPAddressField, JSONField, Model

PARAMETERS = 900  # of one statement; old SQLites take no more than 999
# What databases want in another form than Python has it.
CONVERTED = (DateTimeField, GenericIPAddressField, JSONField)


def insert(
    model: type[Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    ignores: bool = False,
    returns: str = "",
) -> list[Any]:
    """`names` are fields, and there must be a value for each that has no default in the database.

    `ignores`: a row that is there already is left as it is. `returns` is a field of which the values come back, in
    the order of the rows that were written.
    """
    fields = [_field(model, name) for name in names]
    ready = _converted(fields, rows)
    step = PARAMETERS // len(fields)
    returned: list[Any] = []
    end = " ON CONFLICT DO NOTHING" if ignores else ""
    if returns:
        end += f" RETURNING {connection.ops.quote_name(str(_field(model, returns).column))}"
    with connection.cursor() as cursor:
        for start in range(0, len(ready), step):
            part = ready[start : start + step]
            cursor.execute(_statement(model, fields, len(part)) + end, [value for row in part for value in row])
            if returns:
                returned += [row[0] for row in cursor.fetchall()]
    return returned


def _field(model: type[Model], name: str) -> Field:
    field: Field = next(field for field in model._meta.concrete_fields if field.name == name)
    return field


def _converted(fields: Sequence[Field], rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    converters: list[tuple[int, Callable[..., Any]]] = [
        (place, field.get_db_prep_save) for place, field in enumerate(fields) if isinstance(field, CONVERTED)
    ]
    if not converters:
        return rows
    ready = [list(row) for row in rows]
    for place, convert in converters:
        for row in ready:
            row[place] = convert(row[place], connection)
    return ready


def _statement(model: type[Model], fields: Sequence[Field], count: int) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    # Names come from the models; every value is a parameter.
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {', '.join([one] * count)}"  # noqa: S608  # names of columns, no values
