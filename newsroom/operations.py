"""What the worker does by the clock to keep the site tidy."""

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

READERS_TABLE = "newsroom_readers"  # empty where CACHE_URL names another kind of cache


def clear_expired_sessions() -> None:
    """Sessions past their end are unusable already; this gives their rows back."""
    call_command("clearsessions")


def forget_networks() -> None:
    """What tells apart the networks that read is not kept longer than it counts: the cache deletes only when full."""
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(READERS_TABLE)
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  # our own table's name, no value
