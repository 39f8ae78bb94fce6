"""Whoever signs up with a colleague's address has no way into the desk when that colleague gets one."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from accounts import audit, invitations, proving
from accounts.models import AuditEntry, User
from tests.accounts.test_invitations import EMAIL, chief, invited, is_signed_in, role
from tests.accounts.test_proving import last_code
from tests.conftest import account, give_second_factor

__all__ = ["chief"]
STRANGERS = "a river runs through it"


@pytest.fixture
def stranger(db: None) -> Client:
    """Signed up with an address that is not theirs, and never got the code. Has another site say the same."""
    browser = Client()
    browser.post("/accounts/signup/", {"email": EMAIL, "password1": STRANGERS})
    SocialAccount.objects.create(user=squatted(), provider="openid", uid="7")
    return browser


def squatted() -> User:
    return User.objects.get(email__iexact=EMAIL)


def gets_in(stranger: Client) -> bool:
    """By what they know, or by what they left open."""
    browser = Client()
    browser.post("/accounts/login/", {"login": EMAIL, "password": STRANGERS})
    for form in ({"action": "change", "email": "mine@example.org"}, {"action": "resend"}):
        stranger.post("/accounts/confirm-email/", form)
    for address in ("/accounts/confirm-email/", "/accounts/login/", "/accounts/2fa/"):
        stranger.get(address)
    left = SocialAccount.objects.filter(user=squatted()).exists() or squatted().email.lower() != EMAIL
    return left or squatted().check_password(STRANGERS) or is_signed_in(browser) or is_signed_in(stranger)


def test_shut_account_of_a_stranger_is_the_colleagues_after_an_invitation(stranger: Client, chief: User):
    User.objects.filter(email=EMAIL).update(is_active=False)
    assert Client().post(invited(chief, "Editor")).status_code == 302
    assert squatted().is_staff
    assert EmailAddress.objects.get(user=squatted()).verified
    assert not gets_in(stranger)
    assert AuditEntry.objects.get(verb="forget_ways_in").actor_id == chief.pk
    audit.verify()


@pytest.mark.parametrize("form", [{"is_staff": "on"}, {"is_staff": "on", "email": "Nora@example.org"}])
def test_account_of_a_stranger_is_the_colleagues_once_the_desk_names_it(
    desk: Client, stranger: Client, form: dict[str, str]
):
    address = reverse("admin:accounts_user_change", args=[squatted().pk])
    typed = {"email": EMAIL, "display_name": "", "is_active": "on", "groups": [role("Editor").pk], **form}
    page = desk.post(address, typed, follow=True).text
    assert "Nobody had proved this address" in page
    assert squatted().is_staff
    assert not gets_in(stranger)


def test_desk_that_makes_an_account_keeps_the_password_it_typed(desk: Client):
    form = {"email": EMAIL, "usable_password": "true", "password1": STRANGERS, "password2": STRANGERS, "is_staff": "on"}
    desk.post("/admin/accounts/user/add/", form)
    assert squatted().check_password(STRANGERS)
    assert not AuditEntry.objects.filter(verb="forget_ways_in").exists()


@pytest.mark.parametrize("email", [EMAIL, "other@example.org"])
def test_owner_of_a_proved_account_keeps_everything(desk: Client, email: str):
    nora = account(EMAIL)
    nora.confirm_email()
    give_second_factor(nora)
    address = reverse("admin:accounts_user_change", args=[nora.pk])
    desk.post(address, {"email": email, "display_name": "", "is_active": "on", "is_staff": "on"})
    nora.refresh_from_db()
    assert (nora.is_staff, nora.email, nora.has_usable_password()) == (True, email, True)
    assert Authenticator.objects.filter(user=nora).exists()


def test_owner_invited_meanwhile_signs_in_by_a_code_and_joins(stranger: Client, chief: User):
    link, owner = invited(chief, "Editor"), Client()
    assert "/accounts/login/" in owner.get(link).text
    owner.post("/accounts/login/code/", {"email": EMAIL})
    owner.post("/accounts/login/code/confirm/", {"code": last_code()})
    assert owner.post(link).status_code == 302
    assert squatted().is_staff
    assert is_signed_in(owner)
    assert not gets_in(stranger)


def test_answer_to_an_invitation_for_an_unproved_account_proves_no_password(stranger: Client, chief: User):
    """However it comes about: the account is named by the address, not by who signed in."""
    invitations.accept(invitations.find(invited(chief, "Editor").split("/")[-2]), squatted())
    assert not gets_in(stranger)


def test_nothing_to_forget_is_not_written_down(reader: User):
    reader.set_unusable_password()
    reader.save()
    assert not proving.vouch(reader, is_theirs=False, by=None)
    assert proving.is_proved(reader)
    assert not AuditEntry.objects.exists()
