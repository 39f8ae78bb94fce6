"""Where sign-in follows the house's rules instead of allauth's defaults."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import (
    devices,
    guesses,
    known_browsers,
    mail,
    mailboxes,
    naming,
    passkey_offer,
    publication,
    reauthentication,
    same_work,
    secrets,
)
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Forms ask before, and say what is wrong; here, whatever way led to the mail, it is counted or not sent.
        request = allauth_context.request
        if not guesses.may_be_sent(request, template_prefix, email, context.get("user")):
            raise ImmediateHttpResponse(ratelimit.respond_429(request))
        # Name and links in mails come from us and from SITE_URL, so that a forged Host header cannot poison them.
        if template_prefix == "account/email/unknown_account":
            # A form that anyone may fill in must not write to strangers, and must not be quicker for them either.
            mail.pretend("account/email/login_code", email, {"code": self.generate_login_code()})
        else:
            mail.send(template_prefix, email, context)

    def clean_email(self, email: str) -> str:
        mailboxes.check(email)
        return str(super().clean_email(email))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: object) -> str:
        return f"{settings.SITE_URL}/accounts/confirm-email/"

    def is_safe_url(self, url: str) -> bool:
        """Pages of this site alone; to allauth every name in ALLOWED_HOSTS is, and each reader has a localhost."""
        own = urlsplit(settings.SITE_URL).netloc
        return url_has_allowed_host_and_scheme(url, {own}, require_https=settings.IS_HTTPS)

    def is_reauthentication_required(self, *, app: str, **about: Any) -> bool:
        reauthentication.ask_for_code(self.request)
        return bool(super().is_reauthentication_required(app=app, **about))

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        by_code = [reauthentication.way()] if reauthentication.is_by_code(user) else []
        return super().get_reauthentication_methods(user) or by_code

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **about)
        response["Location"] = naming.on_the_way(request, user, response["Location"], is_new=about["signup"])
        response["Location"] = passkey_offer.on_the_way(user, response["Location"])
        known_browsers.remember(request, response, user)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._of_address = guesses.take_of_address(request)
        if not self._of_address:
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)
        self._of_total = guesses.take_of_total(request, guesses.count_of(request, credentials.get("email", "")))
        if not self._of_total:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        same_work.search_on(credentials.get("email", ""))
        same_work.guess_as_long(credentials.get("email", ""), credentials["password"])

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        self._of_address.rollback()
        self._of_total.rollback()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return guesses.count_of(request, credentials.get("email", "")).own

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        super()._delete_login_attempts_cached_email(request, **credentials)
        guesses.forget(request, credentials.get("email", ""))


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, kind: Authenticator.Type) -> str:
        return devices.in_words(allauth_context.request.META.get("HTTP_USER_AGENT", ""))

    def get_totp_issuer(self) -> str:
        return publication.name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # A passkey belongs to the site's own name, whatever name the request came by.
        return {"id": str(urlsplit(settings.SITE_URL).hostname), "name": publication.name()}
