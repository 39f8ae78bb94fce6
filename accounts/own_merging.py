"""What this package keeps about people, when two accounts become one."""

from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.utils.functional import Promise
from django.utils.translation import ngettext

from accounts.merging import Merging, Mover


def connections(merging: Merging) -> None:
    """Only of an account whose address was proved: any other may have been opened by somebody else, from theirs."""
    if merging.was_proved:
        SocialAccount.objects.filter(user=merging.away).update(user=merging.into)


def connections_in_words(merging: Merging) -> list[str | Promise]:
    count = SocialAccount.objects.filter(user=merging.away).count() if merging.was_proved else 0
    said = ngettext("%(count)s connected account, to sign in by", "%(count)s connected accounts, to sign in by", count)
    return [said % {"count": count}] if count else []


def desks_log(merging: Merging) -> None:
    """Of someone who worked at the desk once: what they did there stays theirs."""
    LogEntry.objects.filter(user=merging.away).update(user=merging.into)


MOVERS = [
    Mover(("socialaccount.SocialAccount.user",), connections, connections_in_words),
    Mover(("admin.LogEntry.user",), desks_log),
]
# As docs/privacy-and-storage.md says it.
STAYS = {
    "account.EmailAddress.user": "an account has one address; the other is free again",
    "mfa.Authenticator.user": "whoever opens the kept account, opens it as before",
    "usersessions.UserSession.user": "all end",
    "accounts.Recovery.user": "about factors that go",
    "accounts.Invitation.invited_by": "dead since its sender left the desk",
}
