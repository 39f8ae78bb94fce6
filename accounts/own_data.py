"""What this package keeps about people: what of it they are handed, and how it is forgotten."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q

from accounts import former_accounts, mail, portraits, sessions
from accounts.addresses import naming
from accounts.models import AuditEntry, Invitation, User
from accounts.personal_data import Holding, Leaving, Row


def profile(user: User) -> Iterator[Row]:
    yield {
        "number": user.pk,
        "email": user.email,
        "public_name": user.display_name,
        "about": user.bio,
        "has_picture": bool(user.portrait),
        "joined_at": user.date_joined,
        "last_signed_in_at": user.last_login,
        "is_staff": user.is_staff,
        "roles": [group.name for group in user.groups.all()],
        "mail_followed": user.mail_followed,
        "mail_newsletter": user.mail_newsletter,
    }


def addresses(user: User) -> Iterator[Row]:
    yield from EmailAddress.objects.filter(user=user).values("email", "verified", "primary")


def factors(user: User) -> Iterator[Row]:
    """By kind and name: their secrets leave the database for nobody."""
    for factor in Authenticator.objects.filter(user=user):
        name = factor.wrap().name if factor.type == Authenticator.Type.WEBAUTHN else ""
        yield {
            "kind": factor.get_type_display(),
            "name": name,
            "added_at": factor.created_at,
            "last_used_at": factor.last_used_at,
        }


def signed_in(user: User) -> Iterator[Row]:
    yield from UserSession.objects.filter(user=user).values("ip", "user_agent", "created_at", "last_seen_at")


def connected(user: User) -> Iterator[Row]:
    yield from SocialAccount.objects.filter(user=user).values(
        "provider", "uid", "date_joined", "last_login", "extra_data"
    )


def activity(user: User) -> Iterator[Row]:
    """What the audit log has of them: what they did, and what strangers tried with their account."""
    entries = AuditEntry.objects.filter(_theirs(user)).order_by("number")
    for entry in entries.iterator(chunk_size=1000):
        personal = entry.personal or {}
        yield {
            "at": entry.at,
            "what": entry.verb,
            "to": f"{entry.subject_type} {entry.subject_id}".strip(),
            "details": entry.details,
            "ip": personal.get("ip", ""),
            "browser": personal.get("agent", ""),
        }


def _theirs(user: User) -> Q:
    """Also of accounts that were merged into theirs."""
    numbers = [user.pk, *(former.user.pk for former in former_accounts.of(user))]
    tried = Q(actor_id=None, subject_type=user._meta.label_lower, subject_id__in=map(str, numbers))
    return Q(actor_id__in=numbers) | tried


HOLDINGS = [
    Holding("profile", profile),
    Holding("email_addresses", addresses),
    Holding("ways_to_sign_in", factors),
    Holding("sessions", signed_in),
    Holding("connected_accounts", connected),
    Holding("activity", activity),
]


def erase(leaving: Leaving) -> None:
    """All but the audit log, which accounts/erasure.py empties at the very end."""
    user = leaving.user
    mail.forget(set(leaving.addresses))
    sessions.end_all(user)
    Session.objects.filter(session_key__in=leaving.session_keys).delete()
    _forget_in_the_desks_log(leaving)
    for address in leaving.addresses:
        Invitation.objects.filter(email__iexact=address).delete()
    if user.portrait:
        portraits.forget(user)
    user.delete()


def _forget_in_the_desks_log(leaving: Leaving) -> None:
    """Django's own list of changes calls people by their name or address; elsewhere it is the address that tells."""
    named = naming(leaving.addresses)
    found = set(LogEntry.objects.filter(_about(leaving.user)).values_list("pk", flat=True))
    for address in leaving.addresses:
        said = Q(object_repr__icontains=address) | Q(change_message__icontains=address)
        rows = LogEntry.objects.filter(said)
        found |= {row.pk for row in rows if named.search(f"{row.object_repr} {row.change_message}")}
    LogEntry.objects.filter(pk__in=found).update(object_repr="–", change_message="")


def _about(user: User) -> Q:
    return Q(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
