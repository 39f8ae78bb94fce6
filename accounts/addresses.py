"""What follows when the desk gives an account another address, and where an address is named."""

import re
from collections.abc import Iterable

from allauth.account.models import EmailAddress

from accounts import mail, recovering, sessions
from accounts.models import User


def replace(user: User, former: str, *, by: User) -> None:
    """The former addresses open the account no more, nor does anyone who is signed in; the former one is told.

    The new one is proved by a code at the next sign-in, unless the desk vouches for it (accounts/proving.py).
    """
    recovering.stop(user, why="email_changed", by=by)
    EmailAddress.objects.filter(user=user).exclude(email=user.email.lower()).delete()
    sessions.end_all(user)
    mail.send("account/email/email_changed", former, {"from_email": former, "to_email": user.email, "user": user})


def naming(addresses: Iterable[str]) -> re.Pattern[str]:
    """Finds any of them in a text, but not as part of a longer one, which is somebody else's."""
    any_of_them = "|".join(re.escape(address) for address in sorted(addresses))
    return re.compile(rf"(?<![\w.+-])(?<!\w')(?:{any_of_them})(?!\.?[\w-])", re.IGNORECASE)
