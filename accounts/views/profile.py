"""What people tell about themselves: name, bio, picture, and which mails they want."""

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import portraits
from accounts.profile import MailForm, NameForm, PortraitForm, ProfileForm, may_name, save
from accounts.requests import either, own_row


@either
@login_required
def name(request: HttpRequest) -> HttpResponse:
    """Asked for before something public; who was on the way there goes on to it."""
    following = get_next_redirect_url(request) or reverse("account")
    form = NameForm(request.POST if request.method == "POST" else None, instance=own_row(request))
    if request.method == "POST" and may_name(form, request):
        save(form, request)
        return HttpResponseRedirect(following)
    return render(request, "accounts/name.html", {"form": form, "following": following})


@either
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    return _form_page(request, ProfileForm, "accounts/profile.html")


@either
@login_required
def mail(request: HttpRequest) -> HttpResponse:
    return _form_page(request, MailForm, "accounts/mail.html")


@either
@login_required
def portrait(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    if is_sent and (limited := ratelimit.consume_or_429(request, action="portrait", user=request.user)):
        return limited
    form = PortraitForm(request.POST, request.FILES) if is_sent else PortraitForm()
    if form.is_valid() and _takes(request, form):
        messages.success(request, _("Your new picture is saved."))
        return redirect("account")
    return render(request, "accounts/portrait.html", {"form": form})


@require_POST
@login_required
def remove_portrait(request: HttpRequest) -> HttpResponse:
    portraits.remove(own_row(request))
    messages.success(request, _("Your picture is removed."))
    return redirect("account_portrait")


def _form_page(request: HttpRequest, kind: type[ModelForm], template: str) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None, instance=own_row(request))
    if form.is_valid():
        save(form, request)
        messages.success(request, _("Your changes are saved."))
        return redirect("account")
    return render(request, template, {"form": form})


def _takes(request: HttpRequest, form: PortraitForm) -> bool:
    try:
        portraits.take(own_row(request), form.cleaned_data["portrait"].read())
    except ValidationError as error:
        form.add_error("portrait", error)
        return False
    return True
