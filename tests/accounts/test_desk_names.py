"""Names given at the desk are names like any other: whoever gives them overrides nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import account

ADD = reverse("admin:accounts_user_add")
NEW = {"email": "new@example.org", "usable_password": "false"}
KEPT = "That name is kept for people who speak for this publication."


@pytest.fixture
def dana(db) -> User:
    return account("dana@example.org", display_name="Dana Whitlock", is_staff=True)


def change(desk: Client, user: User, **fields: str) -> str:
    """Returns what the page says; nothing, if it was saved."""
    kept = {"email": user.email, "is_active": "on"} | ({"is_staff": "on"} if user.is_staff else {})
    answer = desk.post(reverse("admin:accounts_user_change", args=[user.pk]), kept | fields)
    user.refresh_from_db()
    return "" if answer.status_code == 302 else answer.text


@pytest.mark.parametrize("name", ["Dana VVh1tlock", "Night Moderator", "a@example.org", "Аdа Lovelace"])
def test_reader_gets_no_name_at_the_desk_that_they_could_not_choose(desk: Client, dana: User, reader: User, name: str):
    assert "errorlist" in desk.post(ADD, NEW | {"display_name": name}).text
    assert not User.objects.filter(email=NEW["email"]).exists()
    assert "errorlist" in change(desk, reader, display_name=name)
    assert reader.display_name == "Reader"


def test_superuser_is_told_why(desk: Client, dana: User, reader: User):
    assert KEPT in change(desk, reader, display_name="Dana Whitlock")


def test_name_is_written_as_all_names_are(desk: Client, reader: User):
    assert change(desk, reader, display_name="Ada \u200b  of the\u202e quay") == ""
    assert reader.display_name == "Ada of the quay"
    desk.post(ADD, NEW | {"display_name": "  Bo \u200b Lind "})
    assert User.objects.get(email=NEW["email"]).display_name == "Bo Lind"


def test_people_of_the_desk_may_be_called_so_but_not_like_each_other(desk: Client, dana: User):
    wanted = NEW | {"is_staff": "on"}
    assert KEPT in desk.post(ADD, wanted | {"display_name": "Dana Wh1tlock"}).text
    desk.post(ADD, wanted | {"display_name": "Newsdesk"})
    assert User.objects.get(email=NEW["email"]).display_name == "Newsdesk"
    assert KEPT in change(desk, dana, display_name="Newsdesk")


def test_name_that_someone_has_does_not_keep_the_desk_from_other_changes(desk: Client, reader: User):
    User.objects.filter(pk=reader.pk).update(display_name="Moderator")  # as another site had it
    reader.refresh_from_db()
    assert change(desk, reader, display_name="Moderator", email="moved@example.org") == ""
    assert (reader.email, reader.display_name) == ("moved@example.org", "Moderator")
    assert change(desk, reader, display_name="") == ""
    assert reader.display_name == ""


def test_name_of_the_desk_is_not_given_away_with_the_power(desk: Client, dana: User):
    """Who leaves keeps the name they had; a new one is measured by what they are from then on."""
    assert KEPT in change(desk, dana, display_name="Newsdesk", is_staff="")
    assert change(desk, dana, display_name="Dana Whitlock", is_staff="") == ""
    assert (dana.is_staff, dana.display_name) == (False, "Dana Whitlock")
