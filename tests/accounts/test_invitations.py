"""Asking people to the desk by mail, and what they may and may not do with the link."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ

from accounts import invitations
from accounts.mail import send_now
from accounts.models import AuditEntry, Invitation, OutgoingMail, User
from tests.conftest import account

ADD, LIST = "/admin/accounts/invitation/add/", "/admin/accounts/invitation/"
EMAIL, PASSWORD = "nora@example.org", "a river runs through it"
FORM = {"display_name": "Nora Field", "password": PASSWORD}


def role(name: str) -> Group:
    return Group.objects.get(name=name)


@pytest.fixture
def chief(db: None) -> User:
    """Looks after the people of the desk, and is no superuser."""
    user = account("chief@example.org", is_staff=True, display_name="Chief")
    user.groups.add(role("Administrator"))
    return user


@pytest.fixture
def link(chief: User) -> str:
    return invited(chief, "Editor")


def invited(by: User, as_role: str, email: str = EMAIL) -> str:
    invitations.invite(Invitation(email=email, name="Nora", role=role(as_role)), by=by)
    return mailed()


def mailed() -> str:
    """The path of the newest link that was mailed."""
    for waiting in OutgoingMail.objects.order_by("pk"):
        send_now(waiting.pk)
    (path,) = re.findall(r"^https?://[^/]+(/accounts/invitation/\S+/)$", str(mail.outbox[-1].body), re.MULTILINE)
    return path


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_invited_at_the_desk_and_accepted(client: Client, chief: User):
    client.force_login(chief)
    assert client.get("/admin/accounts/user/").text.count(ADD) == 1
    page = client.get(ADD)
    assert page.text.count('name="role"') == 5
    assert client.post(ADD, {"email": EMAIL, "name": "Nora", "role": role("Editor").pk})["Location"] == LIST
    path = mailed()
    assert mail.outbox[-1].to == [EMAIL]
    assert "Chief invites you" in str(mail.outbox[-1].body)
    guest = Client()
    shown = guest.get(path)
    assert "no-store" in shown["Cache-Control"]
    assert 'value="Nora"' in shown.text
    assert not User.objects.filter(email=EMAIL).exists()
    assert guest.post(path, FORM)["Location"] == "/accounts/2fa/"
    nora = User.objects.get(email=EMAIL)
    assert (nora.display_name, nora.is_staff, nora.is_superuser, nora.is_active) == ("Nora Field", True, False, True)
    assert nora.check_password(PASSWORD)
    assert list(nora.groups.all()) == [role("Editor")]
    assert EmailAddress.objects.get(user=nora).verified
    assert guest.session["_auth_user_id"] == str(nora.pk)
    assert guest.get("/admin/")["Location"] == "/accounts/2fa/"
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"invite", "accept_invitation", "change_powers"} <= verbs


def test_scanner_that_opens_the_link_accepts_nothing(link: str):
    for method in ("get", "head"):
        assert getattr(Client(), method)(link).status_code == 200
    assert Client().put(link).status_code == 405
    assert Invitation.objects.count() == 1
    assert not User.objects.filter(email=EMAIL).exists()


def test_link_works_once(link: str):
    assert Client().post(link, FORM).status_code == 302
    again = Client()
    for answer in (again.get(link), again.post(link, FORM)):
        assert answer.status_code == 404
        assert "This invitation is over" in answer.text
    assert not is_signed_in(again)


def test_link_is_not_in_the_database(link: str):
    token = link.rstrip("/").rpartition("/")[2]
    assert len(token) >= 43
    rows = [*Invitation.objects.values_list(), *AuditEntry.objects.values_list(), *OrmQ.objects.values_list()]
    assert token not in repr(rows)


def test_link_ends_after_a_week(link: str):
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert Client().get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=5)):
        assert Client().post(link, FORM).status_code == 404


@pytest.mark.parametrize("change", ["revoked", "deactivated", "demoted", "deleted", "role deleted", "role raised"])
def test_link_dies_with_what_it_stands_on(client: Client, administrator: User, chief: User, link: str, change: str):
    client.force_login(administrator)
    found = Invitation.objects.get()
    if change == "revoked":
        client.post(f"{LIST}{found.pk}/delete/", {"post": "yes"})
        assert AuditEntry.objects.filter(verb="revoke_invitation").exists()
    elif change == "deactivated":
        User.objects.filter(pk=chief.pk).update(is_active=False)
    elif change == "demoted":
        chief.groups.set([role("Reporter")])
    elif change == "deleted":
        chief.delete()
    elif change == "role deleted":
        role("Editor").delete()
    else:
        role("Editor").permissions.add(*Group.objects.get(name="Administrator").permissions.model.objects.all())
    assert Client().get(link).status_code == 404
    assert Client().post(link, FORM).status_code == 404


def test_sending_again_makes_a_new_link(client: Client, chief: User, link: str):
    client.force_login(chief)
    client.post(LIST, {"action": "send_again", "_selected_action": [Invitation.objects.get().pk]})
    assert (new := mailed()) != link
    assert Client().get(link).status_code == 404
    assert Client().get(new).status_code == 200


def test_nobody_invites_to_more_than_they_are(client: Client, administrator: User):
    editor = account("desk@example.org", "accounts.add_invitation", "accounts.view_invitation", is_staff=True)
    editor.groups.add(role("Editor"))
    client.force_login(editor)
    form = {"email": EMAIL, "name": "", "role": role("Administrator").pk}
    assert "Select a valid choice" in client.post(ADD, form).text
    with pytest.raises(PermissionDenied):
        invitations.invite(Invitation(email=EMAIL, role=role("Administrator")), by=User.objects.get(pk=editor.pk))
    invited(administrator, "Administrator")
    client.post(LIST, {"action": "send_again", "_selected_action": [Invitation.objects.get().pk]})
    assert Invitation.objects.get().invited_by == administrator
    assert client.post(ADD, form | {"email": "r@example.org", "role": role("Reporter").pk}).status_code == 302


def test_without_the_permission_there_is_no_inviting(client: Client, editor: User, chief: User, link: str):
    client.force_login(editor)
    assert client.get(ADD).status_code == client.get(LIST).status_code == 403
    clerk = account("clerk@example.org", "accounts.view_user", is_staff=True)
    client.force_login(clerk)
    assert ADD not in client.get("/admin/accounts/user/").text


def test_one_invitation_for_an_address(client: Client, chief: User, link: str):
    client.force_login(chief)
    page = client.post(ADD, {"email": EMAIL.upper(), "name": "", "role": role("Editor").pk})
    assert "There is an invitation to this address" in page.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("password", "short", "at least 10"),
        ("password", "password123", "stolen"),
        ("password", EMAIL, "too similar"),
        ("display_name", "Chief", "kept for people"),
        ("display_name", "", "required"),
    ],
)
def test_bad_input_keeps_the_invitation(link: str, field: str, value: str, said: str):
    client = Client()
    assert said in client.post(link, FORM | {field: value}).text
    assert Invitation.objects.count() == 1
    assert not is_signed_in(client)


def test_more_fields_than_asked_for_change_nothing(link: str):
    Client().post(link, FORM | {"is_superuser": "on", "email": "x@example.org", "role": "1", "groups": "1"})
    nora = User.objects.get(email=EMAIL)
    assert (nora.is_superuser, list(nora.groups.all())) == (False, [role("Editor")])


def test_who_has_an_account_signs_in_to_it_first(chief: User, link: str):
    nora = account("Nora@example.org", display_name="Nora")
    nora.confirm_email()  # or nobody could have signed in to it
    browser = Client()
    assert f"/accounts/login/?next={link}" in browser.get(link).text
    assert browser.post(link, FORM).status_code == 200
    assert not User.objects.get(pk=nora.pk).is_staff
    elsewhere = Client()
    for other in (elsewhere, browser):
        other.force_login(nora)
        assert other.get("/accounts/me/").status_code == 200
    assert browser.get(link).status_code == 200
    assert browser.post(link)["Location"] == "/accounts/2fa/"
    assert (is_signed_in(browser), is_signed_in(elsewhere)) == (True, False)
    nora = User.objects.get(pk=nora.pk)
    assert (nora.is_staff, nora.display_name) == (True, "Nora")
    assert nora.check_password("correct horse battery")
    assert User.objects.filter(email__iexact=EMAIL).count() == 1


def test_who_proved_the_address_as_a_second_one_has_an_account(reader: User, link: str):
    EmailAddress.objects.create(user=reader, email=EMAIL, verified=True)
    assert "/accounts/login/" in Client().get(link).text


def test_someone_else_who_is_signed_in_takes_nothing(client: Client, reader: User, link: str):
    client.force_login(reader)
    assert "another account" in client.get(link).text
    assert "another account" in client.post(link, FORM).text
    assert not User.objects.get(pk=reader.pk).is_staff
    assert Invitation.objects.count() == 1


def test_unanswered_ones_are_forgotten(chief: User, link: str):
    with time_machine.travel(timezone.now() + timedelta(days=38)):
        invited(chief, "Reporter", "other@example.org")
    assert list(Invitation.objects.values_list("email", flat=True)) == ["other@example.org"]


@pytest.mark.parametrize("token", ["x", "%00", "../../x", "a" * 5000, "%F0%9F%92%A9"])
def test_made_up_links_lead_nowhere(db: None, token: str):
    assert Client().get(f"/accounts/invitation/{token}/").status_code == 404


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection at a time in memory")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twice_at_once_makes_one_account(link: str):
    start, answers = Barrier(2), []

    def accept() -> None:
        start.wait()
        answers.append(Client().post(link, FORM).status_code)
        connection.close()

    threads = [Thread(target=accept) for _browser in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 404]
    assert User.objects.filter(email=EMAIL).count() == 1
