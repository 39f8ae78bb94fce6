"""Where sign-in follows the house's rules instead of allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        # Links in mails are built from SITE_URL, so that a forged Host header cannot poison them.
        super().send_mail(template_prefix, email, {**context, "site_url": settings.SITE_URL})

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: object) -> str:
        return f"{settings.SITE_URL}/accounts/confirm-email/"
