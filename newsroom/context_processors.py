"""What every template may use without being given it."""

from typing import Any

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site": getattr(request, "publication", None)}
