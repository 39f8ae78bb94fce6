"""Browsers in which someone signed in before.

Whoever guesses at a password must not lock its owner out. So a browser keeps, signed, whose account was opened in
it, and has tries of its own at that one: OWASP's "device cookies". It opens nothing and says nothing about anyone.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from accounts.models import User

SALT = "accounts.known_browsers"
AGE = 180 * 24 * 3600  # seconds


def cookie_name() -> str:
    return "__Host-known_browser" if settings.SESSION_COOKIE_SECURE else "known_browser"


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Anew at each sign-in, with the name the browser has already if it is still the same person's."""
    number, name = _read(request)
    name = name if name and number == user.pk else get_random_string(22)
    response.set_cookie(
        cookie_name(),
        signing.dumps([user.pk, name], salt=SALT),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def name_for(request: HttpRequest, email: str) -> str | None:
    """The name of this browser, if the account with that address was opened in it."""
    number, name = _read(request)
    if not number:
        return None
    is_theirs = (
        User.objects.filter(pk=number, email__iexact=email).exists()
        or EmailAddress.objects.filter(user_id=number, email=email.lower()).exists()
    )
    return name if is_theirs else None


def _read(request: HttpRequest) -> tuple[int | None, str | None]:
    try:
        number, name = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return None, None
    return number, name
