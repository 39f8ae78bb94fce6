"""The board of what the clock will do."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions
from articles import tonight as clock
from articles.admin import status
from articles.forms.times import zone_name
from articles.models import Article

HORIZONS = {"12": timedelta(hours=12), "24": timedelta(hours=24), "168": timedelta(days=7)}


@require_safe
def tonight(request: HttpRequest) -> HttpResponse:
    if not permissions.sees_unpublished(request.user):
        raise PermissionDenied
    chosen, now = request.GET.get("hours", "24"), timezone.now()
    chosen = chosen if chosen in HORIZONS else "24"
    until = now + HORIZONS[chosen]
    names = {"12": _("12 hours"), "24": _("24 hours"), "168": _("7 days")}
    found, cut_at = clock.board(request.user, until, now)
    clock.look(found, request.user)  # type: ignore[arg-type]  # staff
    context = {
        **admin.site.each_context(request),
        "title": _("Tonight"),
        "opts": Article._meta,
        "horizons": [(key, names[key], key == chosen) for key in HORIZONS],
        "days": _by_day(found),
        "warnings": sum(bool(event.warnings) for event in found),
        "turns": [(status.clock(turn.at), turn.is_back) for turn in clock.turns(now, until)],
        "zone": timezone.get_current_timezone_name(),
        "zone_now": zone_name(now),
        "until": status.clock(cut_at or until),
        "is_cut": cut_at is not None,
    }
    return render(request, "admin/articles/tonight.html", context)


def _by_day(found: list[clock.Event]) -> list[tuple[str, list[Any]]]:
    words = {clock.LIVE: _("Goes live"), clock.ENDS: _("Leaves the site"), clock.LIFTS: _("Embargo ends")}
    rows = [(timezone.localtime(event.at), words[event.kind], event) for event in found]
    days = groupby(rows, key=lambda row: row[0].date())
    return [(date_format(day, "l, F j"), [(f"{at:%H:%M %Z}", *rest) for at, *rest in of_day]) for day, of_day in days]
