"""What a new password may be: long enough, not endless, and not among those that guessers try first.

No rules on capitals, digits or signs, and no forced changes: both make people choose worse (OWASP ASVS 5.0, 6.2).
"""

import runpy
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 1024  # characters; hashing a password of megabytes would be work that anyone can give us


class LengthValidator:
    """Between `shortest` and `longest` characters, whatever they are."""

    def __init__(self, shortest: int = 10, longest: int = LONGEST) -> None:
        self.shortest, self.longest = shortest, longest

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        if len(password) < self.shortest:
            raise ValidationError(self.get_help_text(), code="password_too_short")
        if len(password) > self.longest:
            words = _("A password may have up to %(longest)d characters.") % {"longest": self.longest}
            raise ValidationError(words, code="password_too_long")

    def get_help_text(self) -> str:
        words = ngettext(
            "Choose a password of at least %(shortest)d character.",
            "Choose a password of at least %(shortest)d characters.",
            self.shortest,
        )
        return words % {"shortest": self.shortest}


class BreachedPasswordValidator:
    """Refuses what stands in lists of stolen passwords. The lists come with the site: nobody else is asked."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        if len(password) <= LONGEST and folded(password) in breached():
            words = _("This password is in a list of stolen ones that guessers try first. Choose another.")
            raise ValidationError(words, code="password_breached")

    def get_help_text(self) -> str:
        return _("Use it nowhere else: stolen passwords of other sites are tried here too.")


def folded(password: str) -> str:
    """Equal for passwords that differ only in case or in the way the keyboard wrote the characters."""
    return unicodedata.normalize("NFKC", password).casefold()


@cache
def breached() -> frozenset[str]:
    """Read when the first password is chosen: most processes never need it. Some 40,000."""
    [package] = find_spec("zxcvbn").submodule_search_locations  # type: ignore[misc, union-attr]  # it is installed
    # Of the package only this list, neither its other dictionaries nor what it makes of them: 14 MB in each process.
    zxcvbn = runpy.run_path(str(Path(package) / "frequency_lists.py"))["FREQUENCY_LISTS"]["passwords"]
    return frozenset(map(folded, [*CommonPasswordValidator().passwords, *zxcvbn]))
