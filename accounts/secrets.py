"""What is kept encrypted in the database: seeds of second factors, sessions, mails that wait.

The key is made from SECRET_KEY. To change that without signing everyone out, put the former one into
SECRET_KEY_FALLBACKS: what was encrypted with it can be read until it is encrypted again.
"""

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.signing import BadSignature

PURPOSE = b"newsroom: what is encrypted in the database"


class Unreadable(Exception):
    """Encrypted with a key that is not ours, or changed since."""


def encrypt(text: str) -> str:
    return _fernet(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode("ascii")


def decrypt(encrypted: str) -> str:
    """Raises Unreadable."""
    try:
        fernet = _fernet(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return fernet.decrypt(encrypted.encode("ascii")).decode()
    except (InvalidToken, UnicodeError) as error:
        raise Unreadable from error


@lru_cache(maxsize=4)
def _fernet(*keys: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode()))


class SessionSerializer:
    """A session holds mailed codes and half-finished set-ups of factors; a copy of the table must not tell them."""

    def dumps(self, session: dict[str, Any]) -> bytes:
        return encrypt(json.dumps(session, separators=(",", ":"))).encode("ascii")

    def loads(self, stored: bytes) -> Any:
        """Raises BadSignature, for which Django starts an empty session."""
        try:
            return json.loads(decrypt(stored.decode("ascii")))
        except (Unreadable, UnicodeError) as error:
            raise BadSignature("A session that cannot be read.") from error
