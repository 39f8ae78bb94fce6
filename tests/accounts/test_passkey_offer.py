"""A passkey, offered to readers who come again and never in the way."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from accounts import passkey_offer
from accounts.models import User
from tests.conftest import Published, account

OFFER = "/accounts/2fa/offer/"
ARTICLE = "/news/council-votes-on-the-bridge/"
WORDS = "Make a passkey"


@pytest.fixture(autouse=True)
def _site_with_a_name(settings: LazySettings, db: None) -> None:
    cache.clear()
    settings.SITE_URL = "http://localhost:8000"


@pytest.fixture
def known(reader: User) -> User:
    reader.confirm_email()
    return reader


def sign_in(user: User, following: str = ARTICLE) -> tuple[Client, str]:
    browser = Client(HTTP_HOST="localhost:8000")
    sent = {"login": user.email, "password": "correct horse battery", "next": following}
    answer = browser.post("/accounts/login/", sent)
    assert answer.status_code == 302
    return browser, answer["Location"]


def came_again(user: User) -> None:
    sign_in(user)


def test_first_time_nothing_is_offered(known: User):
    browser, address = sign_in(known)
    assert address == ARTICLE
    for _page in range(3):
        assert WORDS not in browser.get("/accounts/").text
    assert browser.get(f"{OFFER}?next={ARTICLE}")["Location"] == ARTICLE


def test_second_time_it_is_offered_once_on_the_way(known: User):
    came_again(known)
    browser, address = sign_in(known)
    assert address == f"{OFFER}?next=%2Fnews%2Fcouncil-votes-on-the-bridge%2F"
    page = browser.get(address).text
    assert WORDS in page
    assert f'href="{ARTICLE}"' in page
    again, address = sign_in(known)
    assert address == ARTICLE
    assert WORDS in again.get("/accounts/").text


def test_not_now_leads_on_and_is_remembered(known: User):
    came_again(known)
    browser, _address = sign_in(known)
    assert browser.post(OFFER, {"next": ARTICLE})["Location"] == ARTICLE
    assert WORDS not in browser.get("/accounts/").text
    assert sign_in(known)[1] == ARTICLE


def test_it_leads_to_no_other_site(known: User):
    came_again(known)
    browser, _address = sign_in(known)
    assert browser.post(OFFER, {"next": "https://elsewhere.example/"})["Location"] == "/accounts/"


@pytest.mark.parametrize("following", ["/accounts/", "/admin/", f"{ARTICLE}#comments", "comment"])
def test_nobody_is_held_up_on_the_way_to_a_comment_or_the_account(known: User, published: Published, following: str):
    came_again(known)
    following = f"/comments/{published().pk}/write/" if following == "comment" else following
    assert sign_in(known, following)[1] == following


def test_who_has_one_is_not_asked(known: User):
    came_again(known)
    Authenticator.objects.create(user=known, type=Authenticator.Type.WEBAUTHN, data={})
    assert passkey_offer.is_due(known) is False


def test_nobody_of_the_desk_is_asked():
    user = account("desk@example.org", is_staff=True)
    user.confirm_email()
    for _visit in range(2):
        sign_in(user)
    assert passkey_offer.is_due(user) is False


@pytest.mark.parametrize(
    ("site", "is_https", "works"),
    [
        ("https://news.example", True, True),
        ("http://localhost:8000", False, True),
        ("http://news.example", False, False),
        ("http://127.0.0.1:8000", False, False),
        ("https://192.0.2.7", True, False),
        ("https://[2001:db8::1]", True, False),
    ],
)
def test_only_where_browsers_can_make_one(settings: LazySettings, site: str, is_https: bool, works: bool):
    settings.SITE_URL, settings.IS_HTTPS = site, is_https
    assert passkey_offer.works_here() is works


def test_strangers_sign_in_first(client: Client):
    assert client.get(OFFER)["Location"] == f"/accounts/login/?next={OFFER}"
    assert client.post(OFFER).status_code == 302
