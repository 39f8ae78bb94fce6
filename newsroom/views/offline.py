"""Reading without a connection: the worker that browsers keep, the page it falls back to, and what was saved."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

SCRIPTS = settings.BASE_DIR / "static" / "js"
SCRIPT = "text/javascript; charset=utf-8"

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
    script = worker() if settings.SERVICE_WORKER else _source("service_worker_off.js")
    response = HttpResponse(script, content_type=SCRIPT)
    patch_cache_control(response, no_cache=True)
    return response


def worker() -> str:
    """The script, told what to keep from the start. Browsers see an update when any of those files changes."""
    source = _source("service_worker.js")
    pages = {"offline": reverse("offline"), "saved": reverse("saved")}
    files = [*pages.values(), *(static(name) for name in SHELL)]
    version = sha256("".join([source, *files]).encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "offline": pages["offline"], "files": files})
    return f"const shell = {told}\n{source}"


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "newsroom/offline.html")


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    return render(request, "newsroom/saved.html")


@cache
def _source(name: str) -> str:
    return (Path(SCRIPTS) / name).read_text()
