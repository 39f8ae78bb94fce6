"""Who takes a copy of the database, or of the logs, gets nothing to sign in with."""

import logging
from collections.abc import Callable

import pytest
from django.conf import LazySettings

from accounts.models import OutgoingMail, User
from tests import database_dump
from tests.accounts.journey import EMAIL, Journey
from tests.conftest import Published

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(
    published: Published,
    reader: User,
    settings: LazySettings,
    caplog: pytest.LogCaptureFixture,
    mails_are_sent_at_once: Callable[[], None],
) -> Journey:
    """With the real hashes of passwords, and a mail that still waits."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    caplog.set_level(logging.DEBUG)
    journey = Journey()
    journey.sign_up()
    journey.say_who_they_are()
    journey.set_up_factors()
    journey.read_and_write(published(), reader)
    journey.change_password()
    journey.fail_and_begin_to_sign_in()
    mails_are_sent_at_once()
    journey.client.post("/accounts/password/reset/", {"email": EMAIL})
    return journey


def test_database_and_logs_hold_no_secret(journey: Journey, caplog: pytest.LogCaptureFixture):
    dump = database_dump.raw()
    assert len(journey.secrets) > 14
    assert database_dump.lines_with(dump, *journey.secrets) == []
    assert database_dump.lines_with(caplog.text, *journey.secrets) == []
    assert EMAIL in dump  # there is something in it


def test_the_dump_would_show_them(journey: Journey):
    """What is encrypted is there, and opens with the key."""
    readable = database_dump.readable()
    seed = next(secret for secret in journey.secrets if len(secret) == 32 and secret.isupper())
    assert seed in readable
    assert OutgoingMail.objects.count() == 1
    assert "Your code for a new password" in readable


def test_jobs_and_their_results_name_nobody(journey: Journey):
    lines = [line for line in database_dump.readable().split("\n") if line.startswith(("django_q", "{'id'"))]
    assert lines
    assert database_dump.lines_with("\n".join(lines), EMAIL, *journey.secrets) == []
