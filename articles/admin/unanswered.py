"""What a page sent and was saved, though no answer reached it: to that page, it is no change of someone else."""

from django.core.cache import cache
from django.http import HttpRequest

from articles.models import Article, Revision
from articles.writing import AUTOSAVE

PAGE = "_page"  # which opening of the editor a form is of; named by static/js/desk/autosave.js
LONGEST = 100
KEPT = 60 * 60 * 24  # seconds


def remember(request: HttpRequest, revision: Revision) -> None:
    if page := _page(request):
        cache.set(_key(revision.pk), page, KEPT)


def catch_up(request: HttpRequest, article: Article, since: int) -> int | None:
    """The newest revision, if all of them after that number are what this page sent while it was typed in."""
    page = _page(request)
    if not page:
        return None
    later = article.revisions.filter(number__gt=since, is_aside=False).order_by("-number")
    found = list(later.values_list("pk", "number", "verb", "created_by"))
    if not found or any((verb, by) != (AUTOSAVE, request.user.pk) for _, _, verb, by in found):
        return None
    keys = [_key(pk) for pk, *_ in found]
    pages = cache.get_many(keys)
    return found[0][1] if all(pages.get(key) == page for key in keys) else None


def _page(request: HttpRequest) -> str:
    return request.POST.get(PAGE, "")[:LONGEST]


def _key(revision: int) -> str:
    return f"autosave-page:{revision}"
