"""What lies in the database opens nobody's session."""

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import User
from accounts.session_cookie import opened, sealed
from articles.models import Article
from tests.conftest import Published

ME = "/accounts/me/"


def with_cookie(value: str) -> Client:
    browser = Client()
    browser.cookies["sessionid"] = value
    return browser


def test_the_cookie_opens_the_session_and_its_key_does_not(client: Client, reader: User):
    client.force_login(reader)
    key = Session.objects.get().session_key
    assert client.cookies["sessionid"].value.startswith(key)
    assert with_cookie(client.cookies["sessionid"].value).get(ME).status_code == 200
    assert with_cookie(key).get(ME).status_code == 204


@pytest.mark.parametrize("change", ["{0}x", "x{0}", "{0}:", "{1}:", "{1}:{1}", "", ":", "é"])
def test_cookies_that_are_not_ours_open_nothing(client: Client, reader: User, change):
    client.force_login(reader)
    cookie = client.cookies["sessionid"].value
    changed = change.format(cookie, opened(cookie))
    assert opened(changed) is None
    assert with_cookie(changed).get(ME).status_code == 204


def test_sign_in_writes_such_a_cookie_with_its_attributes(client: Client, reader: User):
    reader.confirm_email()
    answer = client.post("/accounts/login/", {"login": reader.email, "password": "correct horse battery"})
    cookie = answer.cookies["sessionid"]
    assert opened(cookie.value) == Session.objects.get().session_key
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert client.get(ME).status_code == 200
    client.post("/accounts/logout/")
    assert not client.cookies["sessionid"].value
    assert with_cookie(cookie.value).get(ME).status_code == 204


def test_former_keys_hold_while_they_are_named(client: Client, reader: User, settings: LazySettings):
    cookie = sealed("a" * 32)
    settings.SECRET_KEY, former = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz", settings.SECRET_KEY
    assert opened(cookie) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert opened(cookie) == "a" * 32


@pytest.mark.parametrize("cookie", ["x", "a" * 32, "a:b"])
def test_public_pages_answer_no_cookie_whatever_it_is(published: Published, cookie):
    article: Article = published()
    answer = with_cookie(cookie).get(article.get_absolute_url())
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
