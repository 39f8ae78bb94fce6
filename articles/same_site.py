"""Whether a request comes from a page of ours, where a page that is the same for everyone can hold no token."""

from django.conf import settings
from django.http import HttpRequest


def is_from_us(request: HttpRequest) -> bool:
    """Browsers say so; older ones name the origin of the page at least. Who says neither is not."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    return request.headers.get("Origin") in {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
