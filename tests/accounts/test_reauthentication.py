"""Who has neither password nor second factor shows by a mailed code that it is still them, before what is dangerous."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import AuditEntry, User
from tests.accounts.journey import CODE
from tests.accounts.test_factors import code_of

pytestmark = pytest.mark.django_db
PAGE = "/accounts/reauthenticate/code/"
PASSWORD = "a river runs through it"
SENSITIVE = [
    ("get", "/accounts/export/", {}),
    ("get", "/accounts/erase/", {}),
    ("get", "/accounts/merge/", {}),
    ("get", "/accounts/2fa/totp/activate/", {}),
    ("get", "/accounts/2fa/webauthn/add/", {}),
    ("get", "/accounts/password/set/", {}),
    ("post", "/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD}),
    ("post", "/accounts/email/", {"action_add": "", "email": "new@example.org"}),
    ("post", "/accounts/sessions/end-others/", {}),
]


@pytest.fixture(autouse=True)
def _no_limit_reached() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    user = User.objects.create_user("codes@example.org", display_name="Codes alone")
    user.confirm_email()
    return user


@pytest.fixture
def member(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def mailed_code() -> str:
    (found,) = CODE.findall(str(mail.outbox[-1].body))
    return str(found)


def prove(member: Client, next_page: str = "/accounts/export/") -> str:
    """Returns where it leads."""
    member.post(PAGE, {"next": next_page})
    return str(member.post(PAGE, {"code": mailed_code(), "next": next_page})["Location"])


def said(answer) -> str:
    return " ".join(LexborHTMLParser(answer.content).css_first("main").text().split())


@pytest.mark.parametrize(("method", "address", "form"), SENSITIVE)
def test_nothing_dangerous_is_done_without(member: Client, user: User, method: str, address: str, form: dict[str, str]):
    answer = getattr(member, method)(address, form)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, PAGE)
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).email == user.email
    assert not Authenticator.objects.exists()


def test_a_recent_sign_in_proves_nothing(client: Client, user: User):
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"code": mailed_code()})
    assert client.get("/accounts/export/")["Location"].startswith(PAGE)


def test_code_is_mailed_when_asked_for_and_leads_on(member: Client, user: User):
    asked = member.get("/accounts/2fa/totp/activate/")["Location"]
    page = member.get(asked)
    assert mail.outbox == []
    assert user.email in said(page)
    (following,) = LexborHTMLParser(page.content).css("main form input[name=next]")
    sent = member.post(PAGE, {"next": following.attributes["value"] or ""})
    assert sent["Location"] == asked
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert "Code from the mail" in said(member.get(asked))
    answer = member.post(PAGE, {"code": mailed_code().lower(), "next": "/accounts/2fa/totp/activate/"})
    assert answer["Location"] == "/accounts/2fa/totp/activate/"
    page = member.get(answer["Location"])
    shown = LexborHTMLParser(page.content).css_first(".typed-key").text()
    member.post(answer["Location"], {"code": code_of(shown)})
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_what_was_sent_before_is_done_after(member: Client, user: User):
    asked = member.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})["Location"]
    assert asked.startswith(PAGE)
    member.post(asked, {"next": "/accounts/email/"})
    assert member.post(PAGE, {"code": mailed_code(), "next": "/accounts/email/"})["Location"] == (
        "/accounts/confirm-email/"
    )
    assert mail.outbox[-1].to == ["new@example.org"]


def test_password_can_be_set_then_and_takes_the_place_of_codes(member: Client, user: User):
    assert prove(member, "/accounts/password/set/") == "/accounts/password/set/"
    member.post("/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    elsewhere = Client()
    elsewhere.force_login(user)
    assert elsewhere.get(PAGE)["Location"].startswith("/accounts/reauthenticate/")
    assert elsewhere.get("/accounts/export/")["Location"].startswith("/accounts/reauthenticate/?")


def test_it_holds_for_five_minutes(member: Client, time_machine):
    time_machine.move_to(timezone.now())
    prove(member)
    assert member.get("/accounts/export/").status_code == 200
    time_machine.shift(301)
    assert member.get("/accounts/export/").status_code == 302


def test_wrong_codes_end_it(member: Client, user: User):
    member.post(PAGE)
    right = mailed_code()
    for _ in range(2):
        assert "not the code" in said(member.post(PAGE, {"code": "AAAA-AAAA"}))
    member.post(PAGE, {"code": "AAAA-AAAA"})
    member.post(PAGE, {"code": right})
    assert member.get("/accounts/export/").status_code == 302
    rejected = AuditEntry.objects.filter(verb="code_rejected", subject_id=str(user.pk))
    assert [entry.details["last_attempt"] for entry in rejected.order_by("number")] == [False, False, True]


def test_codes_are_few_and_count_apart_from_those_to_sign_in(member: Client, user: User):
    for _ in range(5):
        member.post(PAGE)
    assert len(mail.outbox) == 3
    assert "Too many codes" in said(member.post(PAGE, follow=True))
    Client().post("/accounts/login/code/", {"email": user.email})
    assert len(mail.outbox) == 4


def test_code_to_sign_in_is_none_to_confirm_with_and_the_other_way_round(member: Client, user: User):
    member.post(PAGE)
    confirming = mailed_code()
    other = Client()
    other.post("/accounts/login/code/", {"email": user.email})
    member.post(PAGE, {"code": mailed_code()})
    other.post("/accounts/login/code/confirm/", {"code": confirming})
    assert member.get("/accounts/export/").status_code == 302
    assert not UserSession.objects.filter(session_key=other.session.session_key or "").exists()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/"])
def test_it_leads_nowhere_else(member: Client, address: str):
    assert "evil" not in prove(member, address)


def test_strangers_sign_in_first(client: Client):
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")
