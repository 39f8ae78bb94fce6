"""What every template may use without being given it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    # Not "site": allauth hands its templates a `site` of that name, made of the request's Host header.
    publication = getattr(request, "publication", None)
    return {"publication": publication, "has_service_worker": settings.SERVICE_WORKER}
