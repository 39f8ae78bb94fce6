"""What robots, load balancers and browsers ask for behind the pages."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from articles.site_url import absolute

PAPER = "#FFFFFF"  # as in static/css/tokens.css, where no manifest can look


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /accounts/",
        "Disallow: /comments/",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        f"Sitemap: {absolute(reverse('articles:sitemap_news'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes the site one that can be installed."""
    publication = request.publication  # type: ignore[attr-defined]  # set by newsroom.middleware.site
    content = {
        "id": "/",
        "name": publication.name,
        "description": publication.description or publication.tagline or publication.name,
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["news"],
        "icons": [
            _icon("icon.svg", "any", kind="image/svg+xml"),
            _icon("icon-192.png", "192x192"),
            _icon("icon-512.png", "512x512"),
            _icon("icon-maskable.png", "512x512", purpose="maskable"),
        ],
        "shortcuts": [
            {"name": _("Latest news"), "url": reverse("articles:latest")},
            {"name": _("Search"), "url": reverse("articles:search")},
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _icon(file: str, sizes: str, kind: str = "image/png", purpose: str = "any") -> dict[str, str]:
    return {"src": static(f"img/{file}"), "sizes": sizes, "type": kind, "purpose": purpose}


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """For whoever asks without having read a page; not for good, because the file's address tells its content."""
    return redirect(static("img/favicon.ico"))


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")
