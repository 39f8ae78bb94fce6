"""How pages that are the same for everyone learn that someone is signed in."""

from django.test import Client

from accounts.models import User


def sign_in(client: Client, user: User):
    user.confirm_email()
    return client.post("/accounts/login/?next=/latest/", {"login": user.email, "password": "correct horse battery"})


def test_signing_in_leaves_a_hint_and_signing_out_removes_it(client: Client, reader: User):
    response = sign_in(client, reader)
    assert response["Location"] == "/latest/"
    hint = response.cookies["signed_in"]
    assert (hint.value, hint["samesite"], bool(hint["httponly"])) == ("1", "Lax", False)
    assert "signed_in" not in client.get("/accounts/email/").cookies  # it is there already
    assert client.post("/accounts/logout/").cookies["signed_in"]["max-age"] == 0


def test_public_pages_never_touch_the_hint(client: Client, reader: User):
    client.force_login(reader)
    assert not client.get("/latest/").cookies
    client.logout()
    client.cookies["signed_in"] = "1"
    assert not client.get("/latest/").cookies


def test_reader_learns_who_they_are_and_nobody_keeps_it(client: Client, reader: User):
    assert client.get("/accounts/me/").status_code == 204
    client.force_login(reader)
    response = client.get("/accounts/me/")
    said = response.json()
    assert (said["name"], said["address"]) == ("Reader", "/accounts/")
    assert said["csrf"]
    assert "no-store" in response["Cache-Control"]
    assert client.post("/accounts/me/").status_code == 405


def test_stale_hint_goes_with_the_first_personal_answer(client: Client, db):
    client.cookies["signed_in"] = "1"
    assert client.get("/accounts/me/").cookies["signed_in"]["max-age"] == 0


def test_signing_in_leads_to_no_other_site(client: Client, reader: User):
    reader.confirm_email()
    sent = {"login": reader.email, "password": "correct horse battery", "next": "https://elsewhere.example/"}
    assert client.post("/accounts/login/", sent)["Location"] == "/"
    client.post("/accounts/logout/")
    assert client.post("/accounts/login/", sent | {"next": "/latest/"})["Location"] == "/latest/"


def test_page_says_what_the_dialog_says(client: Client, db):
    page = client.get("/accounts/login/").content.decode()
    for words in ("Welcome back!", "Sign in to your account", "Lost your password?", "data-sign-in"):
        assert words in page
    assert 'autocomplete="current-password"' in page


def test_too_many_attempts_are_told_humanly(client: Client, reader: User):
    for _ in range(40):
        response = client.post("/accounts/login/", {"login": reader.email, "password": "wrong"})
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
