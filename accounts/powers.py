"""What someone may do here, and what follows when that changes: an entry in the audit log, the end of sessions."""

from typing import Any, NamedTuple

from accounts import audit, sessions
from accounts.models import User


class Powers(NamedTuple):
    is_active: bool
    is_staff: bool
    is_superuser: bool
    roles: frozenset[str]
    permissions: frozenset[str]  # of their own, besides those of their roles


NONE = Powers(is_active=True, is_staff=False, is_superuser=False, roles=frozenset(), permissions=frozenset())


def of(user: User) -> Powers:
    """As the database has them."""
    flags = User.objects.values_list("is_active", "is_staff", "is_superuser").get(pk=user.pk)
    own = user.user_permissions.order_by().values_list("content_type__app_label", "codename")
    roles = frozenset(user.groups.order_by().values_list("name", flat=True))
    return Powers(*flags, roles, frozenset(f"{app}.{codename}" for app, codename in own))


def may_touch(by: User, user: User) -> bool:
    """Setting someone's password or address, or letting them in again, is a way to become them: never of anyone who
    may do more, or could if their account were not shut."""
    if by.is_superuser:
        return True
    as_active = User(pk=user.pk, is_active=True)
    return not user.is_superuser and as_active.get_all_permissions() <= by.get_all_permissions()


def changed(user: User, before: Powers, *, by: User | None) -> None:
    """To be called last in the transaction that changed them. Whoever lost the desk or the account is signed out."""
    after = of(user)
    ended = sessions.end_all(user) if _is_shut_out(before, after) else 0
    if after.is_active != before.is_active:
        verb = "reactivate_user" if after.is_active else "deactivate_user"
        audit.record(verb, by=by, subject=user, sessions_ended=ended)
    if after._replace(is_active=before.is_active) != before:
        audit.record("change_powers", by=by, subject=user, sessions_ended=ended, **_difference(before, after))


def _is_shut_out(before: Powers, after: Powers) -> bool:
    return before.is_active > after.is_active or before.is_staff > after.is_staff


def _difference(before: Powers, after: Powers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for flag in ("is_staff", "is_superuser"):
        if getattr(after, flag) != getattr(before, flag):
            found[flag] = getattr(after, flag)
    for name in ("roles", "permissions"):
        had, has = getattr(before, name), getattr(after, name)
        found |= {f"{name}_added": sorted(has - had)} if has - had else {}
        found |= {f"{name}_removed": sorted(had - has)} if had - has else {}
    return found
