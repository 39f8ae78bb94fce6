"""Whole rows in the log of decisions: a sanction or an appeal as it was, so that undoing makes it so again."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime

from comments.models import Appeal, Decision, Sanction

Row = dict[str, Any]
MODELS: dict[str, type[models.Model]] = {"sanction": Sanction, "appeal": Appeal}


def row(made: models.Model) -> Row:
    """As JSON takes it, by the names of the columns."""
    values = {column.attname: getattr(made, column.attname) for column in made._meta.concrete_fields}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def absent(made: models.Model) -> Row:
    """That there is none yet."""
    return {"id": made.pk}


def kind_of(decision: Decision) -> str:
    """Empty for decisions about comments themselves."""
    return next((kind for kind in MODELS if kind in decision.after), "")


def is_as_left(decision: Decision) -> bool:
    """Nobody changed it since, and nothing hangs on it that undoing would take along."""
    kind = kind_of(decision)
    left = decision.after[kind]
    if kind == "sanction" and len(decision.before[kind]) == 1 and Appeal.objects.filter(sanction=left["id"]).exists():
        return False
    there = MODELS[kind]._default_manager.filter(pk=left["id"]).first()
    return (row(there) if there else {"id": left["id"]}) == left


def put(kind: str, wanted: Row) -> None:
    rows = MODELS[kind]._default_manager.filter(pk=wanted["id"])
    if len(wanted) == 1:
        rows.delete()
        return
    values = {name: _read(kind, name, value) for name, value in wanted.items()}
    if not rows.update(**{name: value for name, value in values.items() if name != "id"}):
        MODELS[kind](**values).save(force_insert=True)


def _read(kind: str, name: str, value: Any) -> Any:
    is_time = isinstance(MODELS[kind]._meta.get_field(name.removesuffix("_id")), models.DateTimeField)
    return parse_datetime(value) if is_time and isinstance(value, str) else value
