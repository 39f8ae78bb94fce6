"""Lets tests that commit be flushed: the triggers that keep the logs would refuse even that."""

from importlib import import_module
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

triggers = import_module("accounts.migrations.0003_audit_log")
decisions = import_module("comments.migrations._log")
corrections = import_module("articles.migrations._corrections")


class Editor:
    """As much of a schema editor as the migration's functions need, and usable beside open connections."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def without_triggers(flush: Any) -> Any:
    def teardown(case: TransactionTestCase) -> None:
        triggers.drop_triggers(None, Editor())
        decisions.drop(None, Editor())
        corrections.drop(None, Editor())
        try:
            flush(case)
        finally:
            triggers.create_triggers(None, Editor())
            decisions.create(None, Editor())
            corrections.create(None, Editor())

    return teardown


def let_flush() -> None:
    TransactionTestCase._fixture_teardown = without_triggers(TransactionTestCase._fixture_teardown)
