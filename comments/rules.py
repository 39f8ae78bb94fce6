"""The rules that hold for comments: the newest of their versions, and how a further one is made of it."""

from collections.abc import Iterable
from datetime import time
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Field
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from comments import links
from comments.models import Rules
from comments.words import WordList

DEFAULTS = 0  # the version that nobody made; sequences begin behind it
LISTS = {"banned_words", "suspect_words", "allowed_domains", "denied_domains"}
NOT_RULES = {"id", "made_at", "made_by", "note"}
KEPT = 16  # lists: the two of the rules that hold, of those before, and of what is being tried


class Outdated(Exception):
    """Somebody made another version in the meantime."""


class Change(NamedTuple):
    name: str
    before: str
    after: str


def current() -> Rules:
    """The newest. Before anybody made one, the defaults, as version 0."""
    return Rules.objects.order_by("-pk").first() or Rules.objects.get_or_create(pk=DEFAULTS)[0]


def brief() -> Rules:
    """The same for whoever needs none of its lists, which may be long: every page that readers open."""
    return Rules.objects.order_by("-pk").defer(*LISTS).first() or current()


def save(rules: Rules, *, by: User | None, based_on: int | None = None) -> Rules:
    """As a version of its own; the one it was made of stays as it is. Raises Outdated."""
    with transaction.atomic():
        newest = Rules.objects.select_for_update().order_by("-pk").first() or current()
        if based_on is not None and newest.pk != based_on:
            raise Outdated
        rules.pk, rules.made_at, rules.made_by = None, timezone.now(), by
        rules.save(force_insert=True)
        names = [field.name for field in _fields() if _differs(field, newest, rules)]
        audit.record("change_comment_rules", by=by, subject=rules, changed=names)
    return rules


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@lru_cache(maxsize=KEPT)
def words_of(entries: str) -> WordList:
    """Of one entry a line. Made once for each version of a list, by its words: a number may come back."""
    return WordList(lines(entries))


def domains_of(entries: str) -> set[str]:
    """As links name them: in ASCII and small letters."""
    return {domain for line in lines(entries) if (domain := domain_of(line))}


def domain_of(line: str) -> str | None:
    """None for what is no domain."""
    return links.host_of(f"https://{line.removeprefix('*.').strip('.')}/", base="https://example.org/")


def changes(before: Rules, after: Rules) -> list[Change]:
    """What differs, in words. Of lists, what came and what went."""
    return [_change(field, before, after) for field in _fields() if _differs(field, before, after)]


def _fields() -> Iterable["Field[Any, Any]"]:
    return [field for field in Rules._meta.concrete_fields if field.name not in NOT_RULES]


def _differs(field: "Field[Any, Any]", before: Rules, after: Rules) -> bool:
    old, new = getattr(before, field.name), getattr(after, field.name)
    return set(lines(old)) != set(lines(new)) if field.name in LISTS else old != new


def _change(field: "Field[Any, Any]", before: Rules, after: Rules) -> Change:
    name, old, new = capfirst(str(field.verbose_name)), getattr(before, field.name), getattr(after, field.name)
    if field.name not in LISTS:
        return Change(name, _shown(field, before, old), _shown(field, after, new))
    gone, came = set(lines(old)) - set(lines(new)), set(lines(new)) - set(lines(old))
    return Change(name, ", ".join(sorted(gone)), ", ".join(sorted(came)))


def _shown(field: "Field[Any, Any]", row: Rules, value: Any) -> str:
    if value is None:
        return _("never")
    if isinstance(value, time):
        return str(time_format(value))
    return str(getattr(row, f"get_{field.name}_display")() if field.choices else value)
