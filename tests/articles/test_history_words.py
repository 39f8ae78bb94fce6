"""The history has words for whatever is written into it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from articles import history
from articles.arrivals import VERB

PLACES = {"record": 1, "_move": 1, "_note": 1, "_keep": 5}  # where these take the verb
SOURCES = Path(history.__file__).parent


def recorded() -> Iterator[str]:
    for path in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                given = call.args[PLACES[call.func.id] :][:1] if call.func.id in PLACES else []
                yield from (each.value for each in given if isinstance(each, ast.Constant))


def test_every_verb_has_words():
    found = {*recorded(), "save", "update", "autosave", VERB}
    assert {"assign", "send_back", "correct", "withdraw_correction", "reinstate", "unschedule", "discard"} <= found
    assert found <= set(history.VERBS)
