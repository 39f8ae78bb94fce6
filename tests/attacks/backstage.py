"""What a test may see and do behind the served site: a process beside it, on the same database.

Reads one JSON list a line, the name of a function below and its arguments, and answers with one line of JSON.
"""

import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any

import django

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
DOORS: dict[str, Callable[..., Any]] = {}


def door(function: Callable[..., Any]) -> Callable[..., Any]:
    DOORS[function.__name__] = function
    return function


@door
def person(email: str, password: str | None = None, **fields: Any) -> int:
    from accounts.models import User

    user = User.objects.create_user(email, password, **fields)
    user.confirm_email()
    return int(user.pk)


@door
def change(email: str, **fields: Any) -> None:
    from accounts.models import User

    for user in User.objects.filter(email=email):
        for name, value in fields.items():
            setattr(user, name, value)
        user.save()


@door
def fields(email: str, *names: str) -> list[Any] | None:
    from accounts.models import User

    found = User.objects.filter(email=email).values_list(*names).first()
    return list(found) if found else None


@door
def groups(email: str) -> int:
    from accounts.models import User

    user = User.objects.get(email=email)
    return user.groups.count() + user.user_permissions.count()


@door
def verified(email: str) -> bool:
    from allauth.account.models import EmailAddress

    return EmailAddress.objects.filter(email=email, verified=True).exists()


@door
def factor(email: str) -> str:
    """Gives an authenticator app. Returns the seed of its codes."""
    from accounts.models import User
    from tests.conftest import give_second_factor

    return give_second_factor(User.objects.get(email=email))


@door
def totp_code(seed: str) -> str:
    from allauth.mfa.totp.internal import auth

    return auth.format_hotp_value(auth.hotp_value(seed, next(iter(auth.yield_hotp_counters_from_time()))))


@door
def forget_limits() -> None:
    from django.core.cache import cache

    cache.clear()


@door
def seen_from(email: str) -> list[str]:
    """The addresses that the sessions of someone came from."""
    from allauth.usersessions.models import UserSession

    return sorted(str(ip) for ip in UserSession.objects.filter(user__email=email).values_list("ip", flat=True))


@door
def seed_in_session(cookie: str) -> str:
    """What the page for setting up an authenticator app shows as a picture."""
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.session_cookie import opened

    return str(SessionStore(opened(cookie))["mfa.totp.secret"])


@door
def count(model: str) -> int:
    from django.apps import apps

    return apps.get_model(model)._default_manager.count()


@door
def article(headline: str, *, is_published: bool = True) -> dict[str, Any]:
    from django.utils import timezone
    from django.utils.text import slugify

    from articles import publishing
    from articles.models import Article, Category

    article = Article(headline=headline, slug=slugify(headline), category=Category.objects.get(slug="news"))
    publishing.save(article, by=None)
    if is_published:
        publishing.publish(article, by=None, at=timezone.now())
    return {"pk": article.pk, "address": article.get_absolute_url()}


@door
def comment(article_id: int, email: str, text: str) -> int:
    from accounts.models import User
    from articles.models import Article
    from comments import posting
    from comments.models import Comment

    said = posting.post(Article.objects.get(pk=article_id), text, by=User.objects.get(email=email), ip="127.0.0.1")
    Comment.objects.filter(pk=said.pk).update(status=Comment.Status.APPROVED)
    return said.pk


@door
def personal_addresses() -> list[str]:
    """Every address below /accounts/ and /comments/ that names no number or word."""
    from django.urls import get_resolver

    from accounts.middleware import PERSONAL

    found = [f"/{address}" for address in addresses(get_resolver(), "")]
    return sorted(
        {a for a in found if a.startswith(PERSONAL) and not a.startswith("/admin/") and not set("<(^") & set(a)}
    )


def addresses(resolver: Any, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, address)
        else:
            yield address


@door
def audit(**wanted: Any) -> int:
    """How many entries of the audit log there are with these fields."""
    from accounts.models import AuditEntry

    return AuditEntry.objects.filter(**wanted).count()


@door
def mails(to: str) -> list[str]:
    """Every mail to someone that waits to be sent, oldest first: there is no worker here that would take it away."""
    from accounts import mail
    from accounts.models import OutgoingMail

    messages = [mail.read(waiting).message() for waiting in OutgoingMail.objects.order_by("pk")]
    return [whole(message) for message in messages if to in str(message["To"])]


@door
def recipients() -> list[list[str]]:
    from accounts import mail
    from accounts.models import OutgoingMail

    return [mail.read(waiting).to for waiting in OutgoingMail.objects.order_by("pk")]


@door
def codes(to: str) -> list[str]:
    """Of the mails to someone, oldest first."""
    return [code for mail in mails(to) for code in dict.fromkeys(CODE.findall(mail))]


@door
def recovery_codes(email: str) -> list[str]:
    from allauth.mfa.models import Authenticator

    return list(Authenticator.objects.get(user__email=email, type="recovery_codes").wrap().get_unused_codes())


@door
def dumped(*words: str, is_decrypted: bool = False) -> list[str]:
    """The lines with these words of a dump of the whole database, as a thief has it, or one who has the key as well."""
    from tests import database_dump

    return database_dump.lines_with(database_dump.readable() if is_decrypted else database_dump.raw(), *words)


@door
def logged(*words: str) -> list[str]:
    """The lines with these words of all that the served sites have written."""
    from pathlib import Path

    from tests import database_dump

    logs = [path.read_text(errors="replace") for path in Path(os.environ["VAR_DIR"]).glob("gunicorn-*.log")]
    assert logs
    return database_dump.lines_with("\n".join(logs), *words)


@door
def uploads() -> list[str]:
    from tests import database_dump

    return database_dump.uploads()


@door
def mails_are_sent() -> None:
    from accounts.models import OutgoingMail

    OutgoingMail.objects.all().delete()


def whole(message: Message) -> str:
    """Headers and decoded texts."""
    heads = [f"{name}: {value}" for name, value in message.items()]
    bodies = [
        bytes(part.get_payload(decode=True)).decode()
        for part in message.walk()
        if part.get_content_maintype() == "text"
    ]
    return "\n".join([*heads, "", *bodies])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from tests.attacks import discussing, mailing  # models are loaded only now

    DOORS.update(mailing.DOORS | discussing.DOORS)
    for line in sys.stdin:
        name, arguments, named = json.loads(line)
        try:
            answer = {"answer": DOORS[name](*arguments, **named)}
        except Exception:
            answer = {"problem": traceback.format_exc()}
        sys.stdout.write(json.dumps(answer, default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
