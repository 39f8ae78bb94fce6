"""The pages for a code from a mail, of which those for nobody do as much as the others; see accounts/same_work.py."""

from typing import Any

from allauth.account import signals, views
from django.contrib import messages
from django.dispatch import Signal
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import guesses, mail, same_work


class Counted:
    """Another code counts as the first one did. Where it is one too many, the former holds."""

    request: HttpRequest
    _action: str
    _process: Any

    def form_valid(self, form: BaseForm) -> HttpResponseBase:
        if self._action == "resend" and not self.may_ask_again():
            messages.error(self.request, guesses.TOO_MANY_CODES)
            return HttpResponseRedirect(self.passthrough_next_url(self.request.path))  # type: ignore[attr-defined]  # of the view it is mixed into
        response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]  # as above
        return response

    def may_ask_again(self) -> bool:
        return guesses.may_ask_for_code(self.request, self._process.state["email"])


class ForNobodyToo:
    request: HttpRequest
    _process: Any
    rejected: Signal
    look_ups: dict[str, int]  # of those whom the code was sent to
    again: str  # the mail that is sent once more
    look_ups_again: dict[str, int]

    def form_invalid(self, form: BaseForm) -> HttpResponseBase:
        response: HttpResponseBase = super().form_invalid(form)  # type: ignore[misc]  # of the view it is mixed into
        process = self._process
        if not process.user:
            same_work.look_up(**self.look_ups)
            is_last = process.state["failed_attempts"] >= process.max_attempts
            self.rejected.send(sender=type(process), request=self.request, user=None, last_attempt=is_last)
        return response

    def _resend_form_valid(self, form: BaseForm) -> HttpResponseBase:
        response: HttpResponseBase = super()._resend_form_valid(form)  # type: ignore[misc]  # as above
        if not self._process.user:
            same_work.look_up(**self.look_ups_again)
            mail.pretend(self.again, self._process.state["email"], {"code": self._process.code})
        return response


class SignInCode(Counted, ForNobodyToo, views.ConfirmLoginCodeView):
    rejected = signals.login_code_rejected
    look_ups = look_ups_again = {"accounts": 1, "addresses": 0}
    again = "account/email/login_code"


class ResetCode(ForNobodyToo, views.ConfirmPasswordResetCodeView):
    rejected = signals.password_reset_code_rejected
    look_ups = {"accounts": 1, "addresses": 0}


class AddressCode(Counted, ForNobodyToo, views.ConfirmEmailVerificationCodeView):
    rejected = signals.email_verification_code_rejected
    look_ups = {"accounts": 2, "addresses": 0}
    look_ups_again = {"accounts": 2, "addresses": 1}
    again = "account/email/email_confirmation_signup"

    def _verify_form_valid(self, form: BaseForm) -> HttpResponseBase:
        if not self._process.user:  # deleted since it was mailed (accounts/unconfirmed.py)
            self._process.abort()
            messages.error(self.request, _("That account was never confirmed and is gone. Create it again."))
            return HttpResponseRedirect(reverse("account_signup"))
        response: HttpResponseBase = super()._verify_form_valid(form)  # as above
        return response

    def may_ask_again(self) -> bool:
        process = self._process
        is_theirs = bool(process.email_address.pk)
        count = guesses.count_of_proving(self.request, process.email, process.user, is_theirs=is_theirs)
        return guesses.may_ask_for_code(self.request, process.email, count)


sign_in_code = SignInCode.as_view()
reset_code = ResetCode.as_view()
address_code = AddressCode.as_view()
