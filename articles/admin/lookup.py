"""What writers may look up while they write, whatever else they may do with it."""

from typing import Any

from django.http import HttpRequest

WRITING = ("articles.add_article", "articles.change_article")


class SeenByWriters:
    """For the admin of a model that articles refer to: whoever writes may find and open its rows."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_view_permission(request, obj)  # type: ignore[misc]  # ModelAdmin comes after it
        return allowed or any(request.user.has_perm(permission) for permission in WRITING)
