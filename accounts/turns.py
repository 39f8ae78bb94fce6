"""One after another: what one session posts to a page on which codes are typed.

Wrong codes are counted in the session, which each request reads at its beginning and writes at its end: twenty at once
would be one. So each goes around the session's own middleware, to see it saved before the next one begins.

What holds: of two such requests of one session the second begins when the first is answered, or is turned away after
`WAIT`. The body is here before that, so that nobody's turn lasts as long as they are slow to send it. A turn is a lock
in the cache under a word of its own, and only whoever wrote that word takes it away.

What does not: the cache knows no "delete if it is still mine" in one step. So a turn that is nearly over is left to
end by itself, and another's is deleted only if asking whose it is took longer than `MARGIN`. If a page takes longer
than `LIFE`, or a process was killed and two come at the very moment when its turn is over, two may go at once: of
wrong codes, one is then not counted. A killed process keeps its own session waiting for `LIFE`, and nobody else.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.request import UnreadablePostError
from django.urls import Resolver404, resolve
from django.utils.crypto import get_random_string, salted_hmac

from accounts import session_cookie

View = Callable[[HttpRequest], HttpResponse]

# By their names in the URLs.
WHERE_CODES_ARE_TYPED = {
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_confirm_password_reset_code",
    "account_reauthenticate",
    "account_reauthenticate_by_code",
    "account_merge_code",
    "account_merge_factor",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "account_recovery_code",
}
WAIT, AGAIN = 3, 0.05  # seconds
LIFE, MARGIN = 60, 5  # seconds; no page here takes nearly as long


def one_at_a_time(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        session = session_cookie.opened(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        if not session or request.method in {"GET", "HEAD", "OPTIONS"} or not _takes_codes(request):
            return get_response(request)
        try:
            _read(request)
        except UnreadablePostError:  # whoever sent it is gone
            return HttpResponseBadRequest()
        with turn_of(session) as has_turn:
            return get_response(request) if has_turn else ratelimit.respond_429(request)

    return middleware


def _takes_codes(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in WHERE_CODES_ARE_TYPED
    except Resolver404:
        return False


def _read(request: HttpRequest) -> bytes:
    """All of it, which Django keeps. Raises RequestDataTooBig, which it answers with 400."""
    return request.body


@contextmanager
def turn_of(session: str) -> Iterator[bool]:
    """Whether it came, after waiting for it."""
    key, word = name_of(session), get_random_string(22)
    began = time.monotonic()
    while not cache.add(key, word, LIFE):
        if time.monotonic() - began > WAIT:
            yield False
            return
        time.sleep(AGAIN)
    ends = time.monotonic() + LIFE - MARGIN
    try:
        yield True
    finally:
        if time.monotonic() < ends and cache.get(key) == word:
            cache.delete(key)


def name_of(session: str) -> str:
    """What the cache holds must open no session."""
    return f"accounts:turn:{salted_hmac(__name__, session).hexdigest()}"
