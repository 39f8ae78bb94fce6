"""Passwords as WordPress kept them, so that whoever comes from there signs in with the old one.

Nothing here is ever made for a new password: at the first sign-in Django puts the preferred hash in its place.
What WordPress hashed is not quite what was typed: without the spaces around it, and with a backslash before
quotes and backslashes (PHP's magic quotes, kept up to this day); some plug-ins took those out again. So both
are tried, if they differ.
"""

import base64
import binascii
import hashlib
import hmac
import re
from typing import Any

import bcrypt
from django.contrib.auth.hashers import BasePasswordHasher, check_password, get_hasher, mask_hash
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_noop as _

LONGEST = 4096  # bytes; WordPress refuses longer ones, and phpass would hash them thousands of times
TRIMMED = " \t\n\r\0\x0b"  # what PHP's trim() takes away
SLASHED = re.compile(r"""(['"\\])""")
ITOA64 = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PHPASS = re.compile(r"\$[PH]\$[5-9A-E][./0-9A-Za-z]{30}")  # 2**7 to 2**16 rounds: more would keep a worker busy
BCRYPT = re.compile(r"(?:\$wp)?\$2[aby]\$(0[4-9]|1[0-4])\$[./0-9A-Za-z]{53}")
MD5 = re.compile(r"[0-9a-fA-F]{32}")
COST = re.compile(r"\$[PH]\$.|(?:\$wp)?\$2[aby]\$\d\d\$")  # how a hash was made, and in how many rounds


class WordPressHasher(BasePasswordHasher):
    """`encoded` is the algorithm, a dollar sign, and the hash as it was there."""

    def matches(self, password: bytes, old: str) -> bool:
        raise NotImplementedError

    def guess(self, password: str, old: str) -> bool:
        return any(self.matches(spelled, old) for spelled in spellings(password))

    def encode(self, password: str, salt: str) -> str:
        raise NotImplementedError("Only for passwords that were hashed elsewhere.")

    def decode(self, encoded: str) -> dict[str, Any]:
        algorithm, _dollar, old = encoded.partition("$")
        return {"algorithm": algorithm, "hash": old}

    def verify(self, password: str, encoded: str) -> bool:
        is_right = self.guess(password, self.decode(encoded)["hash"])
        if not is_right:
            self.harden_runtime(password, encoded)
        return is_right

    def must_update(self, encoded: str) -> bool:
        return True

    def harden_runtime(self, password: str, encoded: str) -> None:
        """A wrong guess takes all that it takes with an account of ours. What more it takes: accounts/same_work.py."""
        get_hasher().encode(password, get_hasher().salt())

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        decoded = self.decode(encoded)
        return {_("algorithm"): decoded["algorithm"], _("hash"): mask_hash(decoded["hash"], show=3)}


class PhpassHasher(WordPressHasher):
    """Before WordPress 6.8: MD5 over and over, as often as the fourth character says."""

    algorithm = "phpass"

    def matches(self, password: bytes, old: str) -> bool:
        if not PHPASS.fullmatch(old):
            return False
        digest = hashlib.md5(old[4:12].encode() + password, usedforsecurity=False).digest()
        for _round in range(1 << ITOA64.index(old[3])):
            digest = hashlib.md5(digest + password, usedforsecurity=False).digest()
        return constant_time_compare(itoa64(digest), old[12:])


class WordPressBcryptHasher(WordPressHasher):
    """Since WordPress 6.8: `$wp` and bcrypt of a SHA-384, which fits into its 72 bytes. Without `$wp`, bcrypt alone."""

    algorithm = "wordpress_bcrypt"

    def matches(self, password: bytes, old: str) -> bool:
        if not BCRYPT.fullmatch(old):
            return False
        if old.startswith("$wp"):
            password = base64.b64encode(hmac.digest(b"wp-sha384", password, "sha384"))
        # PHP cuts off after 72 bytes without a word, and refuses a zero byte.
        try:
            return b"\0" not in password and bcrypt.checkpw(password[:72], old.removeprefix("$wp").encode())
        except ValueError:  # a salt that bcrypt never writes
            return False


class WordPressMd5Hasher(WordPressHasher):
    """From the first years, or set by hand in the database. Kept here as Argon2 of it: MD5 alone hides nothing."""

    algorithm = "wordpress_md5"

    def wrap(self, old: str) -> str:
        around = get_hasher()
        return f"{self.algorithm}${around.encode(old.lower(), around.salt())}"

    def matches(self, password: bytes, old: str) -> bool:
        digest = binascii.hexlify(hashlib.md5(password, usedforsecurity=False).digest()).decode()
        return check_password(digest, old)

    def harden_runtime(self, password: str, encoded: str) -> None:
        """It is Argon2 already."""


def like(old: str) -> str:
    """A hash that takes as long to check, and that nothing matches."""
    found = COST.match(old)
    return found[0].ljust(len(old), ".") if found else ""


def stored(old: str) -> str | None:
    """A hash of WordPress as an account keeps it. None if it is none that we can check, or would take too long."""
    if PHPASS.fullmatch(old):
        return f"{PhpassHasher.algorithm}${old}"
    if BCRYPT.fullmatch(old):
        return f"{WordPressBcryptHasher.algorithm}${old}"
    return WordPressMd5Hasher().wrap(old) if MD5.fullmatch(old) else None


def spellings(password: str) -> list[bytes]:
    """What WordPress may have hashed for what was typed. None if it is too long for it."""
    typed = password.strip(TRIMMED)
    found = [spelled.encode("utf-8", "surrogatepass") for spelled in (typed, SLASHED.sub(r"\\\1", typed))]
    return [spelled for spelled in dict.fromkeys(found) if len(spelled) <= LONGEST]


def itoa64(digest: bytes) -> str:
    """Base 64 as phpass writes it: three bytes at a time, the lowest six bits first."""
    written = ""
    for start in range(0, len(digest), 3):
        chunk = digest[start : start + 3]
        number = int.from_bytes(chunk, "little")
        written += "".join(ITOA64[number >> shift & 63] for shift in range(0, 8 * len(chunk), 6))
    return written
