"""What the worker does by the clock to keep the site tidy."""

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts import audit, sessions

CACHE_TABLES = ["newsroom_cache", "newsroom_readers"]  # empty where CACHE_URL names another kind of cache


def clear_expired_sessions() -> None:
    """Sessions past their end are unusable already; this gives their rows back, and forgets where they were used."""
    sessions.end_those_over()
    call_command("clearsessions")


def forget_networks() -> None:
    """What counts readers and attempts by their network is not kept longer than it counts.

    The cache deletes only when it is full. The audit log has networks too, of those who failed to sign in.
    """
    audit.forget_strangers()
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        for table in map(connection.ops.quote_name, CACHE_TABLES):
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  # our own tables' names
