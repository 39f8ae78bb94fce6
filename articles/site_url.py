"""Whole addresses, built from SITE_URL: the Host header of a request is whatever its sender likes."""

from django.conf import settings


def absolute(address: str) -> str:
    """A path of ours with scheme and host before it; an address that has them already is left alone."""
    return f"{settings.SITE_URL}{address}" if address.startswith("/") and not address.startswith("//") else address
