"""Someone whose account was shut is invited again: let back in by their mailbox, if whoever asks may do that."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import audit, invitations
from accounts.models import AuditEntry, Invitation, User
from tests.accounts.test_invitations import ADD, EMAIL, FORM, chief, invited, is_signed_in, role
from tests.accounts.test_proving import last_code
from tests.conftest import account

__all__ = ["chief"]
PASSWORD, NEW = "correct horse battery", "a river runs through it"


@pytest.fixture
def nora(db: None) -> User:
    """Was an editor."""
    nora = account("Nora@example.org", display_name="Nora", is_staff=True)
    nora.confirm_email()
    nora.groups.add(role("Editor"))
    nora.user_permissions.add(Permission.objects.get(codename="add_author"))
    SocialAccount.objects.create(user=nora, provider="google", uid="7")
    User.objects.filter(pk=nora.pk).update(is_active=False)
    nora.refresh_from_db()
    return nora


def test_shut_account_is_opened_by_its_mailbox(nora: User, chief: User):
    link, browser = invited(chief, "Reporter"), Client()
    assert "Your account here was shut" in browser.get(link).text
    assert not User.objects.get(pk=nora.pk).is_active
    answer = browser.post(link)
    assert answer["Location"] == "/accounts/password/reset/?next=/admin/"
    assert not is_signed_in(browser)
    assert "Your account is open again" in browser.get(answer["Location"]).text
    Client().post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    browser.post(answer["Location"], {"email": EMAIL, "next": "/admin/"})
    entered = browser.post("/accounts/password/reset/confirm/", {"code": last_code(), "next": "/admin/"})
    done = browser.post(entered["Location"], {"password1": NEW, "password2": NEW, "next": "/admin/"})
    assert done["Location"] == "/admin/"
    assert browser.get("/admin/")["Location"] == "/accounts/2fa/"  # theirs, as for anyone new
    verbs = list(AuditEntry.objects.order_by("number").values_list("verb", "actor_id", "subject_id"))
    assert ("reactivate_user", chief.pk, str(nora.pk)) in verbs
    assert ("accept_invitation", nora.pk, "") in verbs
    audit.verify()


def test_it_can_do_what_the_invitation_says_and_no_more(nora: User, chief: User):
    Client().post(invited(chief, "Reporter"))
    back = User.objects.get(pk=nora.pk)
    assert (back.is_active, back.is_staff, back.is_superuser) == (True, True, False)
    assert list(back.groups.all()) == [role("Reporter")]
    assert not back.user_permissions.exists()
    assert not back.has_usable_password()  # the link proves the mailbox, and not whose the rest was
    assert not Authenticator.objects.filter(user=back).exists()
    assert not SocialAccount.objects.filter(user=back).exists()
    assert back.display_name == "Nora"
    changed = AuditEntry.objects.get(verb="change_powers", subject_id=str(nora.pk)).details
    assert (changed["roles_added"], changed["roles_removed"]) == (["Reporter"], ["Editor"])


def test_link_works_once_and_not_with_a_form_of_its_own(nora: User, chief: User):
    link = invited(chief, "Reporter")
    assert Client().post(link, FORM | {"is_superuser": "on"}).status_code == 302
    assert not User.objects.get(pk=nora.pk).is_superuser
    assert Client().post(link).status_code == 404
    User.objects.filter(pk=nora.pk).update(is_active=False)
    assert Client().post(link).status_code == 404
    assert not User.objects.get(pk=nora.pk).is_active


@pytest.mark.parametrize(
    ("may_see", "said"), [(True, "/admin/accounts/user/{}/change/"), (False, "Ask an administrator")]
)
def test_who_may_not_change_the_account_is_told_so(client: Client, nora: User, may_see: bool, said: str):
    seeing = ["accounts.view_user"] if may_see else []
    clerk = account("clerk@example.org", "accounts.add_invitation", "accounts.view_invitation", *seeing, is_staff=True)
    clerk.groups.add(role("Editor"))
    client.force_login(clerk)
    page = client.post(ADD, {"email": EMAIL.upper(), "name": "", "role": role("Reporter").pk}).text
    assert said.format(nora.pk) in page
    assert "is not yours to open" in page
    with pytest.raises(PermissionDenied):
        invitations.invite(Invitation(email=EMAIL, role=role("Reporter")), by=User.objects.get(pk=clerk.pk))
    assert not Invitation.objects.exists()


def test_nobody_lets_back_who_could_do_more(client: Client, chief: User, nora: User, administrator: User):
    User.objects.filter(pk=nora.pk).update(is_superuser=True)
    client.force_login(chief)
    page = client.post(ADD, {"email": EMAIL, "name": "", "role": role("Reporter").pk}).text
    assert "is not yours to open" in page
    assert Client().post(invited(administrator, "Reporter")).status_code == 302
    back = User.objects.get(pk=nora.pk)
    assert (back.is_active, back.is_superuser) == (True, False)


def test_link_dies_when_the_account_is_no_longer_the_inviters_to_open(chief: User, nora: User):
    link = invited(chief, "Reporter")
    User.objects.filter(pk=nora.pk).update(is_superuser=True)
    assert Client().post(link).status_code == 404
    assert not User.objects.get(pk=nora.pk).is_active


def test_someone_else_who_is_signed_in_opens_nothing(client: Client, chief: User, nora: User, reader: User):
    client.force_login(reader)
    assert "another account" in client.post(invited(chief, "Reporter")).text
    assert not User.objects.get(pk=nora.pk).is_active
