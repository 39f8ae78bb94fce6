"""A new reader is asked for the name that others will see: once the address is proved, and once."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from tests.accounts.test_sign_in import EMAIL, PASSWORD, code
from tests.conftest import Published, account

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


@pytest.fixture
def nameless(client: Client, reader: User) -> Client:
    cache.clear()
    User.objects.filter(pk=reader.pk).update(display_name="", name_key="")
    account("ada@example.org", display_name="Ada Lovelace", is_staff=True)
    client.force_login(reader)
    return client


def test_names_that_are_refused_do_not_keep_anyone_from_finding_one(nameless: Client, published: Published):
    write = reverse("comments:write", args=[published().pk])
    for address in [NAME_PAGE, write] * 10:
        assert "Ada Lovelace" in nameless.post(address, {"display_name": "Ada Lovelace", "text": "Mine."}).text
    assert nameless.post(write, {"display_name": "Rowan", "text": "Mine."}).status_code == 303
    assert nameless.post(NAME_PAGE, {"display_name": "Rowan the Second"}).status_code == 302


@pytest.mark.parametrize(
    ("action", "names"), [("name_refused", ["Ada Lovelace"] * 3), ("name", ["Ann", "Bea", "Cleo"])]
)
def test_one_name_too_many_is_answered_with_the_form(nameless: Client, settings, action: str, names: list[str]):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {action: "2/h/user"}
    answers = [nameless.post(NAME_PAGE, {"display_name": name}) for name in names]
    assert {answer.status_code for answer in answers} <= {200, 302}
    page = answers[-1].text
    assert "You have tried many names" in page
    assert LexborHTMLParser(page).css_first(f"#id_display_name[value='{names[-1]}']")
    assert "You have tried many names" not in answers[-2].text
