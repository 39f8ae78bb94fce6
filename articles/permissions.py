"""Who at the desk may see what readers do not see yet."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts import second_factor, sessions
from accounts.models import User

SEES = ("articles.view_article", "articles.add_article", "articles.change_article")


def sees_unpublished(user: User | AnonymousUser) -> bool:
    """Asked where accounts/middleware.py has seen to the second factor and the session: below /admin/."""
    return user.is_staff and any(user.has_perm(permission) for permission in SEES)


def may_be_sent_unpublished(request: HttpRequest) -> bool:
    """The same for addresses that are public otherwise, where nothing was seen to before."""
    user = request.user
    return (
        isinstance(user, User)
        and sees_unpublished(user)
        and not second_factor.is_missing(user)
        and not sessions.is_over(user, request.session.session_key)
    )
