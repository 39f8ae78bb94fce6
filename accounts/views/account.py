"""The one page of the account: what is kept about whoever is signed in, and the way to change each of it."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import passkey_offer, recovering, sections
from accounts.models import User


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "groups": sections.overview(user),
        "recovery": recovering.of(user),
        "offers_passkey": passkey_offer.is_due(user),
    }
    return render(request, "accounts/account.html", context)
