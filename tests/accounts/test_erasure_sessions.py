"""Which sessions end with an account: those that say something of the person, and nobody else's."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import erasure
from accounts.models import User
from tests.conftest import account

pytestmark = pytest.mark.django_db
ADDRESS = "ann@example.org"


def begun(content: Any) -> str:
    """A session of nobody who is signed in."""
    session = SessionStore()
    session["begun"] = content
    session.create()
    return str(session.session_key)


def is_kept(key: str) -> bool:
    return Session.objects.filter(session_key=key).exists()


@pytest.mark.parametrize(
    "content",
    [
        ADDRESS,
        {"email": "Ann@Example.org"},
        [{"pending": {"to": [ADDRESS]}}],
        {"draft": f"Write to me:\n{ADDRESS}. Or don't."},
        {"next": f"/search/?q={ADDRESS}"},
        {"stored": f'{{"email":"{ADDRESS}"}}'},
        {"draft": f"My address is '{ADDRESS}'."},
        {ADDRESS: 1},
    ],
)
def test_session_that_names_the_address_ends(content: Any):
    key = begun(content)
    erasure.erase(account(ADDRESS), keeps_comments=True)
    assert not is_kept(key)


@pytest.mark.parametrize(
    "address",
    [
        *("joann@example.org", "jo-ann@example.org", "jo.ann@example.org", "o'ann@example.org", "jo+ann@example.org"),
        *("ann@example.org.uk", "ann@example.organic", "ann@example.org-anic.net", "ann@exampleXorg"),
    ],
)
def test_longer_address_is_somebody_else(address: str):
    key = begun({"email": address})
    erasure.erase(account(ADDRESS), keeps_comments=True)
    assert is_kept(key)


def test_whoever_has_a_longer_address_stays_signed_in():
    ann, joann, client = account(ADDRESS), account("joann@example.org"), Client()
    joann.confirm_email()
    client.post("/accounts/login/", {"login": joann.email, "password": "correct horse battery"})
    assert client.get("/accounts/me/").status_code == 200
    erasure.erase(ann, keeps_comments=True)
    assert client.get("/accounts/me/").status_code == 200


def test_session_that_was_never_noted_ends():
    ann, client = account(ADDRESS), Client()
    client.force_login(ann)
    assert not UserSession.objects.exists()
    erasure.erase(ann, keeps_comments=True)
    assert client.get("/accounts/me/").status_code == 204


def test_sessions_of_others_are_not_even_read(monkeypatch: pytest.MonkeyPatch):
    """There may be very many of them, and each would have to be decrypted."""
    ann, other = account(ADDRESS), account("other@example.org")
    theirs, nobodys = begun({}), begun({})
    note(other, theirs)
    read: list[str] = []

    def get_decoded(session: Session) -> dict[str, Any]:
        read.append(session.session_key)
        return {}

    monkeypatch.setattr(Session, "get_decoded", get_decoded)
    erasure.erase(ann, keeps_comments=True)
    assert read == [nobodys]


def note(user: User, key: str) -> None:
    now = timezone.now()
    UserSession.objects.create(
        user=user, session_key=key, ip="192.0.2.1", user_agent="", created_at=now, last_seen_at=now
    )
