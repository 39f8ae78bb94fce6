"""What is new: a page for everyone, and the same as a few lines of JSON for the bell in the masthead."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from articles import related
from articles.models import Article

ON_PAGE, IN_PANEL = 30, 10


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "newsroom/notifications.html", {"latest": related.latest(count=ON_PAGE)})


@require_safe
def latest(request: HttpRequest) -> JsonResponse:
    """The same bytes for everyone; what is new among them, each browser knows for itself."""
    response = JsonResponse({"articles": [_line(article) for article in related.latest(count=IN_PANEL)]})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _line(article: Article) -> dict[str, str]:
    assert article.published_at is not None  # noqa: S101  # it is visible
    moment = localtime(article.published_at)
    return {
        "headline": article.headline,
        "address": article.get_absolute_url(),
        "category": article.category.name,
        "published": article.published_at.isoformat(timespec="milliseconds"),
        "date": f"{date_format(moment, 'DATETIME_FORMAT')} {moment.tzname()}",
    }
