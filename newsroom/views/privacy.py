"""What each reader agrees to: asked on every page, kept in a cookie of ours, changed here at any time."""

from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import same_site

COOKIE = "choices"
KEPT_FOR = 60 * 60 * 24 * 182  # half a year, then the question comes again
# static/js/reader/choices.js reads the same cookie; whatever is optional asks it for one of these words.
MEDIA, STATISTICS = "media", "statistics"
PURPOSES = (MEDIA, STATISTICS)
NOTHING = "none"


@csrf_exempt  # the bar stands in pages that are the same for everyone, so no token can
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _keep(request)
    chosen = request.COOKIES.get(COOKIE)
    context = {
        "accepted": unquote(chosen or "").split(),
        "is_chosen": chosen is not None,
        "opts_out": _opts_out(request),
    }
    return _personal(render(request, "newsroom/privacy_choices.html", context))


@require_safe
def stylesheet(request: HttpRequest) -> HttpResponse:
    """Hides the bar from readers who chose and run no scripts: the page that holds it is the same for all."""
    rules = ".consent{display:none}html{scroll-padding-block-end:0}body{padding-block-end:0}"
    return _personal(HttpResponse(rules if COOKIE in request.COOKIES else "", content_type="text/css; charset=utf-8"))


def _keep(request: HttpRequest) -> HttpResponse:
    if not same_site.is_from_us(request):  # another site must not agree in a reader's name
        return HttpResponseForbidden(content_type="text/plain")
    answer = request.POST.get("answer")
    wanted = PURPOSES if answer == "accept" else () if answer == "decline" else request.POST.getlist("purpose")
    accepted = [each for each in PURPOSES if each in wanted and not (each == STATISTICS and _opts_out(request))]
    response = HttpResponseRedirect(_way_back(request))
    response.status_code = 303
    # Read by scripts, so not HttpOnly; quoted, because a space would make Python wrap the value in quotation marks.
    response.set_cookie(
        COOKIE, quote(" ".join(accepted) or NOTHING), max_age=KEPT_FOR, samesite="Lax", secure=settings.IS_HTTPS
    )
    return _personal(response)


def _opts_out(request: HttpRequest) -> bool:
    """Global Privacy Control: the browser has answered for its reader."""
    return request.headers.get("Sec-GPC") == "1"


def _way_back(request: HttpRequest) -> str:
    """The page the answer was given on."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address and url_has_allowed_host_and_scheme(
            address, {request.get_host()}, require_https=request.is_secure()
        ):
            return address
    return reverse("privacy_choices")


def _personal(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Sec-GPC"])
    return response
