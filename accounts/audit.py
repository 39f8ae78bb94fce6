"""The audit log: what was done here, by whom, when and from where. `record` is the only way into it."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, NamedTuple

from allauth.account.adapter import get_adapter
from allauth.core import context as allauth_context
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection, transaction
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import AuditEntry, AuditHead, User
from accounts.models.audit_entry import NOTHING_BEFORE, canonical

LONGEST_AGENT = 300
STRANGERS_KEPT = timedelta(days=180)
LATEST = timedelta(days=30)  # so long may the worker rest before something is missed; nothing older is read again
_waiting: ContextVar[list[AuditEntry] | None] = ContextVar("audit_waiting", default=None)


class Seal(NamedTuple):
    """The end of the chain at some moment. Kept elsewhere, it proves that nothing before it was rewritten since."""

    number: int
    hash: str


class Broken(Exception):
    """The chain does not hold at `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def record(
    verb: str,
    *,
    by: User | None,
    request: HttpRequest | None = None,
    subject: Model | None = None,
    personal: dict[str, str] | None = None,
    **details: Any,
) -> AuditEntry:
    """Adds an entry, in the caller's transaction; `by` None is the site itself, or someone unknown.

    `details` stay for ever and must name no person. What does, goes into `personal`, which is emptied when the person
    is erased; e-mail address, network address and browser are put there without being asked for. Without `request`,
    the one that is being answered is taken. Record last in a transaction, or within `at_the_end`: others wait for its
    end.
    """
    entry = AuditEntry(
        verb=verb,
        actor_id=by.pk if by else None,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        details=details,
        personal=_from_where(request or allauth_context.request)
        | ({"email": by.email} if by else {})
        | (personal or {}),
    )
    waiting = _waiting.get()
    if waiting is None:
        _append(entry)
    else:
        waiting.append(entry)
    return entry


@contextmanager
def at_the_end() -> Iterator[None]:
    """A transaction of several verbs: what they record is written when all is done, and has no number before.

    Whoever holds the end of the chain then waits for nothing that somebody holds who waits for it. Within another one,
    it is what may fail by itself.
    """
    outer, waiting = _waiting.get(), list[AuditEntry]()
    with transaction.atomic():
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        if outer is not None:
            outer.extend(waiting)
            return
        for entry in waiting:
            _append(entry)


def _append(entry: AuditEntry) -> None:
    with transaction.atomic(savepoint=False):
        _check_references()
        head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
        entry.number, entry.at = head.number + 1, timezone.now()
        entry.seal(after=head.hash)
        entry.save(force_insert=True)
        head.number, head.hash = entry.number, entry.hash
        head.save(update_fields=["number", "hash"])


def _check_references() -> None:
    """Now, and not with the commit, where PostgreSQL would: it locks the rows that are referred to, and whoever has
    locked one of them may be waiting for the end of the chain."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def forget(user: User, addresses: Iterable[str] = (), until: int | None = None) -> int:
    """Empties what tells of a person: in what they did, in what strangers tried with their account, and wherever one
    of their addresses stands, as in an invitation.

    That they did it stays, under the number of an account that is no more. Call it after the last `record` about them.
    After the entry `until` an address is somebody else's. Returns how many entries it emptied.
    """
    theirs = Q(actor_id=user.pk) | Q(actor_id=None, subject_type=user._meta.label_lower, subject_id=str(user.pk))
    had = Q() if until is None else Q(number__lte=until)
    for address in {user.email, *addresses} - {""}:
        theirs |= had & Q(personal__icontains=canonical(address))  # in its quotation marks: no part of a longer one
    return AuditEntry.objects.filter(theirs).exclude(personal=None).update(personal=None, salt="")


def forget_numbers(numbers: Collection[int]) -> int:
    """The same for accounts of which no address was ever proved: who else has one of these is somebody else."""
    as_subject = Q(actor_id=None, subject_type=User._meta.label_lower, subject_id__in=list(map(str, numbers)))
    found = AuditEntry.objects.filter(Q(actor_id__in=numbers) | as_subject)
    return found.exclude(personal=None).update(personal=None, salt="")


def forget_strangers() -> int:
    """Empties what tells of a network from which nobody signed in, once it is old. Returns how many entries."""
    end = timezone.now() - STRANGERS_KEPT
    found = AuditEntry.objects.filter(actor_id=None, at__gt=end - LATEST, at__lte=end).exclude(personal=None)
    return found.update(personal=None, salt="")


def verify(known: Seal | None = None) -> Seal:
    """Reads the whole chain and returns its end. Raises Broken with the first number that does not hold.

    `known` is an end noted earlier, elsewhere: it must still be part of the chain.
    """
    head, last = _head(), Seal(0, NOTHING_BEFORE)
    expected = [seal for seal in (head, known) if seal]
    for last in _chain():
        if any(seal.number == last.number and seal != last for seal in expected):
            raise Broken(last.number)
    if any(seal.number > last.number for seal in expected):  # the end is cut off
        raise Broken(last.number + 1)
    if last.number > (end := _head().number):  # something was put behind it
        raise Broken(end + 1)
    return last


def _head() -> Seal:
    head = AuditHead.objects.first() or AuditHead()
    return Seal(head.number, head.hash)


def _chain() -> Iterator[Seal]:
    last = Seal(0, NOTHING_BEFORE)
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != last.number + 1 or not entry.holds(last.hash):
            raise Broken(last.number + 1)
        last = Seal(entry.number, entry.hash)
        yield last


def _from_where(request: HttpRequest | None) -> dict[str, str]:
    if request is None:
        return {}
    try:
        address = get_adapter().get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):  # no address at all, or fewer proxies than we were told
        address = ""
    return {"ip": address, "agent": request.META.get("HTTP_USER_AGENT", "")[:LONGEST_AGENT]}
