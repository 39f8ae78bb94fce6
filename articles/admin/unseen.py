"""What keeps from people at the desk what others have not published, wherever Django's own pages would tell it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions
from articles.models import Article

OF_THE_DESK = {"notes"}  # of what readers see, others at the desk do not see this
# Django lets anyone ask for any column by its name (?notes__startswith=A), shown or not.
ASKED_FOR = {
    "category",
    "article_type",
    "published_at",
    *("desk", "state", "author", "on"),
}  # columns, and our own filters


class OthersUnseen:
    """For the admin of articles."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        allowed = super().lookup_allowed(lookup, value, request)  # type: ignore[misc]  # mixed into a ModelAdmin
        return allowed and (request.user.has_perm(permissions.OTHERS) or lookup.split("__")[0] in ASKED_FOR)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        article = self.get_object(request, object_id)  # type: ignore[attr-defined]  # mixed into a ModelAdmin
        if article is None or not permissions.may_work_on(request.user, article):
            return self._get_obj_does_not_exist_redirect(request, Article._meta, object_id)  # type: ignore[attr-defined]  # mixed into a ModelAdmin
        return super().history_view(request, object_id, extra_context)  # type: ignore[misc]  # mixed into a ModelAdmin


def of_the_desk(request: HttpRequest, article: Article | None) -> set[str]:
    """The fields of it that somebody may not see."""
    return set() if article is None or permissions.may_work_on(request.user, article) else OF_THE_DESK


class TellsNothingOfOthers:
    """For the admin of what articles refer to: a page that asks before it deletes names only what somebody may see."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        found = super().get_deleted_objects(objs, request)  # type: ignore[misc]  # mixed into a ModelAdmin
        if request.user.has_perm(permissions.OTHERS):
            return found
        _shown, counts, missing, _protected = found
        collector = NestedObjects(using=objs[0]._state.db or "default", origin=objs)
        collector.collect(objs)
        name = namer(request, collector.protected)
        return collector.nested(name), counts, missing, list(dict.fromkeys(map(name, collector.protected)))


def namer(request: HttpRequest, rows: Iterable[Model]) -> Callable[[Model], str]:
    """How to call something that is, or is part of, an article: not by its headline for those who may not see it."""
    keys = {key for row in rows if (key := _article_of(row)) is not None}
    seen = set(permissions.seen(request.user).filter(pk__in=keys).values_list("pk", flat=True))

    def name(row: Model) -> str:
        kind, article = capfirst(row._meta.verbose_name), _article_of(row)
        return f"{kind}: {row}" if article is None or article in seen else f"{kind}: {_('of others')}"

    return name


def _article_of(row: Model) -> int | None:
    return row.pk if isinstance(row, Article) else getattr(row, "article_id", None)


@require_safe
def view_on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """In place of Django's own, which tells the address of anything to everyone at the desk."""
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    desk = admin.site._registry.get(model) if model else None
    if desk is None or not hasattr(model, "get_absolute_url"):
        raise Http404
    found = desk.get_object(request, object_id)
    if found is None or not desk.has_view_permission(request, found):
        raise Http404
    return HttpResponseRedirect(found.get_absolute_url())
