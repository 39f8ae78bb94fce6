"""The name under which the site asks, writes and issues: of the publication, whose row is a higher package's."""

from collections.abc import Callable
from urllib.parse import urlsplit

from allauth.core import context as allauth_context
from django.conf import settings

_sources: list[Callable[[], str]] = []


def named_by(source: Callable[[], str]) -> None:
    """Tells where the name is found when there is no request: in a job, in a command."""
    _sources[:] = [source]


def name() -> str:
    if publication := getattr(allauth_context.request, "publication", None):
        return str(publication.name)
    return _sources[0]() if _sources else str(urlsplit(settings.SITE_URL).hostname)
