"""The offer of a passkey, after signing in."""

from typing import cast

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts import passkey_offer
from accounts.models import User
from accounts.requests import either


@either
@login_required
def offer(request: HttpRequest) -> HttpResponse:
    """A POST says "Not now". Either way it goes on to where they wanted to be."""
    user, following = cast(User, request.user), get_next_redirect_url(request) or reverse("account")
    if request.method == "POST":
        passkey_offer.decline(user)
        return HttpResponseRedirect(following)
    if not passkey_offer.is_due(user):
        return HttpResponseRedirect(following)
    passkey_offer.shown(user)
    return render(request, "accounts/passkey_offer.html", {"following": following})
