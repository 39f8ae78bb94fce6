"""The accounts elsewhere by which someone signs in here, also those at a provider to which this site leads no more."""

from typing import NamedTuple

from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base import ProviderAccount
from django.core.exceptions import ImproperlyConfigured, MultipleObjectsReturned

from accounts.models import User

NAMES = {"google": "Google", "facebook": "Facebook", "twitter_oauth2": "X", "apple": "Apple"}


class FormerProvider(NamedTuple):
    """As much of allauth's provider as naming an account of it and removing that takes."""

    id: str
    name: str

    def __str__(self) -> str:
        return self.name

    def wrap_account(self, account: SocialAccount) -> ProviderAccount:
        return ProviderAccount(account)


def of(user: User) -> list[SocialAccount]:
    return [named(account) for account in SocialAccount.objects.filter(user=user).order_by("pk")]


def named(account: SocialAccount) -> SocialAccount:
    """With a provider, where allauth would find none."""
    try:
        account.get_provider()
    except (SocialApp.DoesNotExist, MultipleObjectsReturned, ImproperlyConfigured):
        account._provider = FormerProvider(account.provider, NAMES.get(account.provider, account.provider))
    return account


def opens(account: SocialAccount) -> bool:
    """Whether anyone can still sign in by it."""
    return not isinstance(named(account).get_provider(), FormerProvider)
