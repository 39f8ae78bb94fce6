"""What the audit log still knows of accounts that were merged into another: their number, and the address they had."""

from collections.abc import Iterator

from accounts import audit
from accounts.models import AuditEntry, User

MERGE = "merge_account"


def of(user: User) -> Iterator[User]:
    """No rows any more; also those that were merged into one of them before."""
    for entry in AuditEntry.objects.filter(verb=MERGE, actor_id=user.pk).order_by("number"):
        former = User(pk=entry.details["merged"], email=(entry.personal or {}).get("merged_address", ""))
        yield former
        yield from of(former)


def forget(user: User) -> None:
    """With the account into which they were merged."""
    for former in list(of(user)):
        audit.forget(former)
