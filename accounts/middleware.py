"""Who may go on with a request that is about themselves."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import second_factor, sessions
from accounts.models import User
from accounts.requests import is_script

View = Callable[[HttpRequest], HttpResponse]

# Public pages are the same bytes for everyone, ask for no session, and may be kept by any cache. These never.
PERSONAL = ("/accounts/", "/admin/", "/comments/")
# What someone without the factor they need may still open: setting it up, proving who they are, leaving.
OPEN = ("mfa_index", "account_reauthenticate", "account_logout", "account_me")


def session_end(get_response: View) -> View:
    """Signs out whoever was away for too long, or came too long ago; see accounts/sessions.py."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PERSONAL) and request.user.is_authenticated:
            session = sessions.noted(request.user, request.session.session_key)
            if session and sessions.has_lived(session, request.user, timezone.now()):
                logout(request)
            request.noted_session = session  # type: ignore[attr-defined]  # ours: how things stood before this request
        return get_response(request)

    return middleware


def staff_second_factor(get_response: View) -> View:
    """Lets nobody of the desk do anything before they have a second factor.

    Pages learn by `request.lacks_factor` that they speak to someone who cannot go anywhere else yet.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PERSONAL) and second_factor.is_missing(request.user):
            if not request.path.startswith(tuple(map(reverse, OPEN))):
                return HttpResponseRedirect(reverse("mfa_index"))
            request.lacks_factor = True  # type: ignore[attr-defined]  # ours
        return get_response(request)

    return middleware


class AccountsThatGo:
    """Signs out whose account was erased, or merged into another, while what they asked for was under way."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ObjectDoesNotExist | DatabaseError) or not request.user.is_authenticated:
            return None
        if User.objects.filter(pk=request.user.pk).exists():
            return None
        request.session.flush()  # no `logout`: the log has just forgotten them
        request.user = AnonymousUser()
        if is_script(request):
            return JsonResponse({}, status=401)
        messages.error(request, _("The account you were signed in with is closed."))
        return HttpResponseRedirect(reverse("account_login"))
