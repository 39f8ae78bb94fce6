"""Where the pages of articles say that they were read."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import readership, same_site

LONGEST = 12


# Pages are the same bytes for everyone and so hold no token. Nothing is done here in anyone's name, and browsers say
# which site a request comes from.
@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Answers 204 whether it counted or not: neither is the caller's business."""
    if _is_read(request) and (article_id := _article_id(request)):
        readership.count(article_id, get_adapter().get_client_ip(request))
    return HttpResponse(status=204)


def _is_read(request: HttpRequest) -> bool:
    """In a page of ours, that was not fetched ahead in case it will be."""
    return same_site.is_from_us(request) and "Sec-Purpose" not in request.headers


def _article_id(request: HttpRequest) -> int:
    """0 for what is no number."""
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > LONGEST:
        return 0
    body = request.body.decode("ascii", "replace")
    return int(body) if body.isdecimal() else 0
