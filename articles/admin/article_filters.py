"""How the list of articles is narrowed."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.models import Article
from articles.worklists import WORKLISTS, Worklist, scheduled

LIVE, SCHEDULED, ENDED = "live", "scheduled", "ended"
PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
YEARS = range(1900, 2999)  # beyond, a change of zone overflows


class WorklistFilter(admin.SimpleListFilter):
    """Its choices stand above the list, not beside it: templates/admin/articles/article/_views.html."""

    title = gettext_lazy("what there is to do")
    parameter_name = "desk"
    template = "admin/articles/article/no_filter.html"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[Any, Any]]:
        return [(worklist.key, worklist.name) for worklist in WORKLISTS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        found = worklist(self.value())
        return found.narrow(queryset, request.user) if found else queryset


def worklist(key: str | None) -> Worklist | None:
    return next((each for each in WORKLISTS if each.key == key), None)


class StateFilter(admin.SimpleListFilter):
    """By what readers see, not only by what is stored: published covers live, scheduled and ended."""

    title = gettext_lazy("status")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[Any, Any]]:
        stored = [choice for choice in Article.Status.choices if choice[0] != Article.Status.PUBLISHED]
        return [*stored[:-1], (SCHEDULED, _("Scheduled")), (LIVE, _("Live")), (ENDED, _("Ended")), stored[-1]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        state, unseen = self.value(), queryset.filter(permissions.unpublished(request.user))
        if state == LIVE:
            return queryset.visible()  # type: ignore[attr-defined]  # an ArticleQuerySet
        if state == SCHEDULED:
            return scheduled(unseen)
        if state == ENDED:
            # A stretch of an index. As a condition of its own, everything published is looked through in order.
            ended = Article.objects.order_by().filter(unpublish_at__lte=timezone.now(), status=Article.Status.PUBLISHED)
            return unseen.filter(pk__in=ended.values("pk"))
        return unseen.filter(status=state) if state else queryset


class PeriodFilter(admin.SimpleListFilter):
    """By the year, month or day of publication: each leads to its parts. None is counted, and no query asked."""

    title = gettext_lazy("date of publication")
    parameter_name = "on"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[Any, Any]]:
        """Around what is chosen: itself, its parts, and what comes before it."""
        today = timezone.localdate()
        chosen = bounds(self.used_parameters.get(self.parameter_name, ""))
        if not chosen:
            return [
                (f"{today}", _("Today")),
                (f"{today:%Y-%m}", _("This month")),
                *((str(year), str(year)) for year in range(today.year, today.year - 5, -1)),
            ]
        first, end = (timezone.localtime(moment) for moment in chosen)
        year = (f"{first.year}", f"{first.year}")
        if (end - first).days > 40:
            months = [(f"{first.year}-{month:02}", str(MONTHS[month])) for month in range(1, 13)]
            return [year, *months, (f"{first.year - 1}", f"{first.year - 1}")]
        days = [] if (end - first).days < 3 else range(1, (end - timedelta(hours=12)).day + 1)
        month = (f"{first:%Y-%m}", f"{MONTHS[first.month]} {first.year}")
        own = [(f"{first:%Y-%m-%d}", f"{first.day}")] if not days else []
        return [year, month, *own, *((f"{first:%Y-%m}-{day:02}", f"{day}") for day in days)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        period = bounds(self.value() or "")
        if not period:
            return queryset
        # With the status, so that one index finds them and has them in order.
        within = {"published_at__gte": period[0], "published_at__lt": period[1]}
        return queryset.filter(status=Article.Status.PUBLISHED, **within)


def bounds(written: str) -> tuple[datetime, datetime] | None:
    """When a year (2026), a month (2026-11) or a day (2026-11-23) begins and ends in the publication's zone."""
    found = PERIOD.fullmatch(written)
    if not found or int(found[1]) not in YEARS:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = datetime(year or 0, month or 1, day or 1)  # noqa: DTZ001  # made aware below
    except ValueError:
        return None
    if day:
        end = datetime.fromordinal(first.toordinal() + 1)
    elif month:
        end = first.replace(year=first.year + month // 12, month=month % 12 + 1)
    else:
        end = first.replace(year=first.year + 1)
    return timezone.make_aware(first), timezone.make_aware(end)


class AuthorFilter(admin.ListFilter):
    """A field to type a part of the name into: thousands of authors are no list to choose from."""

    title = gettext_lazy("author")
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
