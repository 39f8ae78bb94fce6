"""What somebody may do at the desk: a group with permissions, and who may give which.

The groups come from newsroom/migrations/0009_roles.py; docs/roles.md has the table. A site may change them and
make more.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission

from accounts import powers
from accounts.models import User

# As the groups are called, from the least to the most.
CONTRIBUTOR, REPORTER, MODERATOR, EDITOR, ADMINISTRATOR = ROLES = (
    "Contributor",
    "Reporter",
    "Moderator",
    "Editor",
    "Administrator",
)


def may_give(giver: User, role: Group) -> bool:
    """Nobody hands out more than they have themselves. A superuser has everything."""
    return giver.is_active and (giver.is_superuser or permissions([role]) <= giver.get_all_permissions())


def within(giver: User) -> list[Group]:
    """The roles that someone may give."""
    return [role for role in Group.objects.order_by("name") if may_give(giver, role)]


def give(role: Group, user: User, *, by: User | None) -> None:
    """Makes someone one of the desk: from now on they need a second factor. Call it last in a transaction."""
    before = powers.of(user)
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    user.groups.add(role)
    powers.changed(user, before, by=by)


def let_back(role: Group, user: User, *, by: User | None) -> None:
    """Opens an account that was shut, with this role and nothing else of what it could do before. Call it last, too."""
    before = powers.of(user)
    user.is_active, user.is_staff, user.is_superuser = True, True, False
    user.save(update_fields=["is_active", "is_staff", "is_superuser"])
    user.groups.set([role])
    user.user_permissions.clear()
    powers.changed(user, before, by=by)


def permissions(roles: Iterable[Group]) -> set[str]:
    rows = Permission.objects.filter(group__in=list(roles)).values_list("content_type__app_label", "codename")
    return {f"{label}.{codename}" for label, codename in rows}
