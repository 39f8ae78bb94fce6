"""What the account page and its navigation list. Packages above add the sections that only they know."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

Words = str | Promise


class Group(TextChoices):
    """In the order of the page."""

    PROFILE = "profile", _("Your profile")
    SIGNING_IN = "signing-in", _("Signing in")
    READING = "reading", _("Reading and commenting")
    MAIL = "mail", _("Mail from us")
    OWN_DATA = "own-data", _("Your data")


CHANGE = _("Change")


@dataclass(frozen=True)
class Section:
    """A page of the account: the name of its address, and in a few words what it says about someone now."""

    group: Group
    page: str
    name: Words
    summary: Callable[[User], Words]
    action: Words = CHANGE
    is_shown: Callable[[User], bool] = lambda user: True

    @property
    def address(self) -> str:
        """Empty while there is no such page."""
        try:
            return reverse(self.page)
        except NoReverseMatch:
            return ""


class Row(NamedTuple):
    name: Words
    summary: Words
    action: Words
    address: str


class Listed(NamedTuple):
    group: Group
    rows: list[Row]


_sections: list[Section] = []


def add(*sections: Section, first: bool = False) -> None:
    """In the order in which they stand within their group. Once each, however often an app gets ready."""
    known = {section.page for section in _sections}
    place = 0 if first else len(_sections)
    _sections[place:place] = [section for section in sections if section.page not in known]


def overview(user: User) -> list[Listed]:
    rows = [(each.group, Row(each.name, each.summary(user), each.action, each.address)) for each in _of(user)]
    groups = [Listed(group, [row for theirs, row in rows if theirs == group]) for group in Group]
    return [listed for listed in groups if listed.rows]


def navigation(user: User) -> list[list[tuple[str, Words]]]:
    """Addresses and names, by group."""
    found = list(_of(user))
    groups = [[(each.address, each.name) for each in found if each.group == group] for group in Group]
    return [links for links in groups if links]


def _of(user: User) -> Iterator[Section]:
    return (section for section in _sections if section.address and section.is_shown(user))
