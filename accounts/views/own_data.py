"""Taking all of one's data along, and having it erased."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import audit, erasure, known_browsers, reauthentication
from accounts import export as exporting
from accounts.erasing import EraseForm
from accounts.requests import either, own_row

View = Callable[[HttpRequest], HttpResponseBase]


def proved(view: View) -> View:
    """Only for whoever showed within the last minutes that it is them, before the page and not after the form."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponseBase:
        if reauthentication.is_required(request):
            if request.method == "POST":
                return HttpResponseRedirect(request.path)
            raise ReauthenticationRequired
        return view(request)

    return checked


@either
@proved
def export(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "accounts/export.html")
    if limited := ratelimit.consume_or_429(request, action="export", user=request.user):
        return limited
    user = own_row(request)
    audit.record("export_account", by=user, request=request, subject=user)
    response = StreamingHttpResponse(exporting.archive(user), content_type="application/zip")
    name = f"account-{timezone.localdate():%Y-%m-%d}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@either
@proved
def erase(request: HttpRequest) -> HttpResponseBase:
    user = own_row(request)
    form = EraseForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        context = {"form": form, "may_leave": erasure.may_leave(user), "has_bylines": hasattr(user, "author")}
        return render(request, "accounts/erase.html", context)
    erasure.erase(user, keeps_comments=form.cleaned_data["comments"] == "keep", request=request)
    request.session.flush()
    request.user = AnonymousUser()  # not `logout`, which would be noted as something the erased account did
    response = HttpResponseRedirect(reverse("account_erased"))
    response.delete_cookie(known_browsers.cookie_name(), samesite="Lax")
    return response


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/erased.html")
