"""Views of the list of articles that somebody gave a name."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.article_filters import worklist
from articles.models import SavedFilter
from articles.worklists import WORKLISTS

MOST, LONGEST_NAME, LONGEST = 30, 60, 1000
NOT_KEPT = {"p", "all", "e", "_popup", "_to_field", "csrfmiddlewaretoken"}  # where one is in a list, not which it is
LIST = "admin:articles_article_changelist"
sees = permission_required("articles.view_article", raise_exception=True)


def context(request: HttpRequest) -> dict[str, Any]:
    """The links above the list, and what the one being looked at would be saved as."""
    query = kept(request.GET)
    own = [(each, f"?{each.query}", each.query == query) for each in request.user.saved_filters.all()]  # type: ignore[union-attr]  # staff
    chosen = worklist(request.GET.get("desk"))
    return {
        "worklists": [(each.name, f"?desk={each.key}", each == chosen) for each in WORKLISTS],
        "saved_filters": own,
        "kept_query": query,
        "can_be_saved": bool(query) and not any(is_shown for *_each, is_shown in own),
    }


def kept(asked: QueryDict) -> str:
    """In one order, so that the same view is the same words; without NUL, which no list can be narrowed by."""
    said = [(name, value) for name, values in asked.lists() for value in values]
    pairs = sorted((name, value) for name, value in said if value and name not in NOT_KEPT and "\0" not in name + value)
    found = QueryDict(mutable=True)
    for name, value in pairs:
        found.appendlist(name, value)
    return found.urlencode()


@require_POST
@sees
def save(request: HttpRequest) -> HttpResponse:
    """A name that is there already is given to the new view."""
    name = " ".join(request.POST.get("name", "").replace("\0", "").split())[:LONGEST_NAME]
    query, own = kept(QueryDict(request.POST.get("query", ""))), SavedFilter.objects.filter(user=request.user.pk)
    back = HttpResponseRedirect(f"{reverse(LIST)}?{query}")
    if not name or not query or len(query) > LONGEST:
        messages.error(request, _("A view needs a name, and something that the list is narrowed by."))
    elif own.exclude(name=name).count() >= MOST:
        messages.error(request, _("You have %s saved views: delete one first.") % MOST)
    else:
        own.update_or_create(user_id=request.user.pk or 0, name=name, defaults={"query": query})
    return back


@require_POST
@sees
def delete(request: HttpRequest, filter_id: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter.objects.filter(user=request.user.pk), pk=filter_id)
    saved.delete()
    messages.success(request, _("“%s” is no longer a saved view.") % saved.name)
    return HttpResponseRedirect(reverse(LIST))
