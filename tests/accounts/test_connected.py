"""Connected accounts whose provider the site leads to no more: they are shown, and can be let go."""

import pytest
from allauth.socialaccount.internal.flows.connect import validate_disconnect
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts.models import AuditEntry, User

CONNECTED = "/accounts/3rdparty/"
GONE = {"google": "Google", "twitter_oauth2": "X", "openid": "openid"}


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    reader.confirm_email()
    client.force_login(reader)
    client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    return client


def connect(user: User, provider: str) -> SocialAccount:
    return SocialAccount.objects.create(user=user, provider=provider, uid="7", extra_data={"email": "me@example.net"})


@pytest.mark.parametrize("is_another_there", [True, False])
@pytest.mark.parametrize("provider", GONE)
def test_account_of_a_former_provider_is_shown_and_let_go(
    member: Client, reader: User, settings, provider: str, is_another_there: bool
):
    settings.SOCIALACCOUNT_PROVIDERS = {"elsewhere": {}} if is_another_there else {}
    account = connect(reader, provider)
    row = LexborHTMLParser(member.get("/accounts/").text).css_first(f".account-rows a[href='{CONNECTED}']")
    assert row
    assert f">{GONE[provider]}<" in member.get("/accounts/").text
    assert f"{GONE[provider]}: me@example.net" in member.get(CONNECTED).text
    answer = member.post(CONNECTED, {"account": account.pk})
    assert (answer.status_code, answer["Location"]) == (302, CONNECTED)
    assert not SocialAccount.objects.exists()
    assert f"account of {GONE[provider]} is no longer" in str(mail.outbox[-1].body)
    assert AuditEntry.objects.filter(verb__contains="disconnect", actor_id=reader.pk).exists()


def test_nobody_is_left_with_none_but_an_account_that_opens_nothing(reader: User, monkeypatch):
    reader.confirm_email()
    last, gone = connect(reader, "elsewhere"), connect(reader, "google")
    monkeypatch.setattr("accounts.connected.opens", lambda account: account.provider == "elsewhere")
    validate_disconnect(None, last)
    reader.set_unusable_password()
    reader.save()
    last, gone = SocialAccount.objects.order_by("pk")
    with pytest.raises(ValidationError, match="no password"):
        validate_disconnect(None, last)
    validate_disconnect(None, gone)
