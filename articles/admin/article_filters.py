"""How the list of articles is narrowed."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article

LIVE, SCHEDULED, ENDED = "live", "scheduled", "ended"


class StateFilter(admin.SimpleListFilter):
    """By what readers see, not only by what is stored: published covers live, scheduled and ended."""

    title = _("status")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[Any, Any]]:
        stored = [choice for choice in Article.Status.choices if choice[0] != Article.Status.PUBLISHED]
        return [*stored[:-1], (SCHEDULED, _("Scheduled")), (LIVE, _("Live")), (ENDED, _("Ended")), stored[-1]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        now, state = timezone.now(), self.value()
        published = queryset.filter(status=Article.Status.PUBLISHED)
        if state == LIVE:
            return queryset.visible()  # type: ignore[attr-defined]  # an ArticleQuerySet
        if state == SCHEDULED:
            return published.filter(Q(published_at__gt=now) | Q(embargo_until__gt=now))
        if state == ENDED:
            return published.filter(unpublish_at__lte=now)
        return queryset.filter(status=state) if state else queryset


class AuthorFilter(admin.ListFilter):
    """A field to type a part of the name into: thousands of authors are no list to choose from."""

    title = _("author")
    parameter_name = "author"
    template = "admin/articles/article/author_filter.html"

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.typed = ""
        if self.parameter_name in params:
            value = params.pop(self.parameter_name)
            self.typed = (value[-1] if isinstance(value, list) else value).strip()
        self.others = [
            (name, value) for name, values in request.GET.lists() for value in values if name not in {"author", "p"}
        ]

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter_name]

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        yield {"typed": self.typed, "others": self.others}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if not self.typed:
            return queryset
        named = Article.authors.through.objects.filter(author__name__icontains=self.typed)
        return queryset.filter(pk__in=named.values("article"))
