import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import administrators
from accounts.models import AuditEntry, User
from tests.conftest import account

ADD = reverse("admin:accounts_user_add")
PASSWORD = "a river runs through it"


def sign_in(email: str) -> Client:
    browser = Client()
    browser.post("/accounts/login/?next=/admin/", {"login": email, "password": PASSWORD})
    return browser


def test_first_administrator_can_sign_in_at_once(db):
    administrators.create("admin@localhost", PASSWORD)
    opened = sign_in("Admin@localhost").get("/admin/", follow=True)
    assert opened.redirect_chain == [("/accounts/2fa/", 302)]
    assert opened.wsgi_request.user.email == "admin@localhost"


def test_staff_made_at_the_desk_can_sign_in_at_once(desk: Client):
    group = Group.objects.create(name="Night desk")
    form = {"email": "Night@example.org", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    desk.post(ADD, {**form, "is_staff": "on", "groups": [group.pk]})
    user = User.objects.get(email__iexact="night@example.org")
    assert (user.is_staff, list(user.groups.all())) == (True, [group])
    assert sign_in("night@example.org").get("/admin/")["Location"] == "/accounts/2fa/"


def test_reader_made_at_the_desk_still_confirms_the_address(desk: Client):
    desk.post(ADD, {"email": "r@example.org", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.filter(email="r@example.org").exists()
    assert not EmailAddress.objects.filter(email="r@example.org", verified=True).exists()


def test_same_address_in_another_case_is_refused(desk: Client, reader: User):
    page = desk.post(ADD, {"email": "READER@example.org", "usable_password": "false"})
    assert "There is an account with this e-mail address" in page.text
    assert User.objects.filter(email__iexact="reader@example.org").count() == 1


def test_changed_address_of_staff_is_vouched_for(desk: Client, editor: User):
    editor.confirm_email()
    address = reverse("admin:accounts_user_change", args=[editor.pk])
    desk.post(address, {"email": "new@example.org", "is_staff": "on", "is_active": "on"})
    assert list(EmailAddress.objects.filter(user=editor, primary=True).values_list("email", "verified")) == [
        ("new@example.org", True)
    ]


def test_who_looks_after_people_cannot_become_a_superuser(client: Client, administrator: User):
    permissions = [f"accounts.{verb}_user" for verb in ("add", "change", "view", "delete")]
    clerk = account("clerk@example.org", *permissions, is_staff=True)
    client.force_login(clerk)
    own = reverse("admin:accounts_user_change", args=[clerk.pk])
    client.post(own, {"email": clerk.email, "is_active": "on", "is_staff": "on", "is_superuser": "on"})
    clerk.refresh_from_db()
    assert not clerk.is_superuser
    for action in ("change", "delete"):
        address = reverse(f"admin:accounts_user_{action}", args=[administrator.pk])
        assert client.post(address, {"email": "mine@example.org", "post": "yes"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[administrator.pk])
    assert client.post(password, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403


def changed(user: User, **fields: str) -> dict[str, str]:
    on = {"is_active": "on"} | ({"is_staff": "on"} if user.is_staff else {})
    return {"email": user.email, "display_name": user.display_name, **on, **fields}


@pytest.mark.parametrize("is_staff", [True, False])
def test_former_address_opens_nothing_once_the_desk_changed_it(desk: Client, is_staff):
    user = account("lost@example.org", is_staff=is_staff)
    user.confirm_email()
    elsewhere = Client()
    elsewhere.force_login(user)
    assert elsewhere.get("/accounts/me/").status_code == 200
    mail.outbox.clear()
    saved = desk.post(reverse("admin:accounts_user_change", args=[user.pk]), changed(user, email="new@example.org"))
    assert saved.status_code == 302
    assert not EmailAddress.objects.filter(email="lost@example.org").exists()
    assert elsewhere.get("/accounts/me/").status_code == 204
    [told] = mail.outbox
    assert (told.to, "new@example.org" in str(told.body)) == (["lost@example.org"], True)
    Client().post("/accounts/login/code/", {"email": "lost@example.org"})
    assert len(mail.outbox) == 1


def test_address_that_opens_another_account_is_refused(desk: Client, reader: User, editor: User):
    EmailAddress.objects.create(user=editor, email="second@example.org", verified=True)
    form = changed(reader, email="Second@example.org")
    page = desk.post(reverse("admin:accounts_user_change", args=[reader.pk]), form)
    assert "There is an account with this e-mail address." in page.text
    reader.refresh_from_db()
    assert reader.email == "reader@example.org"


def test_nobody_changes_who_may_do_more(client: Client, editor: User, reader: User):
    keeper = account("keeper@example.org", "accounts.change_user", "accounts.view_user", is_staff=True)
    client.force_login(keeper)
    assert client.post(reverse("admin:accounts_user_change", args=[editor.pk]), changed(editor)).status_code == 403
    assert client.post(reverse("admin:accounts_user_change", args=[reader.pk]), changed(reader)).status_code == 302


def test_nobody_changes_who_could_do_more_if_they_were_not_shut_out(client: Client, editor: User, reader: User):
    keeper = account("keeper@example.org", "accounts.change_user", "accounts.view_user", is_staff=True)
    client.force_login(keeper)
    User.objects.filter(pk__in=[editor.pk, reader.pk]).update(is_active=False)
    for user, status in ((editor, 403), (reader, 302)):
        user.refresh_from_db()
        assert client.post(reverse("admin:accounts_user_change", args=[user.pk]), changed(user)).status_code == status
    assert not User.objects.get(pk=editor.pk).is_active


@pytest.mark.parametrize("usable", ["true", "false"])
def test_owner_is_told_when_the_desk_sets_their_password(desk: Client, reader: User, usable: str):
    address = reverse("admin:auth_user_password_change", args=[reader.pk])
    desk.post(address, {"usable_password": "true", "password1": PASSWORD, "password2": "not the same"})
    assert mail.outbox == []
    form = {"usable_password": usable, "password1": PASSWORD, "password2": PASSWORD}
    form |= {"unset-password": "on"} if usable == "false" else {}
    assert desk.post(address, form).status_code == 302
    assert AuditEntry.objects.filter(verb="set_password", subject_id=str(reader.pk)).exists()
    (told,) = mail.outbox
    assert (told.to, told.subject) == (["reader@example.org"], "Your password was changed by the desk")
    assert PASSWORD not in str(told.body)
    assert "/accounts/password/reset/" in str(told.body)
