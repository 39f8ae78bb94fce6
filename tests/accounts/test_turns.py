"""What one session posts to a page for codes is answered one after another. With many at once: tests/attacks."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, reverse

from accounts import session_cookie, turns

SESSION = "0123456789abcdefghij"
CODE_PAGE = "/accounts/login/code/confirm/"


@pytest.fixture(autouse=True)
def _nobody_waits(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    monkeypatch.setattr(turns, "WAIT", 0)
    monkeypatch.setattr(turns, "AGAIN", 0)
    yield
    cache.clear()


def posted(path: str = CODE_PAGE, body: bytes = b"code=AAAA-AAAA", **about: Any) -> HttpRequest:
    request = RequestFactory().post(path, body, content_type="application/x-www-form-urlencoded", **about)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = session_cookie.sealed(SESSION)
    return request


def status_while_somebody_has_the_turn(request: HttpRequest) -> int:
    with turns.turn_of(SESSION) as has_turn:
        assert has_turn
        return turns.one_at_a_time(lambda _request: HttpResponse())(request).status_code


@pytest.mark.parametrize("name", sorted(turns.WHERE_CODES_ARE_TYPED))
def test_pages_for_codes_wait_their_turn(name: str):
    assert status_while_somebody_has_the_turn(posted(reverse(name))) == 429
    assert turns.one_at_a_time(lambda _request: HttpResponse())(posted(reverse(name))).status_code == 200


@pytest.mark.parametrize("path", ["/accounts/profile/picture/", "/accounts/login/", "/accounts/nowhere/", "/"])
def test_other_pages_wait_for_nobody(path: str):
    assert status_while_somebody_has_the_turn(posted(path)) == 200


def test_reading_waits_for_nobody():
    request = posted()
    request.method = "GET"
    assert status_while_somebody_has_the_turn(request) == 200


def test_other_sessions_wait_for_nobody():
    request = posted()
    request.COOKIES[settings.SESSION_COOKIE_NAME] = session_cookie.sealed(SESSION[::-1])
    assert status_while_somebody_has_the_turn(request) == 200


def test_one_session_is_one_whatever_key_its_cookie_was_signed_with(settings):
    request = posted()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key altogether"
    assert status_while_somebody_has_the_turn(request) == 429


def test_slow_senders_have_no_turn_before_all_is_here():
    turn_was_free: list[bool] = []

    class Slow(BytesIO):
        def read(self, *about: Any) -> bytes:
            with turns.turn_of(SESSION) as has_turn:
                turn_was_free.append(has_turn)
            return super().read(*about)

    request = posted(**{"wsgi.input": Slow(b"code=AAAA-AAAA"), "CONTENT_LENGTH": "14"})
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request.POST["code"])
        return HttpResponse()

    turns.one_at_a_time(view)(request)
    assert turn_was_free
    assert all(turn_was_free)
    assert seen == ["AAAA-AAAA"]


def test_who_stops_sending_is_answered_and_holds_nothing_up():
    class Gone(BytesIO):
        def read(self, *about: Any) -> bytes:
            raise OSError

    request = posted(**{"wsgi.input": Gone(), "CONTENT_LENGTH": "14"})
    assert turns.one_at_a_time(lambda _request: HttpResponse())(request).status_code == 400
    assert status_while_somebody_has_the_turn(posted()) == 429


def test_turn_is_over_also_after_a_failure():
    with pytest.raises(ZeroDivisionError), turns.turn_of(SESSION):
        raise ZeroDivisionError
    with turns.turn_of(SESSION) as has_turn:
        assert has_turn


def test_only_ones_own_turn_is_taken_away():
    with turns.turn_of(SESSION):
        cache.set(turns.name_of(SESSION), "somebody else's, as ours took too long")
    assert cache.get(turns.name_of(SESSION)) == "somebody else's, as ours took too long"


def test_turn_that_is_nearly_over_is_left_to_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turns, "MARGIN", turns.LIFE)
    with turns.turn_of(SESSION):
        pass
    assert cache.get(turns.name_of(SESSION))


def test_cache_holds_nothing_that_opens_a_session():
    assert SESSION not in turns.name_of(SESSION)


def test_every_page_where_codes_are_typed_is_on_the_list():
    """By what it is called; those where one asks for a code, sees the own ones or uses a key are none."""
    named = re.compile("code|authenticate|verification|factor")
    others = re.compile("request|recovery_codes|webauthn")
    found: set[str] = set()
    for resolver in get_resolver().url_patterns:
        found |= names_below(resolver) if str(resolver.pattern) == "accounts/" else set()
    assert len(found) > 30
    assert {name for name in found if named.search(name) and not others.search(name)} == turns.WHERE_CODES_ARE_TYPED


def names_below(resolver: Any) -> set[str]:
    if not hasattr(resolver, "url_patterns"):
        return {str(resolver.name)}
    return set().union(*(names_below(each) for each in resolver.url_patterns))
