"""What the worker does by the clock to keep the site tidy."""

from django.core.management import call_command


def clear_expired_sessions() -> None:
    """Sessions past their end are unusable already; this gives their rows back."""
    call_command("clearsessions")
