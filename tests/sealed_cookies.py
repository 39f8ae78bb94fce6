"""Django's test client writes the session's key into the cookie as it is. Here it does so as the site does."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.test import Client

from accounts.session_cookie import opened, sealed


def teach_the_test_client() -> None:
    Client.session = property(_session)
    Client._set_login_cookies = _set_login_cookies


def _session(client: Client) -> SessionBase:
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    if cookie := client.cookies.get(settings.SESSION_COOKIE_NAME):
        return store(opened(cookie.value))
    session = store()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = sealed(session.session_key)
    return session


def _set_login_cookies(client: Client, request: HttpRequest) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = sealed(str(request.session.session_key))
    client.cookies[settings.SESSION_COOKIE_NAME]["path"] = "/"
