"""The pages on the way of one account into another: its address, a code from there, its second factor, the word.

Who it is, is asked before the first of them; all must be done while the code of the second one holds.
"""

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import erasure, former_accounts, guesses, mailboxes, mailed_codes, merging, second_factor
from accounts.mailed_codes import Asked
from accounts.models import User
from accounts.requests import either, own_row
from accounts.second_step import SecondStepForm
from accounts.views.mailed_code import MailedCodeForm, over
from accounts.views.own_data import proved

PURPOSE = "merge"
DONE = "accounts.merged"  # in the session: the number of the account that was brought in last


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the other account"),
        help_text=gettext_lazy("We send a code there, if there is an account with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip()
        mailboxes.check(email)
        if email.lower() in erasure.addresses_of(own_row(self.request)):
            raise ValidationError(_("This is the address of the account you are signed in with."))
        if not guesses.may_ask_for_code(self.request, email):
            raise ValidationError(_("Too many codes were asked for. Wait a few minutes."))
        return email


@either
@proved
def start(request: HttpRequest) -> HttpResponse:
    """Says and does the same, whoever has the address."""
    if request.method == "POST" and (limited := ratelimit.consume_or_429(request, action="merge", user=request.user)):
        return limited
    form = AddressForm(request)
    if form.is_valid():
        email = form.cleaned_data["email"]
        request.session.pop(DONE, None)
        found = merging.find(email, into=own_row(request))
        away, to = (found.user, found.email) if found else (None, email)
        mailed_codes.send(request, PURPOSE, "accounts/email/merge_code", email, away, to=to)
        return redirect("account_merge_code")
    return render(request, "accounts/merge.html", {"form": form})


@either
@login_required
def code(request: HttpRequest) -> HttpResponse:
    asked = mailed_codes.asked(request, PURPOSE)
    if asked is None:
        return _anew(request, over())
    form = MailedCodeForm(request, PURPOSE)
    if asked.is_proved or form.is_valid():
        return redirect("account_merge_factor")
    if form.is_over:
        return _anew(request, over())
    return render(request, "accounts/merge_code.html", {"form": form, "email": asked.email})


@either
@login_required
def factor(request: HttpRequest) -> HttpResponse:
    """Only if the other account has one: whoever reads its mails does not get past what it is there for."""
    asked, away = _proved(request)
    if asked is None or away is None:
        return _anew(request, over())
    if asked.has_proved_factor or not second_factor.has_one(away):
        return redirect("account_merge_confirm")
    typed = request.POST if request.method == "POST" else None
    form = SecondStepForm(data=typed, user=away)  # type: ignore[call-arg]  # of allauth's form, which has no types
    if form.is_valid():
        form.authenticator.record_usage()  # not `save`: nobody signs in
        mailed_codes.note_factor(request, PURPOSE)
        return redirect("account_merge_confirm")
    return render(request, "accounts/merge_factor.html", {"form": form, "email": asked.email})


@either
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    asked, away = _proved(request)
    if asked is None or away is None:
        return redirect("account") if _is_done(request, asked) else _anew(request, over())
    if second_factor.has_one(away) and not asked.has_proved_factor:
        return redirect("account_merge_factor")
    try:
        planned = merging.planned(away, own_row(request))
        if request.method == "POST":
            merging.merge(planned, asked.email, has_proved_factor=asked.has_proved_factor, request=request)
            return _done(request, asked)
    except merging.Refused as refused:
        if _is_done(request, asked):
            return redirect("account")
        return render(request, "accounts/merge_refused.html", {"problem": str(refused), "email": asked.email})
    return render(request, "accounts/merge_confirm.html", {"email": asked.email, "moving": merging.words(planned)})


def _done(request: HttpRequest, asked: Asked) -> HttpResponse:
    mailed_codes.forget(request, PURPOSE)
    request.session[DONE] = asked.account
    messages.success(request, _("The two accounts are one now."))
    return redirect("account")


def _is_done(request: HttpRequest, asked: Asked | None) -> bool:
    """By a request like this one, which may have been answered only since this one began."""
    number = asked.account if asked else request.session.get(DONE)
    return number in [former.user.pk for former in former_accounts.of(own_row(request))]


def _proved(request: HttpRequest) -> tuple[Asked | None, User | None]:
    """What was asked and answered, and the account it was asked of, if it still has the address."""
    asked = mailed_codes.asked(request, PURPOSE)
    if asked is None or not asked.is_proved:
        return None, None
    found = merging.find(asked.email, into=own_row(request))
    return asked, found.user if found and found.user_id == asked.account else None


def _anew(request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("account_merge")
