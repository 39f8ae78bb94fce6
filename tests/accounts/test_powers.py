"""Who gives and takes what people may do is in the audit log, and whoever loses the desk is out at once."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from tests.conftest import account

PASSWORD = "correct horse battery"


def form_of(user: User, **changes: object) -> dict[str, object]:
    flags = {name: "on" for name in ("is_active", "is_staff", "is_superuser") if getattr(user, name)}
    roles = list(user.groups.values_list("pk", flat=True))
    form = {"email": user.email, "display_name": user.display_name, "groups": roles}
    return {name: value for name, value in {**form, **flags, **changes}.items() if value is not None}


def change(desk: Client, user: User, **changes: object) -> None:
    response = desk.post(reverse("admin:accounts_user_change", args=[user.pk]), form_of(user, **changes))
    assert response.status_code == 302, response.context["errors"]


def entries(user: User) -> list[tuple[str, dict[str, object]]]:
    found = AuditEntry.objects.filter(subject_type="accounts.user", subject_id=str(user.pk)).order_by("number")
    return list(found.values_list("verb", "details"))


@pytest.fixture
def chief(db: None) -> tuple[User, Client]:
    """Signed in by the front door, so that the session is in the list of sessions."""
    user = account("chief@example.org", "articles.view_article", is_staff=False)
    user.confirm_email()
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    user.is_staff = True
    user.save()
    assert browser.get("/accounts/me/").status_code == 200
    return user, browser


def test_deactivating_someone_ends_their_sessions_and_is_recorded(desk: Client, chief, administrator: User):
    user, browser = chief
    change(desk, user, is_active=None)
    assert browser.get("/accounts/me/").status_code == 204
    assert entries(user) == [("deactivate_user", {"sessions_ended": 1})]
    assert AuditEntry.objects.get(verb="deactivate_user").actor_id == administrator.pk
    user.refresh_from_db()
    change(desk, user, is_active="on")
    assert browser.get("/accounts/me/").status_code == 204  # not even when they are let in again
    assert entries(user)[1:] == [("reactivate_user", {"sessions_ended": 0})]


def test_taking_the_desk_away_ends_their_sessions_and_is_recorded(desk: Client, chief):
    user, browser = chief
    change(desk, user, is_staff=None)
    assert browser.get("/accounts/me/").status_code == 204
    assert entries(user) == [("change_powers", {"is_staff": False, "sessions_ended": 1})]


def test_roles_given_and_taken_are_recorded_and_end_nothing(desk: Client, chief):
    user, browser = chief
    night, day = Group.objects.create(name="Night"), Group.objects.create(name="Day")
    user.groups.set([night])
    change(desk, user, groups=[day.pk], is_superuser="on")
    details = {"is_superuser": True, "roles_added": ["Day"], "roles_removed": ["Night"], "sessions_ended": 0}
    assert entries(user) == [("change_powers", details)]
    assert browser.get("/accounts/me/").status_code == 200
    user.refresh_from_db()
    change(desk, user)
    assert len(entries(user)) == 1  # nothing changed, nothing recorded
    change(desk, user, email="boss@example.org")
    assert entries(user)[1:] == [("edit_user", {"changed": ["email"]})]
    assert "boss" not in str(list(AuditEntry.objects.values_list("details", "personal")))


def test_new_person_with_powers_is_recorded(desk: Client):
    group = Group.objects.create(name="Night")
    form = {"email": "new@example.org", "usable_password": "false", "is_staff": "on", "groups": [group.pk]}
    desk.post(reverse("admin:accounts_user_add"), form)
    user = User.objects.get(email="new@example.org")
    details = {"is_staff": True, "roles_added": ["Night"], "sessions_ended": 0}
    assert entries(user) == [("create_user", {}), ("change_powers", details)]


def test_password_set_at_the_desk_is_recorded(desk: Client, reader: User):
    address = reverse("admin:auth_user_password_change", args=[reader.pk])
    desk.post(address, {"usable_password": "true", "password1": "one", "password2": "two", "set-password": "1"})
    assert entries(reader) == []
    new = "a river runs through it"
    desk.post(address, {"usable_password": "true", "password1": new, "password2": new, "set-password": "1"})
    assert entries(reader) == [("set_password", {})]
    assert desk.post(reverse("admin:auth_user_password_change", args=["nobody"])).status_code == 404


def test_deleting_people_is_recorded_and_forgets_them(desk: Client, chief, reader: User):
    user, _ = chief
    change(desk, user, is_active=None)
    desk.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [reader.pk], "post": "yes"}
    desk.post(reverse("admin:accounts_user_changelist"), action)
    assert not User.objects.filter(pk__in=[user.pk, reader.pk]).exists()
    erased = ("erase_account", {"comments": "kept without a name"})
    assert (entries(user)[-1], entries(reader)) == (erased, [erased])
    assert "chief@example.org" not in str(list(AuditEntry.objects.values_list("personal", flat=True)))


def test_roles_themselves_are_recorded(desk: Client, reader: User):
    may = {each.codename: each.pk for each in Permission.objects.filter(content_type__app_label="articles")}
    add = reverse("admin:auth_group_add")
    desk.post(add, {"name": "Night", "permissions": [may["view_article"], may["add_article"]]})
    group = Group.objects.get(name="Night")
    reader.groups.add(group)
    change = reverse("admin:auth_group_change", args=[group.pk])
    desk.post(change, {"name": "Night", "permissions": [may["view_article"], may["publish_article"]]})
    desk.post(change, {"name": "Night", "permissions": [may["view_article"], may["publish_article"]]})
    desk.post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"})
    found = AuditEntry.objects.filter(subject_type="auth.group").order_by("number").values_list("verb", "details")
    both = ["articles.add_article", "articles.view_article"]
    assert list(found) == [
        ("create_role", {"name": "Night", "added": both, "removed": []}),
        (
            "change_role",
            {"name": "Night", "added": ["articles.publish_article"], "removed": ["articles.add_article"]},
        ),
        ("delete_role", {"name": "Night", "members": [reader.pk]}),
    ]
