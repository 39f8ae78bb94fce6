"""Old addresses at which this site itself answers with something else, so that no link can be led on from them."""

from collections.abc import Collection

from django.urls import Resolver404, resolve

from articles.models import Category
from articles.models.slugs import RESERVED_TOP_LEVEL
from newsroom.models import Page


def shadowed(paths: Collection[str]) -> set[str]:
    """Those of `paths`, in the form of FormerAddress.path. Two queries at most, however many there are."""
    single = [path[1:] for path in paths if path.count("/") == 1]
    ours = set(Category.objects.filter(slug__in=single).values_list("slug", flat=True)) if single else set()
    ours |= set(Page.objects.visible().filter(slug__in=single).values_list("slug", flat=True)) if single else set()
    return {path for path in paths if path[1:] in ours or _is_reserved(path)}


def _is_reserved(path: str) -> bool:
    """One of the views answers there, other than those that look for a slug of that name."""
    first, _slash, rest = path[1:].partition("/")
    if first not in RESERVED_TOP_LEVEL or "/" in rest or "?" in path:
        return False
    try:
        resolve(f"{path}/")
    except Resolver404:
        return False
    return True
