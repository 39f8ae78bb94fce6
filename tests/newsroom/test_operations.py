from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.utils import timezone
from django_q.models import Schedule

pytestmark = pytest.mark.django_db


def run(name: str) -> Schedule:
    job = Schedule.objects.get(name=name)
    module, _, function = job.func.rpartition(".")
    getattr(import_module(module), function)()
    return job


def test_only_expired_sessions_are_cleared():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    run("Clear expired sessions")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_networks_of_readers_are_forgotten_when_they_no_longer_count():
    caches["readers"].clear()
    caches["readers"].set("old", [1], -1)
    caches["readers"].set("new", [1], 60)
    assert run("Forget the networks of readers").schedule_type == Schedule.HOURLY
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM newsroom_readers")
        assert cursor.fetchall() == [("readers:1:new",)]
