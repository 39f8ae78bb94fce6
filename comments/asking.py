"""Where the public name is asked for together with the comment that it will stand beside."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve


def asks_for_name(address: str) -> bool:
    """The page to write a comment, and the form under an article, which leads there."""
    parts = urlsplit(address)
    if parts.fragment == "comments":
        return True
    try:
        return resolve(parts.path).view_name == "comments:write"
    except Resolver404:
        return False
