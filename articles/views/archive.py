"""The archive: years, the months of one, and the articles of a month."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from articles.archive import Period, with_articles, years
from articles.listings import Listing
from articles.views.lists import list_page

LAST_YEAR = 9998  # the end of 9999 is no date


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/archive.html", {"years": years()})


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    months = with_articles(_period(year).months)
    if not months:
        raise Http404
    return render(request, "articles/archive_year.html", {"period": Period(year), "months": months})


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    period = _period(year, month)
    name = date_format(period.begins, "YEAR_MONTH_FORMAT")
    listing = Listing(name, reverse("articles:archive_month", args=[year, month]))
    context = {"period": period}
    return list_page(
        request, listing, period.articles(), template="articles/archive_month.html", context=context, filled=True
    )


def _period(year: int, month: int = 0) -> Period:
    if year > LAST_YEAR:
        raise Http404
    return Period(year, month)
