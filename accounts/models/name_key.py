"""What is left of a name when everything is taken away by which two names can differ and still look the same."""

import re
import unicodedata
from functools import lru_cache

from confusable_homoglyphs.confusables import confusables_data

# Letters and digits that stand for each other, in many faces and in the usual disguises: all of a row become the first.
ALIKE = ["l1i", "o0", "a4", "b8", "e3", "g9", "s5", "t7", "z2"]
ONE_FOR_ALL = str.maketrans({letter: row[0] for row in ALIKE for letter in row[1:]})
UNLISTED = {"ĸ": "k", "þ": "p"}
SEEN_AS_ONE = [("rn", "m"), ("vv", "w")]
LONGEST = 160
# As Unicode names what has a tail, a stroke or the wrong size: "LATIN LETTER SMALL CAPITAL D".
VARIANT = re.compile(r"LATIN .*(?:LETTER|CAPITAL) ([A-Z])(?: WITH .*)?")


@lru_cache(maxsize=4096)
def of(name: str) -> str:
    """Equal for two names that look alike. Empty for one without a letter or digit."""
    # Looked up before and after the capitals are gone: В looks like B, and в like nothing else; р like p, and Р like P.
    plain = _lookalikes(_lookalikes(_bare(name)).casefold())
    key = "".join(_digit(letter) for letter in plain if unicodedata.category(letter)[0] in "LMN")
    key = key.translate(ONE_FOR_ALL)
    for seen, one in SEEN_AS_ONE:
        key = key.replace(seen, one)
    return key[:LONGEST]


def _bare(text: str) -> str:
    """Without accents. Vowel signs of scripts that write them apart stay: they are letters."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _lookalikes(text: str) -> str:
    return "".join(letter if letter.isascii() else _latin(letter) for letter in text)


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    """The Latin letters it is taken for, if there are any."""
    if letter in UNLISTED:
        return UNLISTED[letter]
    for homoglyph in confusables_data.get(letter, ()):
        latin = _bare(homoglyph["c"])
        if latin.isascii() and latin.isalnum():
            return latin
    variant = VARIANT.fullmatch(unicodedata.name(letter, ""))
    return variant[1] if variant else letter


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
