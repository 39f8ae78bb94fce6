"""Where one is signed in, and signing out there."""

from typing import NamedTuple, cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, devices, sessions
from accounts.models import User


class SignedIn(NamedTuple):
    device: str
    session: UserSession


@require_safe
@login_required
def listed(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    found = [SignedIn(devices.in_words(session.user_agent), session) for session in sessions.living(user)]
    return render(request, "usersessions/usersession_list.html", {"sessions": found})


@require_POST
@reauthentication_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    elsewhere = UserSession.objects.exclude(session_key=request.session.session_key)
    get_object_or_404(elsewhere, pk=pk, user=_user(request)).end()
    audit.record("sign_out_elsewhere", by=_user(request), request=request, sessions=1)
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")


@require_POST
@reauthentication_required
def end_others(request: HttpRequest) -> HttpResponse:
    ended = sessions.end_all(_user(request), but=str(request.session.session_key))
    audit.record("sign_out_elsewhere", by=_user(request), request=request, sessions=ended)
    said = ngettext("Signed out in %(count)s other place.", "Signed out in %(count)s other places.", ended)
    messages.success(request, said % {"count": ended})
    return redirect("usersessions_list")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # both decorators let nobody else through
