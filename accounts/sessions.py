"""How long someone stays signed in, and how all of it ends at once."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User


class Life(NamedTuple):
    idle: timedelta
    whole: timedelta


# OWASP ASVS 5.0, 7.3.1 and 7.3.2: an end after disuse and an end at all, earlier where more can be done.
OF_READERS = Life(idle=timedelta(days=14), whole=timedelta(days=30))
OF_STAFF = Life(idle=timedelta(hours=4), whole=timedelta(hours=12))


LONGEST_BROWSER = UserSession._meta.get_field("user_agent").max_length
NOTED_EVERY = timedelta(minutes=1)  # the shortest life is hours: every page that is opened need not write


def noted(user: User, session_key: str | None) -> UserSession | None:
    return UserSession.objects.filter(session_key=session_key, user=user).first()


def is_over(user: User, session_key: str | None, now: datetime | None = None) -> bool:
    """Whether the session has lived its life. A session nobody noted yet begins now."""
    session = noted(user, session_key)
    return session is not None and has_lived(session, user, now or timezone.now())


def was_just_noted(session: UserSession | None, request: HttpRequest) -> bool:
    """With the same browser, from the same place."""
    return (
        session is not None
        and timedelta() <= timezone.now() - session.last_seen_at < NOTED_EVERY
        and is_from_where_it_was(session, request)
    )


def is_from_where_it_was(session: UserSession, request: HttpRequest) -> bool:
    return (
        session.ip == get_adapter().get_client_ip(request)
        and session.user_agent == request.headers.get("User-Agent", "")[:LONGEST_BROWSER]
    )


def note(session: UserSession) -> None:
    """That it was used now: in one statement, where allauth takes a transaction of five."""
    UserSession.objects.filter(pk=session.pk).update(last_seen_at=timezone.now())


def living(user: User) -> list[UserSession]:
    """Those in which someone is signed in, the last used first. Ends the others."""
    now, found = timezone.now(), []
    for session in UserSession.objects.purge_and_list(user):
        if has_lived(session, user, now):
            session.end()
        else:
            found.append(session)
    return sorted(found, key=lambda session: session.last_seen_at, reverse=True)


def has_lived(session: UserSession, user: User, now: datetime) -> bool:
    life = OF_STAFF if user.is_staff else OF_READERS
    return now - session.last_seen_at > life.idle or now - session.created_at > life.whole


def end_those_over() -> int:
    """Where and with what someone was signed in is kept no longer than a session can live. Returns how many ended."""
    now = timezone.now()
    is_over = Q(last_seen_at__lt=now - OF_READERS.idle) | Q(created_at__lt=now - OF_READERS.whole)
    return sum(session.end() is None for session in UserSession.objects.filter(is_over).iterator())


def end_all(user: User, but: str = "") -> int:
    """Signs someone out everywhere, except in the session with the key `but`. Returns how many sessions ended."""
    ended = 0
    for session in UserSession.objects.filter(user=user).exclude(session_key=but):
        session.end()
        ended += 1
    return ended


def renew(request: HttpRequest, user: User, **_signal: Any) -> None:
    """After a change of factors: ends every other session, and this one's key means nothing to who knows it.

    Its life goes on where it was.
    """
    if not request.user.is_authenticated or request.session.session_key is None:
        return
    former = request.session.session_key
    end_all(user, but=former)
    request.session.cycle_key()
    UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)
