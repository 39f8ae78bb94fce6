"""Where a path of a WordPress site, or a path of ours from before a change, leads today."""

from django.http import QueryDict


def new_address(path: str, query: QueryDict) -> str | None:
    """The address to redirect to, or None when nothing visible ever stood at that path."""
    return None
