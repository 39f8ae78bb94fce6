"""What the audit log still knows of accounts that were merged into another: their number, and the address they had."""

from collections.abc import Iterator
from typing import NamedTuple

from accounts import audit
from accounts.models import AuditEntry, User

MERGE = "merge_account"


class Former(NamedTuple):
    """`until` is the entry of its merge: later, its address may be somebody else's."""

    user: User  # no row any more
    until: int


def of(user: User) -> Iterator[Former]:
    """Also those that were merged into one of them before."""
    for entry in AuditEntry.objects.filter(verb=MERGE, actor_id=user.pk).order_by("number"):
        former = User(pk=entry.details["merged"], email=(entry.personal or {}).get("merged_address", ""))
        yield Former(former, entry.number)
        yield from of(former)


def forget(user: User) -> None:
    """With the account into which they were merged."""
    for former, until in list(of(user)):
        audit.forget(former, until=until)
