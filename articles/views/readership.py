"""Where the pages of articles say that they were read."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import readership

LONGEST = 12


# Pages are the same bytes for everyone and so hold no token. Nothing is done here in anyone's name, and browsers say
# which site a request comes from.
@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Answers 204 whether it counted or not: neither is the caller's business."""
    if _comes_from_us(request) and (article_id := _article_id(request)):
        readership.count(article_id, get_adapter().get_client_ip(request))
    return HttpResponse(status=204)


def _comes_from_us(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    is_ours = origin == settings.SITE_URL or urlsplit(origin).netloc == request.get_host()
    is_read = "Sec-Purpose" not in request.headers  # or fetched ahead, in case it will be
    return is_ours and is_read and request.headers.get("Sec-Fetch-Site") in {None, "same-origin"}


def _article_id(request: HttpRequest) -> int:
    """0 for what is no number."""
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > LONGEST:
        return 0
    body = request.body.decode("ascii", "replace")
    return int(body) if body.isdecimal() else 0
