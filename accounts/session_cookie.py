"""The session cookie: the session's key and a signature.

The key lies in the database in clear, in two tables. Whoever gets a copy of them has no cookie with it: that takes
SECRET_KEY as well. Former keys hold on while they are in SECRET_KEY_FALLBACKS.
"""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

SALT = "accounts.session_cookie"


def sealed(session_key: str) -> str:
    return Signer(salt=SALT).sign(session_key)


def opened(cookie: str | None) -> str | None:
    """The session's key, or None if it is not we who wrote the cookie."""
    try:
        return Signer(salt=SALT).unsign(cookie or "")
    except BadSignature:
        return None


class Sessions(SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        request.session = self.SessionStore(opened(request.COOKIES.get(settings.SESSION_COOKIE_NAME)))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not (request.session.accessed or request.session.modified):
            return response  # a public page is the same bytes for everyone, whatever cookie they send
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie and cookie.value:
            response.cookies[settings.SESSION_COOKIE_NAME] = sealed(cookie.value)
        return response
