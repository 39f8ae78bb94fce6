"""A new reader is asked for the name that others will see: once the address is proved, and once."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from tests.accounts.test_sign_in import EMAIL, PASSWORD, code

NAME_PAGE = "/accounts/profile/name/"


def sign_up(client: Client, next_page: str) -> str:
    """Returns where the proved address leads."""
    client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD, "next": next_page})
    return str(client.post("/accounts/confirm-email/", {"code": code()})["Location"])


def sign_in(client: Client, next_page: str) -> str:
    form = {"login": EMAIL, "password": PASSWORD, "next": next_page}
    return str(client.post("/accounts/login/", form)["Location"])


def test_name_is_asked_for_after_the_code_and_leads_on(client: Client, db):
    asked = sign_up(client, "/saved/")
    assert asked == f"{NAME_PAGE}?next=%2Fsaved%2F"
    page = LexborHTMLParser(client.get(asked).content)
    assert [link.text() for link in page.css("main a[href='/saved/']")] == ["Later"]
    chosen = client.post(asked, {"display_name": "Rowan", "next": "/saved/"})
    assert (chosen.status_code, chosen["Location"]) == (302, "/saved/")
    assert User.objects.get(email=EMAIL).display_name == "Rowan"


def test_whoever_chose_later_has_no_name_and_is_not_asked_again(client: Client, db):
    sign_up(client, "/saved/")
    client.post("/accounts/logout/")
    assert sign_in(client, "/saved/") == "/saved/"
    assert User.objects.get(email=EMAIL).display_name == ""


def test_a_first_sign_in_asks_also_when_it_is_no_sign_up(client: Client, db):
    client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD})
    client.cookies.clear()
    sign_in(client, "/saved/")
    proved = client.post("/accounts/confirm-email/", {"code": code()})
    assert proved["Location"].startswith(NAME_PAGE)


def test_people_of_the_desk_and_those_with_a_name_are_let_through(client: Client, db):
    for number, fields in enumerate(({"display_name": "Rowan"}, {"is_staff": True})):
        email = f"{number}@example.org"
        User.objects.create_user(email, PASSWORD, **fields).confirm_email()
        form = {"login": email, "password": PASSWORD, "next": "/saved/"}
        assert Client().post("/accounts/login/", form)["Location"] == "/saved/"


@pytest.mark.parametrize("address", ["/comments/7/write/", "/comments/7/write/?reply_to=3", "/news/bridge/#comments"])
def test_whoever_is_on_the_way_to_comment_is_asked_there(client: Client, db, address: str):
    assert sign_up(client, address) == address


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/#comments"])
def test_the_question_leads_nowhere_else(client: Client, db, address: str):
    assert sign_up(client, address) == f"{NAME_PAGE}?{urlencode({'next': '/'})}"
