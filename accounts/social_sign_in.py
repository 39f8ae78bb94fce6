"""What another site's word about someone is worth here."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

# They run the mailbox, or have asked its owner themselves. Any other may say of anyone that an address is theirs, and
# would so take it before its owner comes; who comes from there enters a code from a mail first.
TRUSTED = {"google", "apple"}


class SocialAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.account.provider not in TRUSTED:
            for address in sociallogin.email_addresses:
                address.verified = False
