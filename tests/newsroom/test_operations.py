from datetime import timedelta
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.utils import timezone
from django_q.models import Schedule

from accounts.models import User

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


def test_where_sessions_were_used_is_forgotten_with_them(reader: User):
    now = timezone.now()
    for key, days in (("old", 15), ("new", 1)):
        seen = {"created_at": now - timedelta(days=20), "last_seen_at": now - timedelta(days=days)}
        UserSession.objects.create(user=reader, session_key=key, ip="203.0.113.7", **seen)
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=9))
    run("Clear expired sessions")
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["new"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_networks_are_forgotten_by_the_cache_of_sign_ins_too():
    caches["default"].set("allauth:rl:login:203.0.113.7", [1], -1)
    run("Forget the networks of readers")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM newsroom_cache WHERE cache_key LIKE '%203.0.113.7'")
        assert cursor.fetchone() == (0,)


def test_what_mail_servers_refused_is_sent_each_minute():
    assert Schedule.objects.get(func="accounts.mail.send_waiting").minutes == 1


def test_networks_of_readers_are_forgotten_when_they_no_longer_count():
    caches["readers"].clear()
    caches["readers"].set("old", [1], -1)
    caches["readers"].set("new", [1], 60)
    assert run("Forget the networks of readers").schedule_type == Schedule.HOURLY
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM newsroom_readers")
        assert cursor.fetchall() == [("readers:1:new",)]
