"""Making accounts of WordPress's users, with the passwords they have there.

Who is here already is left as they are: no password, name, role or address of an account is ever changed, and nobody
becomes a superuser. That WordPress knew an address proves nothing, so people confirm theirs by a mailed code at the
first sign-in; for the desk, whoever runs the import can vouch.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, hashers, names, roles
from accounts.models import User
from articles.models import Author
from newsroom.models import ImportedItem
from newsroom.wordpress.names import plain
from newsroom.wordpress.report import CARRIED, UNCHANGED, UPDATED, Report
from newsroom.wordpress.user_file import Entry

KIND = "account"
# Authors there publish on their own; here that takes an editor.
ROLES = {
    "administrator": roles.ADMINISTRATOR,
    "editor": roles.EDITOR,
    "author": roles.REPORTER,
    "reporter": roles.REPORTER,
    "contributor": roles.CONTRIBUTOR,
    "moderator": roles.MODERATOR,
}
READERS = {"", "subscriber", "reader", "none"}
SERIALISED = re.compile(r'"([^"]*)"\s*;\s*b:1')  # how PHP writes wp_capabilities


def bring(
    entries: Iterable[Entry], report: Report, *, is_dry_run: bool, trusts_staff: bool, logins: dict[str, str]
) -> None:
    """All of them or none. `logins` are those that an export names, by e-mail address in small letters."""
    with transaction.atomic():
        Users(report, trusts_staff, logins).carry(entries)
        transaction.set_rollback(is_dry_run)


class Users:
    def __init__(self, report: Report, trusts_staff: bool, logins: dict[str, str]) -> None:
        self._report, self._trusts_staff, self._logins = report, trusts_staff, logins
        self._groups = {group.name: group for group in Group.objects.filter(name__in=ROLES.values())}
        self._authors = _authors()
        self._taken = {email.lower(): pk for pk, email in User.objects.values_list("pk", "email")}
        also = EmailAddress.objects.values_list("user_id", "email")
        self._taken |= {email.lower(): pk for pk, email in also if email.lower() not in self._taken}

    def carry(self, entries: Iterable[Entry]) -> None:
        seen: set[str] = set()
        made = self._report.counts.setdefault(KIND, Counter())
        for entry in entries:
            email = entry.email.lower()
            if not _is_address(email):
                self._report.skip(KIND, _("Not an e-mail address; no account was made"), entry.label)
            elif email in seen:
                self._report.skip(KIND, _("The address stands in the file before"), entry.label)
            elif email in self._taken:
                self._report.count(KIND, UNCHANGED)
                self._connect(entry, self._owner(email))
            else:
                self._connect(entry, self._make(entry, email))
            seen.add(email)
        if made[CARRIED]:
            audit.record("import_accounts", by=None, accounts=made[CARRIED])

    def _make(self, entry: Entry, email: str) -> User:
        role = self._role(entry)
        user = User(email=email, password=self._password(entry))
        user.display_name = self._name(entry, User(email=email, is_staff=role is not None))
        user.save(force_insert=True)
        is_trusted = role is not None and self._trusts_staff
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=is_trusted)
        if role:
            roles.give(role, user, by=None)
        self._report.count(KIND, CARRIED)
        return user

    def _password(self, entry: Entry) -> str:
        stored = hashers.stored(entry.old_hash)
        if not stored:
            reason = _("No password hash that WordPress makes; these people set a new one by “Forgot password?”")
            self._report.remark(reason, entry.label)
        return stored or make_password(None)

    def _name(self, entry: Entry, user: User) -> str:
        name = plain(entry.name, names.LONGEST)
        if not name or name.lower() in {user.email, entry.login.lower()}:
            return ""  # WordPress shows the login of those who chose no name; that is half of a secret
        try:
            return names.chosen(name, by=user)
        except ValidationError as error:
            self._report.remark(_("Names nobody may have here were left out: %s") % error.messages[0], entry.label)
            return ""

    def _role(self, entry: Entry) -> Group | None:
        given = _names_of_roles(entry.role)
        for unknown in sorted(given - READERS - set(ROLES)):
            self._report.remark(
                _("Roles unknown here make nobody one of the desk: %s") % plain(unknown, 40), entry.label
            )
        known = {ROLES[name] for name in given if name in ROLES}
        highest = max(known, key=roles.ROLES.index, default=None)
        if highest and highest not in self._groups:
            self._report.remark(_("There is no such role here any more: %s") % highest, entry.label)
        return self._groups.get(highest or "")

    def _owner(self, email: str) -> User | None:
        """Only one whose address is proved: anyone could have opened an account with that of an author."""
        proved = EmailAddress.objects.filter(email=email, verified=True, user=self._taken[email])
        return User.objects.filter(pk__in=proved.values("user")).first()

    def _connect(self, entry: Entry, user: User | None) -> None:
        """Names the account of an author who came over with the articles, if there is no doubt who that is."""
        found = self._authors.get(entry.login or self._logins.get(entry.email.lower(), ""), set())
        if user is None or len(found) != 1 or Author.objects.filter(user=user).exists():
            return
        if Author.objects.filter(pk__in=found, user=None).update(user=user):
            self._report.count("author", UPDATED)


def _authors() -> dict[str, set[int]]:
    """By login; more than one, if several sites came over."""
    found: dict[str, set[int]] = defaultdict(set)
    for login, author in ImportedItem.objects.filter(kind="author").values_list("old_id", "new_id"):
        if author is not None:
            found[login].add(author)
    return found


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


def _names_of_roles(given: str) -> set[str]:
    found = SERIALISED.findall(given) if given.startswith("a:") else re.split(r"[,;|]", given)
    return {name.strip().lower() for name in found}
