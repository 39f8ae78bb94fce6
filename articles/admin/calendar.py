"""The month: what is scheduled and what is due, day by day."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions, worklists
from articles.admin.article_filters import bounds
from articles.models import Article
from articles.permissions import Person

MOST = 1000  # of each kind in a month


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    if not permissions.sees_unpublished(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    written = request.GET.get("month", "")
    period = bounds(written) if len(written) == len("2026-11") else None
    first, end = period or bounds(f"{today:%Y-%m}") or (timezone.now(), timezone.now())
    month = timezone.localtime(first).date()
    first_weekday = (get_format("FIRST_DAY_OF_WEEK") - 1) % 7
    planned = _planned(request.user, first, end)
    weeks = Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    context = {
        **admin.site.each_context(request),
        "title": _("Calendar"),
        "opts": Article._meta,
        "month": date_format(month, "F Y"),
        "before": f"{month - timedelta(days=1):%Y-%m}",
        "after": f"{month + timedelta(days=32):%Y-%m}",
        "weekdays": [WEEKDAYS[(first_weekday + number) % 7] for number in range(7)],
        "weeks": [[_day(day, month, today, planned) for day in week] for week in weeks],
        "is_empty": not planned,
    }
    return render(request, "admin/articles/calendar.html", context)


def _day(day: date, month: date, today: date, planned: dict[date, list[Any]]) -> dict[str, Any]:
    is_in = day.month == month.month
    return {
        "number": day.day,
        "name": date_format(day, "l, F j"),
        "is_in": is_in,
        "is_today": day == today,
        "planned": sorted(planned.get(day, []), key=lambda row: row[:2]) if is_in else [],
    }


def _planned(user: Person, first: datetime, end: datetime) -> dict[date, list[Any]]:
    """Of each day: the time, what it is, and which article."""
    found: dict[date, list[Any]] = defaultdict(list)
    for moment, kind, article in _moments(user, first, end):
        local = timezone.localtime(moment)
        found[local.date()].append((f"{local:%H:%M}", kind, article))
    return found


def _moments(user: Person, first: datetime, end: datetime) -> Iterator[tuple[datetime, str, Article]]:
    articles = permissions.seen(user).for_links()
    last, since = end - timedelta(microseconds=1), max(first, timezone.now())
    if since < end:
        for article in worklists.scheduled(articles, last, since).order_by("published_at", "pk")[:MOST]:
            yield article.appears_at, "live", article  # type: ignore[attr-defined]  # annotated
    due = worklists.due(articles, user).filter(due_at__gte=first, due_at__lt=end)
    for article in due.order_by("due_at", "pk")[:MOST]:
        yield article.due_at, "due", article  # type: ignore[misc]  # not null there
