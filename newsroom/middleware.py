"""What every request passes through on its way in and every response on its way out."""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import SimpleLazyObject

from accounts import sessions
from accounts.middleware import PERSONAL
from articles.models import Article
from articles.views.article import taken_down
from newsroom.models import Site
from newsroom.wordpress.addresses import new_address

View = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

HINT = "signed_in"


def response_headers(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        # Every public page may be kept, none may be shown without asking whether it still holds.
        is_personal = request.path.startswith(PERSONAL)
        response.headers.setdefault("Cache-Control", "no-store" if is_personal else "no-cache")
        if not is_personal and _is_page(response):
            response.headers["Speculation-Rules"] = f'"{reverse("speculation_rules")}"'
        return response

    return middleware


def _is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")


class Compression(GZipMiddleware):
    """Of text alone: pictures and films are compressed already, and their Vary would split what caches hold."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if not kind.startswith("text/") and not kind.endswith(("xml", "json")):
            return response
        return super().process_response(request, response)


def site(get_response: View) -> View:
    """Puts the publication's own row on the request, so that lower packages need not import this one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.publication = SimpleLazyObject(Site.current)  # type: ignore[attr-defined]  # ours
        return get_response(request)

    return middleware


def session_activity(get_response: View) -> View:
    """Notes when and from where a session was last used; not by reading, which is nobody's business.

    Public pages ask for no session: they are the same bytes for everyone and may be kept by any cache.
    """
    tracked = UserSessionsMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PERSONAL):
            return get_response(request)
        session = getattr(request, "noted_session", None)
        if sessions.was_just_noted(session, request):
            return get_response(request)
        if session and request.user.is_authenticated and sessions.is_from_where_it_was(session, request):
            sessions.note(session)
            return get_response(request)
        return tracked(request)

    return middleware


def signed_in_hint(get_response: View) -> View:
    """Tells scripts on public pages that someone is signed in, and nothing more; see static/js/site.js.

    Only answers that are personal anyway say so: a public page carries no cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(PERSONAL):
            is_signed_in, is_hinted = request.user.is_authenticated, HINT in request.COOKIES
            if is_signed_in and not is_hinted:
                age = settings.SESSION_COOKIE_AGE
                response.set_cookie(HINT, "1", max_age=age, samesite="Lax", secure=settings.IS_HTTPS)
            elif is_hinted and not is_signed_in:
                response.delete_cookie(HINT, samesite="Lax")
        return response

    return middleware


def _of_taken_down(address: str) -> str:
    """The slug of the article at that address, if it was taken down."""
    try:
        found = resolve(urlsplit(unquote(address)).path)
    except Resolver404:
        return ""
    slug = str(found.kwargs.get("slug", "")) if found.view_name == "articles:article" else ""
    return slug if slug and Article.objects.taken_down().filter(slug=slug).exists() else ""


def former_addresses(get_response: View) -> View:
    """Answers 301 for every path something once had, here or on the site it was imported from.

    Where that leads to a notice of a takedown, it is given at once: the address would tell what the article was called.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # WordPress' plain permalinks (/?p=12) are the front page to us, so they are looked at first.
        if request.method in {"GET", "HEAD"} and request.path == "/" and request.GET:
            address = new_address(request.path, request.GET)
            if address and not _of_taken_down(address):
                return HttpResponsePermanentRedirect(address)
        response = get_response(request)
        if response.status_code == 404 and request.method in {"GET", "HEAD"}:
            if address := new_address(request.path, request.GET):
                slug = _of_taken_down(address)
                return taken_down(request, slug) if slug else HttpResponsePermanentRedirect(address)
        return response

    return middleware
