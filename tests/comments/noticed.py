"""People in a discussion, and the worker that tells them of each other."""

from datetime import timedelta
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from comments import sending
from comments.models import Comment
from tests.comments.said import say
from tests.conftest import account

GRACE, MINUTE, HOUR = timedelta(minutes=5), timedelta(minutes=1), timedelta(hours=1)


def member(name: str, **fields: Any) -> User:
    """Whose address is proved."""
    user = account(f"{name.lower().replace(' ', '.')}@example.org", display_name=name, **fields)
    user.confirm_email()
    return user


def hear(clock: Any, after: timedelta = GRACE) -> list[EmailMultiAlternatives]:
    """The mails of which the worker thinks then. It also runs at once, as it does each minute."""
    before = len(mail.outbox)
    sending.send_due()
    clock.shift(after)
    sending.send_due()
    return mail.outbox[before:]  # type: ignore[return-value]  # ours have two forms


def mention(article: Any, whom: Comment, by: User, **fields: Any) -> Comment:
    link = f'<bdi><a href="/discussion/comment/{whom.pk}/" rel="ugc nofollow noopener">@{whom.author_name}</a></bdi>'
    return say(article, f"{link} knows.", user=by, **fields)
