"""Whoever tries out which words and sites are refused is soon told nothing more."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core import ratelimit
from allauth.core.internal.httpkit import authenticated_user
from django.http import HttpRequest
from django.utils.translation import gettext as _

from comments.posting import AgainstRules, Refused

ACTION = "comment_refused"


@contextmanager
def counted(request: HttpRequest) -> Iterator[None]:
    """Around sending a text. Raises Refused where too many of this reader's were against the rules."""
    user = authenticated_user(request)
    if not ratelimit.consume(request, action=ACTION, user=user, dry_run=True):
        raise Refused(_("Much of what you wrote was against our rules for comments. Try again in an hour."))
    try:
        yield
    except AgainstRules:
        ratelimit.consume(request, action=ACTION, user=user)
        raise
