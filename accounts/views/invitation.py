"""The page behind the link of an invitation to the desk."""

from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import invitations, names, second_factor, sessions
from accounts.models import Invitation, User
from accounts.requests import either

PAGE = "accounts/invitation.html"


class NewAtTheDeskForm(forms.Form):
    display_name = forms.CharField(
        label=_("Your name"), max_length=names.LONGEST, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )

    def __init__(self, typed: Any, invitation: Invitation) -> None:
        super().__init__(typed, initial={"display_name": invitation.name})
        self.user = User(email=invitation.email.lower(), is_staff=True)

    def clean_display_name(self) -> str:
        self.user.display_name = names.chosen(self.cleaned_data["display_name"], by=self.user)
        return self.user.display_name

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password

    def accepted(self) -> User:
        self.user.set_password(self.cleaned_data["password"])
        return self.user


@sensitive_post_parameters("password")
@either
def page(request: HttpRequest, link: str) -> HttpResponse:
    """Says what it is about; a POST accepts. Whoever has an account signs in to it first, so that it is theirs."""
    invitation = invitations.find(link)
    if invitation is None:
        return render(request, PAGE, {"state": "over"}, status=404)
    existing = invitations.invited(invitation)
    if request.user.is_authenticated and request.user != existing:
        return render(request, PAGE, {"state": "other", "invitation": invitation})
    if existing and not existing.is_active:
        return _shut(request, invitation, existing)
    if existing and not request.user.is_authenticated:
        return render(request, PAGE, {"state": "sign_in", "invitation": invitation})
    return _known(request, invitation, existing) if existing else _new(request, invitation)


def _known(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    if request.method != "POST":
        return render(request, PAGE, {"state": "known", "invitation": invitation})
    try:
        invitations.accept(invitation, user)
    except invitations.Gone:
        return render(request, PAGE, {"state": "over"}, status=404)
    sessions.end_all(user, but=str(request.session.session_key))  # they were opened for a reader
    return HttpResponseRedirect(reverse("admin:index" if second_factor.has_one(user) else "mfa_index"))


def _shut(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    """The link proves the address and opens the account. To get into it takes a new password, and a new factor."""
    if request.method != "POST":
        return render(request, PAGE, {"state": "shut", "invitation": invitation})
    try:
        invitations.accept(invitation, user)
    except invitations.Gone:
        return render(request, PAGE, {"state": "over"}, status=404)
    messages.success(request, _("Your account is open again. Choose a new password for it."))
    return HttpResponseRedirect(f"{reverse('account_reset_password')}?next={reverse('admin:index')}")


def _new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewAtTheDeskForm(request.POST if request.method == "POST" else None, invitation)
    if form.is_valid():
        user = form.accepted()
        try:
            invitations.accept(invitation, user)
        except (invitations.Gone, IntegrityError):  # twice at once
            return render(request, PAGE, {"state": "over"}, status=404)
        return perform_login(request, user, redirect_url=reverse("mfa_index"))
    if form.is_bound and not Invitation.objects.filter(pk=invitation.pk).exists():
        # Sent twice, and the faster one has the name that this form was told is taken.
        return render(request, PAGE, {"state": "over"}, status=404)
    return render(request, PAGE, {"state": "new", "invitation": invitation, "form": form})
