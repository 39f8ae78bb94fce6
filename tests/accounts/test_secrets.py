import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import secrets
from accounts.models import User


def test_what_was_encrypted_can_be_read_again():
    encrypted = secrets.encrypt("Grüße 4711")
    assert "4711" not in encrypted
    assert secrets.decrypt(encrypted) == "Grüße 4711"


@pytest.mark.parametrize("broken", ["", "x", "gAAAAA==", "ä"])
def test_anything_else_is_refused(broken):
    with pytest.raises(secrets.Unreadable):
        secrets.decrypt(broken)


def test_a_former_secret_key_still_reads(settings: LazySettings):
    encrypted = secrets.encrypt("seed")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 8, [settings.SECRET_KEY]
    assert secrets.decrypt(encrypted) == "seed"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(secrets.Unreadable):
        secrets.decrypt(encrypted)


def test_sessions_and_seeds_are_unreadable_in_the_tables(client: Client, editor: User):
    client.force_login(editor)
    session = client.session
    session["code"] = "ABC-123"
    session.save()
    assert "ABC" not in Session.objects.get().session_data
    with pytest.raises(Exception, match=r"codec|Expecting|JSON"):
        secrets.json.loads(Session.objects.get().session_data)
    assert client.session["code"] == "ABC-123"
    stored = Authenticator.objects.get(user=editor, type="totp").data["secret"]
    assert len(secrets.decrypt(stored)) == 32
    assert secrets.decrypt(stored) not in stored


def test_a_session_of_another_key_is_no_session(client: Client, reader: User, settings: LazySettings):
    client.force_login(reader)
    assert client.get("/accounts/me/").status_code == 200
    settings.SECRET_KEY = "another " * 8
    assert client.get("/accounts/me/").status_code == 204
