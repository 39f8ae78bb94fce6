"""The account page, and the pages it leads to."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts import sections
from accounts.models import AuditEntry, User
from tests.conftest import account, give_second_factor

PAGES = ["/accounts/", "/accounts/profile/", "/accounts/profile/name/", "/accounts/profile/picture/", "/accounts/mail/"]
AROUND = ["/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/", "/comments/own/"]


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    reader.confirm_email()
    client.force_login(reader)
    return client


def summary(user: User, page: str) -> str:
    rows = [row for listed in sections.overview(user) for row in listed.rows]
    return next(str(row.summary) for row in rows if row.address == reverse(page))


@pytest.mark.parametrize("path", [*PAGES, "/comments/own/"])
def test_strangers_sign_in_first(client: Client, db, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("path", [*PAGES, *AROUND])
def test_every_page_leads_to_all_others_and_is_kept_by_nobody(member: Client, path):
    answer = member.get(path, follow=True)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    for other in ["/accounts/", "/accounts/email/", "/accounts/sessions/", "/comments/own/", "/accounts/mail/"]:
        assert f'href="{other}"' in answer.text


@pytest.mark.parametrize("path", ["/accounts/", "/comments/own/"])
def test_pages_to_read_take_no_post(member: Client, path):
    assert member.post(path).status_code == 405


def test_removing_a_picture_takes_a_post(member: Client):
    assert member.get("/accounts/profile/picture/remove/").status_code == 405


def test_overview_says_how_things_stand(member: Client, reader: User):
    page = member.get("/accounts/").text
    assert "reader@example.org" in page
    assert "Choose a name" not in page
    assert summary(reader, "mfa_index") == "Off"
    give_second_factor(reader)
    assert "authenticator app" in summary(reader, "mfa_index")
    assert summary(reader, "account_change_password") == "Set"
    reader.set_unusable_password()
    assert summary(reader, "account_change_password").startswith("None")
    EmailAddress.objects.create(user=reader, email="next@example.org")
    assert summary(reader, "account_email") == "reader@example.org, to become next@example.org"
    assert summary(reader, "usersessions_list") == "This browser alone is signed in"
    elsewhere = Client()
    elsewhere.force_login(User.objects.get())
    elsewhere.get("/accounts/")
    assert summary(reader, "usersessions_list") == "2 browsers are signed in"


def test_connected_accounts_are_listed_only_where_there_are_any(member: Client, settings):
    assert "Connected accounts" not in member.get("/accounts/").text
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {}}
    assert "Connected accounts" in member.get("/accounts/").text


def test_page_costs_the_same_however_much_there_is(member: Client, reader: User, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        member.get("/accounts/")


def test_profile_is_kept_and_the_change_of_name_noted(member: Client, reader: User):
    answer = member.post("/accounts/profile/", {"display_name": " Mara  L. ", "bio": "By the\r\nriver\u202e.\x07"})
    assert answer["Location"] == "/accounts/"
    reader.refresh_from_db()
    assert (reader.display_name, reader.name_key, reader.bio) == ("Mara L.", "maral", "By the\nriver.")
    noted = AuditEntry.objects.get(verb="change_name")
    assert (noted.actor_id, noted.personal["name"], noted.personal["former"]) == (reader.pk, "Mara L.", "Reader")


def test_profile_changes_nothing_else(member: Client, reader: User):
    member.post(
        "/accounts/profile/", {"display_name": "Mara", "is_staff": "on", "email": "x@example.org", "name_key": "x"}
    )
    reader.refresh_from_db()
    assert (reader.is_staff, reader.email, reader.name_key) == (False, "reader@example.org", "mara")


def test_refused_name_is_not_shown_as_ones_own(member: Client, reader: User):
    page = member.post("/accounts/profile/", {"display_name": "Admin", "bio": ""}).text
    assert "kept for people who speak for this publication" in page
    assert 'value="Admin"' in page
    assert member.post("/accounts/profile/", {"display_name": "", "bio": ""}).status_code == 200
    assert AuditEntry.objects.filter(verb="change_name").count() == 0


def test_name_that_one_has_may_stay(member: Client, reader: User):
    User.objects.update(display_name="Editor")
    member.post("/accounts/profile/", {"display_name": "Editor", "bio": "New"})
    reader.refresh_from_db()
    assert reader.bio == "New"


def test_who_has_no_name_is_asked_on_the_way_and_goes_on(client: Client, db):
    user = account("new@example.org")
    client.force_login(user)
    assert "Choose a name" in client.get("/accounts/").text
    page = client.get("/accounts/profile/name/?next=/comments/7/write/").text
    assert page.count("/comments/7/write/") == 2  # in the form, and behind "Later"
    sent = {"display_name": "Mara", "next": "/comments/7/write/"}
    assert client.post("/accounts/profile/name/", sent)["Location"] == "/comments/7/write/"
    assert (
        client.post("/accounts/profile/name/", sent | {"next": "https://elsewhere.example/"})["Location"]
        == "/accounts/"
    )


def test_one_may_fill_in_a_bio_before_a_name(client: Client, db):
    user = account("new@example.org")
    client.force_login(user)
    assert client.post("/accounts/profile/", {"display_name": "", "bio": "Reads"}).status_code == 302
    user.refresh_from_db()
    assert (user.bio, user.display_name) == ("Reads", "")


def test_mail_is_chosen(member: Client, reader: User):
    assert member.post("/accounts/mail/", {"mail_newsletter": "on"}).status_code == 302
    reader.refresh_from_db()
    assert (reader.mail_followed, reader.mail_newsletter) == (False, True)
    assert summary(reader, "account_mail") == "The newsletter"


def test_new_password_leads_back_and_ends_all_other_sessions(member: Client, reader: User):
    elsewhere = Client()
    elsewhere.force_login(reader)
    page = member.get("/accounts/password/change/").text
    assert page.count("Lost your password?") == 1
    new = "a dozen purple ferries"
    sent = {"oldpassword": "correct horse battery", "password1": new, "password2": new}
    assert member.post("/accounts/password/change/", sent)["Location"] == "/accounts/"
    assert member.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_new_address_takes_the_password_and_then_its_code(member: Client, reader: User):
    sent = {"email": "next@example.org", "action_add": ""}
    assert "/accounts/reauthenticate/" in member.post("/accounts/email/", sent)["Location"]
    member.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    assert member.post("/accounts/email/", sent)["Location"] == "/accounts/confirm-email/"
    reader.refresh_from_db()
    assert reader.email == "reader@example.org"
    assert "reader@example.org" in member.get("/accounts/email/").text


def test_forms_need_their_token(reader: User):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    for path in PAGES[1:]:
        assert client.post(path, {"display_name": "Mara"}).status_code == 403


def test_password_asked_for_again_has_its_name_beside_the_field_alone(member: Client):
    page = member.get("/accounts/reauthenticate/").text
    assert 'for="id_password"' in page
    assert "placeholder=" not in page
