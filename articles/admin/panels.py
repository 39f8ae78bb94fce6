"""What the editor shows beside the text: each of these adds what its part of the page (templates/admin/…) needs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from articles.admin import corrections, embargo, present, preview_links, remarks, turns
from articles.models import Article

Panel = Callable[[HttpRequest, Article | None], dict[str, Any]]

PANELS: list[Panel] = [present.panel, corrections.panel, embargo.panel, preview_links.panel, turns.panel, remarks.panel]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for panel in PANELS:
        found |= panel(request, article)
    return found
