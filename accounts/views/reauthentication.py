"""Confirming by a mailed code who one is, and what cannot be done without; see accounts/reauthentication.py."""

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import passthrough_next_redirect_url
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from accounts import guesses, mailed_codes, reauthentication
from accounts.reauthentication import PURPOSE
from accounts.requests import own_row
from accounts.views.mailed_code import MailedCodeForm, over


@method_decorator(login_required, name="dispatch")
class ByCode(NextRedirectMixin, FormView):
    """A first post has a code mailed, a second brings it. Looking at the page mails nothing."""

    template_name = "account/reauthenticate_by_code.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not reauthentication.is_by_code(own_row(request)):
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_reauthenticate")))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not reauthentication.is_by_code(own_row(request)):
            return self.get(request)
        if limited := ratelimit.consume_or_429(request, action="reauthenticate", user=request.user):
            return limited
        if "code" not in request.POST:
            return self._send()
        if mailed_codes.asked(request, PURPOSE) is None:
            return self._anew()
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class: object = None) -> MailedCodeForm:
        return MailedCodeForm(self.request, PURPOSE)

    def form_valid(self, form: MailedCodeForm) -> HttpResponse:
        reauthentication.note(self.request)
        return resume_request(self.request) or super().form_valid(form)

    def form_invalid(self, form: MailedCodeForm) -> HttpResponse:
        return self._anew() if form.is_over else super().form_invalid(form)

    def get_default_success_url(self) -> str:
        return reverse("account")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        context |= {"is_asked": mailed_codes.asked(self.request, PURPOSE), "email": own_row(self.request).email}
        return context

    def _send(self) -> HttpResponse:
        user = own_row(self.request)
        if guesses.may_ask_for_code(self.request, user.email, guesses.count_of_owner(user, PURPOSE)):
            mailed_codes.send(self.request, PURPOSE, "account/email/reauthentication_code", user.email, user)
        else:
            messages.error(self.request, guesses.TOO_MANY_CODES)
        return self._to_itself()

    def _anew(self) -> HttpResponse:
        messages.error(self.request, over())
        return self._to_itself()

    def _to_itself(self) -> HttpResponse:
        return HttpResponseRedirect(passthrough_next_redirect_url(self.request, self.request.path, "next"))


by_code = ByCode.as_view()
# A password is what one confirms with from then on, so that whoever may set one needs to have confirmed who they are.
set_password = reauthentication_required(views.password_set)
