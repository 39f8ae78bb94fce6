"""Where sign-in follows the house's rules instead of allauth's defaults."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        # Name and links in mails come from us and from SITE_URL, so that a forged Host header cannot poison them.
        site = {"name": self._publication_name(), "domain": settings.SITE_URL}
        super().send_mail(template_prefix, email, {**context, "current_site": site, "site_url": settings.SITE_URL})

    def format_email_subject(self, subject: str) -> str:
        return f"[{self._publication_name()}] {subject}"

    def _publication_name(self) -> str:
        publication = getattr(allauth_context.request, "publication", None)
        return publication.name if publication else str(urlsplit(settings.SITE_URL).hostname)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: object) -> str:
        return f"{settings.SITE_URL}/accounts/confirm-email/"
