"""Who at the desk may see what readers do not see yet."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User

SEES = ("articles.view_article", "articles.add_article", "articles.change_article")


def sees_unpublished(user: User | AnonymousUser) -> bool:
    return user.is_staff and any(user.has_perm(permission) for permission in SEES)
