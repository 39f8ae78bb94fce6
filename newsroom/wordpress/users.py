"""Making accounts of WordPress's users, with the passwords they have there.

Who is here already is left as they are: no password, name, role or address of an account is ever changed, and nobody
becomes a superuser. That WordPress knew an address proves nothing, so people confirm theirs by a mailed code at the
first sign-in; for the desk, whoever runs the import can vouch.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import islice
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts import audit, hashers, mailboxes, names, roles
from accounts.models import User, name_key
from articles.models import Author
from newsroom.models import ImportedItem
from newsroom.wordpress.names import plain
from newsroom.wordpress.report import CARRIED, UNCHANGED, UPDATED, Report
from newsroom.wordpress.user_file import Entry

KIND = "account"
BATCH = 100
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
    """Batch by batch, so that nobody else waits for long. Stopped half way, it goes on when it is run again.

    `logins` are those that an export names, by e-mail address in small letters.
    """
    entries = list(entries)
    users, rows = Users(report, trusts_staff, logins, kept=_names_of_the_desk(entries)), iter(entries)
    while batch := list(islice(rows, BATCH)):
        users.carry(batch, is_dry_run=is_dry_run)


class Made(NamedTuple):
    entry: Entry
    user: User
    role: Group | None


class Users:
    def __init__(self, report: Report, trusts_staff: bool, logins: dict[str, str], kept: set[str]) -> None:
        self._report, self._trusts_staff, self._logins = report, trusts_staff, logins
        self._groups = {group.name: group for group in Group.objects.filter(name__in=ROLES.values())}
        self._authors = _authors()
        self._kept = kept  # from readers, wherever in the file the desk stands
        self._seen: set[str] = set()
        self._names_of_the_desk: set[str] = set()  # of this run: those in its own batch are not in the database yet

    def carry(self, entries: list[Entry], *, is_dry_run: bool) -> None:
        """Looks at all of them before it writes: from then on others wait."""
        good = {entry.email.lower(): entry for entry in entries if self._is_good(entry)}
        taken = _taken(good)
        made = [self._made(entry, email) for email, entry in good.items() if email not in taken]
        with transaction.atomic():
            for email, owner in taken.items():
                self._connect(good[email], owner)
            self._write(made)
            transaction.set_rollback(is_dry_run)
        self._report.count(KIND, UNCHANGED, len(taken))
        self._report.count(KIND, CARRIED, len(made))

    def _is_good(self, entry: Entry) -> bool:
        email = entry.email.lower()
        if not _is_address(email):
            self._report.skip(KIND, _("Not an e-mail address; no account was made"), entry.label)
        elif email in self._seen:
            self._report.skip(KIND, _("The address stands in the file before"), entry.label)
        else:
            self._seen.add(email)
            return True
        return False

    def _made(self, entry: Entry, email: str) -> Made:
        role = self._role(entry)
        user = User(email=email, password=self._password(entry))
        user.display_name = self._name(entry, User(email=email, is_staff=role is not None))
        user.name_key = name_key.of(user.display_name)  # as saving one alone does
        if role and user.name_key:
            self._names_of_the_desk.add(user.name_key)
        return Made(entry, user, role)

    def _write(self, made: list[Made]) -> None:
        User.objects.bulk_create([each.user for each in made])
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, primary=True, verified=role is not None and self._trusts_staff)
            for _entry, user, role in made
        )
        for entry, user, role in made:
            self._connect(entry, user)
            if role:
                roles.give(role, user, by=None)
        if made:
            audit.record("import_accounts", by=None, accounts=len(made))

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
            chosen = names.chosen(name, by=user)
            if name_key.of(chosen) not in (self._names_of_the_desk if user.is_staff else self._kept):
                return chosen
            why = _("That name is kept for people who speak for this publication. Choose another.")
        except ValidationError as error:
            why = error.messages[0]
        self._report.remark(_("Names nobody may have here were left out: %s") % why, entry.label)
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

    def _connect(self, entry: Entry, user: User | None) -> None:
        """Names the account of an author who came over with the articles, if there is no doubt who that is."""
        found = self._authors.get(entry.login or self._logins.get(entry.email.lower(), ""), set())
        if user is None or len(found) != 1 or Author.objects.filter(user=user).exists():
            return
        if Author.objects.filter(pk__in=found, user=None).update(user=user):
            self._report.count("author", UPDATED)


def _taken(emails: Collection[str]) -> dict[str, User | None]:
    """The addresses that accounts have, each with its account if it is proved to be theirs: anyone could have opened
    one with the address of an author."""
    users = {user.email.lower(): user for user in User.objects.alias(small=Lower("email")).filter(small__in=emails)}
    addresses = list(EmailAddress.objects.filter(email__in=emails).select_related("user"))
    proved = {address.email: address.user for address in addresses if address.verified}
    taken = {address.email for address in addresses} | users.keys()
    return {email: proved.get(email) if users.get(email) in (None, proved.get(email)) else None for email in taken}


def _authors() -> dict[str, set[int]]:
    """By login; more than one, if several sites came over."""
    found: dict[str, set[int]] = defaultdict(set)
    for login, author in ImportedItem.objects.filter(kind="author").values_list("old_id", "new_id"):
        if author is not None:
            found[login].add(author)
    return found


def _is_address(email: str) -> bool:
    try:
        mailboxes.check(email)
    except ValidationError:
        return False
    return len(email) <= 254


def _names_of_the_desk(entries: Iterable[Entry]) -> set[str]:
    desk = (entry for entry in entries if _names_of_roles(entry.role) & ROLES.keys())
    return {name_key.of(plain(entry.name, names.LONGEST)) for entry in desk}


def _names_of_roles(given: str) -> set[str]:
    found = SERIALISED.findall(given) if given.startswith("a:") else re.split(r"[,;|]", given)
    return {name.strip().lower() for name in found}
