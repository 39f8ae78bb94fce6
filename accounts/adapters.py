"""Where sign-in follows the house's rules instead of allauth's defaults."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from accounts import secrets


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        # Name and links in mails come from us and from SITE_URL, so that a forged Host header cannot poison them.
        site = {"name": publication_name(), "domain": settings.SITE_URL}
        super().send_mail(template_prefix, email, {**context, "current_site": site, "site_url": settings.SITE_URL})

    def format_email_subject(self, subject: str) -> str:
        return f"[{publication_name()}] {subject}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: object) -> str:
        return f"{settings.SITE_URL}/accounts/confirm-email/"


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return publication_name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # A passkey belongs to the site's own name, whatever name the request came by.
        return {"id": str(urlsplit(settings.SITE_URL).hostname), "name": publication_name()}


def publication_name() -> str:
    publication = getattr(allauth_context.request, "publication", None)
    return publication.name if publication else str(urlsplit(settings.SITE_URL).hostname)
