"""What the pages of the way in say, and to whom: the same to those we know and to those we do not."""

import time
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from tests.conftest import account, give_second_factor

NEXT = "/saved/"
SIGN_IN, CODE, RESET = "/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"
ENTER_ADDRESS_CODE, ENTER_CODE, ENTER_RESET_CODE = (
    "/accounts/confirm-email/",
    "/accounts/login/code/confirm/",
    "/accounts/password/reset/confirm/",
)
PASSWORD = "a river runs through it"


@pytest.fixture
def known(db: None) -> User:
    user = account("known@example.org")
    user.confirm_email()
    return user


def said(client: Client, path: str, email: str) -> str:
    """The page, without what differs on each: the token, and the address itself."""
    main = LexborHTMLParser(client.get(path).content).css_first("main")
    for token in main.css("input[name=csrfmiddlewaretoken]"):
        token.decompose()
    return (main.html or "").replace(email, "ADDRESS")


@pytest.mark.parametrize(
    ("form", "fields", "asks"),
    [
        ("/accounts/signup/", {"password1": PASSWORD}, ENTER_ADDRESS_CODE),
        ("/accounts/signup/passkey/", {}, ENTER_ADDRESS_CODE),
        (CODE, {}, ENTER_CODE),
        (RESET, {}, ENTER_RESET_CODE),
    ],
)
def test_known_and_unknown_addresses_get_the_same_answers(form: str, fields: dict[str, str], asks: str, known: User):
    answers = []
    for email in (known.email, "unknown@example.org"):
        guest = Client()
        response = guest.post(f"{form}?next={NEXT}", {"email": email, **fields})
        first = (response.status_code, response["Location"], said(guest, asks, email))
        wrong = guest.post(asks, {"code": "BBBB-BBBB"})
        again = guest.post(asks, {"action": "resend", "email": email})
        answers.append((*first, wrong.status_code, again.status_code, said(guest, asks, email)))
    assert answers[0] == answers[1]


def test_wrong_password_and_unknown_address_are_answered_alike(known: User):
    answers = []
    for email in (known.email, "unknown@example.org"):
        guest = Client()
        page = guest.post(SIGN_IN, {"login": email, "password": "wrong"}).content.decode()
        answers.append(LexborHTMLParser(page.replace(email, "ADDRESS")).css_first("[data-problems]").html)
    assert answers[0] == answers[1]


def test_code_is_asked_for_from_the_sign_in_form(client: Client, known: User):
    response = client.post(CODE, {"login": known.email, "password": "", "next": NEXT})
    assert response["Location"] == f"{ENTER_CODE}?next=%2Fsaved%2F"
    response = Client().post(CODE, {"login": "", "password": ""})
    assert LexborHTMLParser(response.content).css("[data-problems] a[href='#id_email']")


@pytest.mark.parametrize(
    ("form", "fields", "asks", "minutes"),
    [
        ("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD}, ENTER_ADDRESS_CODE, 10),
        (CODE, {"email": "known@example.org"}, ENTER_CODE, 3),
        (RESET, {"email": "known@example.org"}, ENTER_RESET_CODE, 10),
    ],
)
def test_page_says_how_long_a_code_holds_and_it_holds_no_longer(
    form: str, fields: dict[str, str], asks: str, minutes: int, known: User, client: Client, monkeypatch: Any
):
    client.post(form, fields)
    tree = LexborHTMLParser(client.get(asks).content)
    (field,) = tree.css("input[name=code]")
    assert f"{minutes} minutes" in tree.css_first(f"#{field.attributes['aria-describedby']}").text()
    assert (field.attributes["autocomplete"], field.attributes["inputmode"]) == ("one-time-code", "text")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60 - 5)
    assert client.get(asks).status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60 + 5)
    assert client.get(asks).status_code == 302


def test_code_that_waits_is_asked_for_again_on_the_way_from_another_page(client: Client, known: User):
    client.post(CODE, {"email": known.email, "next": NEXT})
    assert client.get(f"{SIGN_IN}?next=/latest/")["Location"] == f"{ENTER_CODE}?next=%2Flatest%2F"
    assert client.get(f"{SIGN_IN}?next=https://evil.example/")["Location"] == ENTER_CODE
    assert client.get(SIGN_IN)["Location"] == ENTER_CODE


@pytest.mark.parametrize("path", ["login/", "signup/", "signup/passkey/", "login/code/", "password/reset/"])
def test_forms_and_links_keep_the_way_back(path: str, client: Client, db: None):
    tree = LexborHTMLParser(client.get(f"/accounts/{path}?next={NEXT}").content).css_first("main")
    forms = [form for form in tree.css("form") if "logout" not in (form.attributes["action"] or "")]
    assert forms
    assert all(form.css(f"input[name=next][value='{NEXT}']") for form in forms)
    links = [link.attributes["href"] or "" for link in tree.css("a[href^='/accounts/']")]
    assert links
    assert all("next=/saved/" in link or "next=%2Fsaved%2F" in link for link in links)


def test_new_password_does_without_no_second_factor(client: Client, known: User):
    give_second_factor(known)
    client.post(RESET, {"email": known.email, "next": NEXT})
    code = str(mail.outbox[-1].body).split("\n\n")
    client.post(ENTER_RESET_CODE, {"code": next(part for part in code if len(part.strip()) == 9).strip()})
    chosen = {"password1": PASSWORD, "password2": PASSWORD, "next": NEXT}
    assert client.post("/accounts/password/reset/complete/", chosen)["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


def test_closed_account_is_told_so_to_its_owner_alone(client: Client, known: User):
    known.is_active = False
    known.save()
    page = client.post(SIGN_IN, {"login": known.email, "password": "wrong"})
    assert page.status_code == 200
    assert b"closed" not in page.content
