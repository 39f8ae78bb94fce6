"""The pages for who lost their second factor, in the middle of signing in; and for stopping whoever says so."""

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import guesses, mailed_codes, recovering
from accounts.models import User
from accounts.requests import either
from accounts.views.mailed_code import MailedCodeForm, over
from accounts.views.second_step import past_the_first_step

PURPOSE = "recovery"


@either
@past_the_first_step
def lost(request: HttpRequest) -> HttpResponse:
    """How things stand; a POST asks for a code, where there is something to be done with one."""
    user = _entering(request)
    if request.method == "POST" and recovering.may(user):
        if guesses.may_ask_for_code(request, user.email, guesses.count_of_owner(user, PURPOSE)):
            mailed_codes.send(request, PURPOSE, "accounts/email/recovery_code", user.email, user)
            return redirect("account_recovery_code")
        messages.error(request, _("Too many codes were asked for. Wait a few minutes."))
    context = {"may": recovering.may(user), "recovery": recovering.of(user), "email": user.email}
    return render(request, "accounts/recovery.html", context)


@either
@past_the_first_step
def code(request: HttpRequest) -> HttpResponse:
    user, asked = _entering(request), mailed_codes.asked(request, PURPOSE)
    if asked is None or asked.account != user.pk:
        return _anew(request)
    form = MailedCodeForm(request, PURPOSE)
    if form.is_valid():
        mailed_codes.forget(request, PURPOSE)
        return _go_on(request, user)
    if form.is_over:
        return _anew(request)
    return render(request, "accounts/recovery_code.html", {"form": form, "email": asked.email})


def _go_on(request: HttpRequest, user: User) -> HttpResponse:
    """In, if the time has come; else on to waiting for it."""
    under_way = recovering.of(user)
    try:
        if under_way is None or not under_way.is_ripe:
            recovering.start(user, request=request)
            return redirect("account_recovery")
        recovering.finish(user, request=request)
    except recovering.Refused:
        return redirect("account_recovery")
    return _let_in(request, user)


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    record_authentication(request, user, "recovery")
    messages.success(request, _("Your former second step is removed. Set up a new one now."))
    stage = request._login_stage  # type: ignore[attr-defined]  # allauth's
    stage.login.redirect_url = reverse("mfa_index")
    response: HttpResponse = stage.exit()
    return response


@require_POST
@login_required
def stop_own(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if recovering.stop(user, why="asked_by_owner", by=user, request=request):
        messages.success(request, _("It is stopped. Your second step stays as it is."))
    return redirect("account")


@either
def stop(request: HttpRequest, link: str) -> HttpResponse:
    """Opening the link does nothing, as programs that look mails through open links too."""
    found = recovering.find(link)
    if found is None:
        return render(request, "accounts/recovery_stop.html", {"state": "over"}, status=404)
    if request.method != "POST":
        return render(request, "accounts/recovery_stop.html", {"state": "asked", "recovery": found})
    recovering.stop(found.user, why="asked_by_mail", by=None, request=request)
    return render(request, "accounts/recovery_stop.html", {"state": "stopped"})


def _entering(request: HttpRequest) -> User:
    """Whose first step was right."""
    return cast(User, request._login_stage.login.user)  # type: ignore[attr-defined]  # allauth's


def _anew(request: HttpRequest) -> HttpResponse:
    messages.error(request, over())
    return redirect("account_recovery")
