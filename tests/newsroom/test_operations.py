from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_q.models import Schedule

pytestmark = pytest.mark.django_db


def test_only_expired_sessions_are_cleared():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    module, _, function = Schedule.objects.get(name="Clear expired sessions").func.rpartition(".")
    getattr(import_module(module), function)()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
