"""Rows in the log of decisions: a sanction or an appeal as it was, so that undoing makes it so again.

Without what anybody wrote: the log is for good, and texts are not. The words of a decision, which can be taken out of
it, stand for them.
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime

from comments.models import Appeal, Decision, Sanction

Row = dict[str, Any]
TEXTS = {"words", "text", "answer"}
MODELS: dict[str, type[models.Model]] = {"sanction": Sanction, "appeal": Appeal}


def row(made: models.Model) -> Row:
    """As JSON takes it, by the names of the columns."""
    columns = [column.attname for column in made._meta.concrete_fields if column.name not in TEXTS]
    values = {name: getattr(made, name) for name in columns}
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
    if any(is_owner for _name, is_owner in _gone(kind, decision.before[kind])):
        return False
    there = MODELS[kind]._default_manager.filter(pk=left["id"]).first()
    return (row(there) if there else {"id": left["id"]}) == left


def words_of(decision: Decision) -> str:
    """Of what it undoes, if it undoes something."""
    while decision.undoes:
        decision = decision.undoes
    return decision.words


def put(kind: str, wanted: Row, words: str) -> None:
    """`words` are those that the decision said."""
    rows = MODELS[kind]._default_manager.filter(pk=wanted["id"])
    if len(wanted) == 1:
        rows.delete()
        return
    values = {name: _read(kind, name, value) for name, value in wanted.items()}
    values |= {name: None for name, _is_owner in _gone(kind, wanted)}
    if kind == "appeal":
        values["answer"] = words if wanted["outcome"] else ""
    if not rows.update(**{name: value for name, value in values.items() if name != "id"}):
        MODELS[kind](**values, words=words).save(force_insert=True)  # a sanction: appeals are never taken back whole


def _gone(kind: str, wanted: Row) -> list[tuple[str, bool]]:
    """What it would point to and is deleted since; and whether it goes with that."""
    keys = [field for field in MODELS[kind]._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    named = [(key, wanted[key.attname]) for key in keys if wanted.get(key.attname)]
    gone = [key for key, number in named if not key.related_model._default_manager.filter(pk=number).exists()]
    return [(key.attname, not key.null) for key in gone]


def _read(kind: str, name: str, value: Any) -> Any:
    is_time = isinstance(MODELS[kind]._meta.get_field(name.removesuffix("_id")), models.DateTimeField)
    return parse_datetime(value) if is_time and isinstance(value, str) else value
