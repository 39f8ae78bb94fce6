"""The way in and out, as a reader walks it."""

import re

import pytest
from django.core import mail
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User

PASSWORD = "a river runs through it"
EMAIL = "river@example.org"


def code() -> str:
    (found,) = re.findall(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4}|[A-Z0-9]{6})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    return found


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_up(client: Client) -> None:
    client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD})
    response = client.post("/accounts/confirm-email/", {"code": code()})
    assert response.status_code == 302


def test_sign_up_by_code(client: Client, db):
    response = client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD})
    assert response["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    assert client.get("/accounts/confirm-email/").status_code == 200
    response = client.post("/accounts/confirm-email/", {"code": code()})
    assert response["Location"] == "/accounts/profile/name/?next=%2F"
    assert is_signed_in(client)


def test_wrong_code_does_not_let_in(client: Client, db):
    client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD})
    assert client.post("/accounts/confirm-email/", {"code": "AAAA-AAAA"}).status_code == 200
    assert not is_signed_in(client)


def test_sign_out_and_in_again(client: Client, db):
    sign_up(client)
    assert is_signed_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_signed_in(client)
    response = client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    assert response["Location"] == "/"
    assert is_signed_in(client)


def test_forgotten_password_by_code(client: Client, db):
    sign_up(client)
    client.post("/accounts/logout/")
    response = client.post("/accounts/password/reset/", {"email": EMAIL})
    assert response["Location"] == "/accounts/password/reset/confirm/"
    assert client.get("/accounts/password/reset/confirm/").status_code == 200
    response = client.post("/accounts/password/reset/confirm/", {"code": code()})
    assert response["Location"] == "/accounts/password/reset/complete/"
    assert client.get(response["Location"]).status_code == 200
    another = "another river altogether"
    client.post(response["Location"], {"password1": another, "password2": another})
    assert User.objects.get(email=EMAIL).check_password(another)


def test_wrong_password_is_said_where_it_is_heard(client: Client, reader: User):
    response = client.post("/accounts/login/", {"login": reader.email, "password": "wrong"})
    assert response.status_code == 200
    assert LexborHTMLParser(response.content).css("[role=alert] .errorlist li")
    assert not is_signed_in(client)


@pytest.mark.parametrize("address", ["login", "signup", "password/reset"])
def test_forms_are_labelled_and_take_password_managers(address: str, client: Client, db):
    tree = LexborHTMLParser(client.get(f"/accounts/{address}/").content)
    fields = tree.css("main form input:not([type=hidden])")
    labelled = {label.attributes["for"] for label in tree.css("main label")}
    assert fields
    assert {field.attributes["id"] for field in fields} <= labelled
    assert all(field.attributes.get("autocomplete") for field in tree.css("main form input[required]"))
    assert tree.css("main input[name=csrfmiddlewaretoken]")
    assert len(tree.css("h1")) == 1


@pytest.mark.parametrize("address", ["email", "password/change", "sessions", "logout", "reauthenticate"])
def test_own_pages_open_for_their_owner_alone(address: str, client: Client, db):
    assert client.get(f"/accounts/{address}/").status_code == 302
    sign_up(client)
    response = client.get(f"/accounts/{address}/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert LexborHTMLParser(response.content).css_first("h1").text(strip=True)


def test_messages_are_shown_once_and_never_on_a_public_page(client: Client, db):
    sign_up(client)
    new = "yet another river still"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert "messages" not in client.get("/").content.decode()
    assert LexborHTMLParser(client.get("/accounts/email/").content).css(".messages li")
    assert not LexborHTMLParser(client.get("/accounts/email/").content).css(".messages li")


def test_pages_and_mails_carry_the_name_of_the_publication_not_of_the_host(client: Client, db):
    tree = LexborHTMLParser(client.get("/accounts/signup/", HTTP_HOST="localhost").content)
    assert tree.css_first(".nameplate").text(strip=True) == "Newsroom"
    client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD}, HTTP_HOST="localhost")
    message = mail.outbox[-1]
    assert message.from_email.startswith("Newsroom <")
    assert str(message.body).startswith("Newsroom\n")
    assert "localhost" not in str(message.body)
