"""How discussions are looked after, in public: a page of the last twelve months, one of each, and all for machines."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments import transparency, waiting
from comments.transparency import Figures, Month, Reported

VERSION = 1  # of the document; grows when a program that read the last one could misread it


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    reported = transparency.report()
    return _page(request, reported, reported.year, None)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    reported = transparency.report()
    found = next((each for each in reported.months if (each.month.year, each.month.month) == (year, month)), None)
    if not found:
        raise Http404
    return _page(request, reported, found.figures, found)


@require_safe
def for_machines(request: HttpRequest) -> HttpResponse:
    reported = transparency.report()
    months = [_month(each, reported) for each in reported.months]
    return JsonResponse(
        {
            "version": VERSION,
            "publication": request.publication.name,  # type: ignore[attr-defined]  # ours, on the request
            "time_zone": settings.TIME_ZONE,
            "counted_until": reported.until,
            "exact_from": transparency.FEWEST,
            "last_12_months": transparency.for_machines(reported.year, reported.reasons),
            "months": months,
        }
    )


def _month(each: Month, reported: Reported) -> dict[str, Any]:
    figures = transparency.for_machines(each.figures, reported.reasons)
    return {"month": f"{each.month:%Y-%m}", "is_complete": each.is_over, **figures}


def _page(request: HttpRequest, reported: Reported, figures: Figures, found: Month | None) -> HttpResponse:
    waits = [figures.median_wait, figures.median_report_wait]
    wait, report_wait = (waiting.in_words(each) if (each := transparency.in_time(wait)) else "" for wait in waits)
    context = {
        "month": found,
        "months": reported.months,
        "until": timezone.localtime(reported.until, timezone.get_default_timezone()) if reported.until else None,
        "groups": transparency.groups(figures, reported.reasons),
        "reports": transparency.reports(figures),
        "wait": wait,
        "report_wait": report_wait,
        "reviewed": figures.agreed,
        "fewest": transparency.FEWEST,
    }
    return render(request, "comments/transparency.html", context)
