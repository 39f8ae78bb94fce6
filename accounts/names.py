"""Public names: how one is written, and which ones nobody gets, for readers would take them for somebody else."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from confusable_homoglyphs.categories import unique_aliases
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts import publication
from accounts.models import User, name_key

SHORTEST, LONGEST = 2, 50
# Words that speak for the house, also inside a name: "Newsroom Editor", "The-Admin-Team".
OFFICES = """
    admin administrator administration anonymous billing bot deleted desk editor editors editorial journalist legal
    mod moderation moderator moderators newsdesk newsroom official publisher reporter security staff support
    sysadmin superuser team verified webmaster
""".split()
# The same without a space before or after: "adminanna", "xmoderatorx".
ANYWHERE = ["admin", "moderator", "newsroom", "webmaster"]
# Not to be had alone. As part of a name they may be somebody's: Joe Root, Bill Press.
ALONE = "root press help info contact abuse postmaster hostmaster owner system news null undefined me you".split()

# UTS 39, "highly restrictive": one script, or one of those that are written with Latin letters in between.
TOGETHER = [
    {"LATIN", "HAN", "HIRAGANA", "KATAKANA"},
    {"LATIN", "HAN", "BOPOMOFO"},
    {"LATIN", "HAN", "HANGUL"},
]
OF_ANY_SCRIPT = {"COMMON", "INHERITED"}
PUNCTUATION = "'’.-_,&()·"
# They have no width or no ink, though they count as letters, marks or symbols.
BLANK = dict.fromkeys([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, *range(0xFE00, 0xFE10)])
WEB = re.compile(r"//|\bwww\.|\w{2}\.[^\W\d_]{2,}|\w\.(?:com|net|org|info|news)\b", re.IGNORECASE)
PILE = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}")

Names = Callable[[User], Iterable[str]]
_sources: list[Names] = []


def protect(source: Names) -> None:
    """Has the names that `source` gives for a user kept from that user. For packages that know more people."""
    if source not in _sources:
        _sources.append(source)


def normalise(text: str) -> str:
    """One spelling of what looks the same: composed, with single spaces, without anything that cannot be seen.

    Controls, overrides of the writing direction, zero-width characters and lone surrogates are dropped.
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    seen = (letter for letter in text.translate(BLANK) if unicodedata.category(letter)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())


def chosen(text: str, *, by: User) -> str:
    """The name as it will be kept. Raises ValidationError if `by` cannot have it."""
    name = normalise(text)
    _check_form(name)
    if _is_kept_for_others(name, by):
        raise ValidationError(_("That name is kept for people who speak for this publication. Choose another."))
    return name


def _check_form(name: str) -> None:
    if not SHORTEST <= len(name) <= LONGEST:
        raise ValidationError(_("A name has between %(least)s and %(most)s characters.") % _LENGTHS)
    if "@" in name or WEB.search(name):
        raise ValidationError(_("A name is neither an e-mail address nor a web address."))
    if PILE.search(unicodedata.normalize("NFD", name)) or not all(map(_may_stand, name)):
        raise ValidationError(_("Use letters, digits, spaces and the signs %(signs)s.") % {"signs": PUNCTUATION})
    if not any(map(str.isalpha, name)):
        raise ValidationError(_("A name has at least one letter."))
    scripts = unique_aliases(name) - OF_ANY_SCRIPT
    if len(scripts) > 1 and not any(scripts <= together for together in TOGETHER):
        raise ValidationError(_("Write the whole name in one alphabet."))


_LENGTHS = {"least": SHORTEST, "most": LONGEST}


def _may_stand(letter: str) -> bool:
    return letter == " " or letter in PUNCTUATION or unicodedata.category(letter)[0] in "LMN"


def _is_kept_for_others(name: str, by: User) -> bool:
    key = name_key.of(name)
    if by.is_staff:  # they do speak for the publication, each for themselves
        return _is_somebody_elses(key, by)
    return _speaks_for_the_house(name, key) or _is_somebody_elses(key, by)


def _is_somebody_elses(key: str, by: User) -> bool:
    if User.objects.filter(is_staff=True, name_key=key).exclude(pk=by.pk).exists():
        return True
    return any(name_key.of(name) == key for source in _sources for name in source(by))


def _speaks_for_the_house(name: str, key: str) -> bool:
    if any(name_key.of(word) in key for word in ANYWHERE) or key in map(name_key.of, ALONE):
        return True
    kept = {name_key.of(word) for word in [*OFFICES, publication.name()]}
    return any(run in kept for run in _runs(name)) or bool(_UNNAMED.fullmatch(name))


# What stands beside the comments of those who chose none yet: "Reader 12".
_UNNAMED = re.compile(r"\W*reader\W*\d+\W*", re.IGNORECASE)


def _runs(name: str) -> Iterable[str]:
    """The keys of its words, and of every row of neighbouring ones, so that "News Room" is the newsroom."""
    words = [name_key.of(word.strip("0123456789")) for word in re.split(r"[\W_]+", name)]
    words = [word for word in words if word]
    return ("".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
