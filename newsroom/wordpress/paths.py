"""The form in which old addresses are written down and looked up, so that both sides agree on it."""

import re
from urllib.parse import unquote, urlsplit

SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.[a-z0-9]{2,5}\Z)", re.IGNORECASE)
SCALED = re.compile(r"-(?:scaled|rotated)(?=\.[a-z0-9]{2,5}\Z)", re.IGNORECASE)
LONGEST = 600  # FormerAddress.path


def address_key(path: str) -> str:
    """A path decoded, in lower case, with single slashes and none at its end. WordPress' own look-up ignores case."""
    decoded = unquote(path).replace("\0", "").lower()
    return ("/" + "/".join(step for step in decoded.split("/") if step))[:LONGEST]


def link_key(url: str) -> str:
    """The same for a whole address; a plain permalink keeps its query: /?p=12. Empty where nothing can be kept."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    path = address_key(parts.path)
    if parts.query:
        name, _equals, number = parts.query.partition("=")
        if name not in {"p", "page_id", "attachment_id"} or not (number.isascii() and number.isdigit()):
            return ""
        return f"{path}?p={int(number)}"
    return path if path != "/" else ""


def upload_path(url: str) -> str:
    """The path of a file below uploads/: /2012/05/bridge.jpg."""
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return ""
    key = address_key(path)
    _before, found, after = key.rpartition("/uploads/")
    # wordpress.com keeps files at files.wordpress.com/2012/05/, without that folder.
    return f"/{after}" if found else key


def without_size(path: str) -> str:
    """bridge.jpg for bridge-300x200.jpg. An original may be called so as well: look for the name as it is first."""
    return SIZE.sub("", path)


def without_scaling(path: str) -> str:
    """bridge.jpg for bridge-scaled.jpg, which is what WordPress makes of very large originals."""
    return SCALED.sub("", path)
