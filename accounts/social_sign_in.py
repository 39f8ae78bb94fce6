"""What another site's word about someone is worth here."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import connected

# They run the mailbox, or have asked its owner themselves. Any other may say of anyone that an address is theirs, and
# would so take it before its owner comes; who comes from there enters a code from a mail first.
TRUSTED = {"google", "apple"}


class SocialAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.account.provider not in TRUSTED:
            for address in sociallogin.email_addresses:
                address.verified = False

    def validate_disconnect(self, account: SocialAccount, accounts: QuerySet[SocialAccount]) -> None:
        """As allauth refuses to disconnect the last one of someone without a password: others may open nothing now."""
        others = accounts.exclude(pk=account.pk)
        if not account.user.has_usable_password() and not any(map(connected.opens, others)):
            raise self.validation_error("no_password")
