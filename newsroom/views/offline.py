"""Reading without a connection: the worker that browsers keep, the page it falls back to, and what was saved."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as shared
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

SCRIPTS = settings.BASE_DIR / "static" / "js"
SCRIPT = "text/javascript; charset=utf-8"
LOOKED_AT_EACH = 600  # seconds; browsers ask for the worker on every visit, and the pages in it seldom change

# What any page needs to be read and used. The text face comes into the browser's keeping with the first article; with
# it, this would be more than 120 kB (tests/test_page_budgets.py).
SHELL = (
    "css/site.css",
    "fonts/libre-franklin.woff2",
    "fonts/newsreader-display.woff2",
    "img/icons.svg",
    "js/site.js",
    *(f"js/reader/{path.name}" for path in sorted((SCRIPTS / "reader").glob("*.js"))),
)


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Once the setting is off, the worker that readers have is replaced by one that removes itself and all it kept."""
    script = worker(request) if settings.SERVICE_WORKER else _source("service_worker_off.js")
    response = HttpResponse(script, content_type=SCRIPT)
    patch_cache_control(response, no_cache=True)
    return response


def worker(request: HttpRequest) -> str:
    """The script, told what to keep from the start. Browsers see an update when any of those changes."""
    source = _source("service_worker.js")
    pages = {"offline": reverse("offline"), "saved": reverse("saved")}
    files = [*pages.values(), *(static(name) for name in SHELL)]
    said = shared.get_or_set("shell-pages", lambda: _pages(request), LOOKED_AT_EACH)
    version = sha256("".join([source, *files, str(said)]).encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "offline": pages["offline"], "files": files})
    return f"const shell = {told}\n{source}"


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "newsroom/offline.html")


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    return render(request, "newsroom/saved.html")


def _pages(request: HttpRequest) -> str:
    """A digest of the two pages: their files' names stay when the site's name, its menus or a template change."""
    pages = [render_to_string(f"newsroom/{name}.html", request=request) for name in ("offline", "saved")]
    return sha256("".join(pages).encode()).hexdigest()


@cache
def _source(name: str) -> str:
    return (Path(SCRIPTS) / name).read_text()
