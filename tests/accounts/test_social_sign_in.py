"""Signing in by another site's word, over real HTTP: a stand-in that speaks OpenID Connect."""

from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from newsroom import sign_in_settings
from tests.accounts.openid_site import Pair, site_and_provider
from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import PASSWORD

CODE_PAGE, CONNECTED = "/accounts/confirm-email/", "/accounts/3rdparty/"
NAME_PAGE = "/accounts/profile/name/?next=%2Fsaved%2F"


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Answers with the redirect itself."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with site_and_provider(tmp_path_factory.mktemp("openid")) as pair:
        yield pair


@pytest.fixture
def guest(pair: Pair) -> Browser:
    pair.site.ask("forget_limits")
    return pair.site.browser()


def person(pair: Pair, name: str, **claims: object) -> str:
    email = f"{name}@example.org"
    pair.provider.person = {"sub": name, "email": email, "email_verified": True, "name": name.title(), **claims}
    return email


def ask(guest: Browser, page: str = "/accounts/login/?next=/saved/") -> str:
    """Presses the button. Returns where the provider asks."""
    tree = LexborHTMLParser(guest.get(page).body)
    (address,) = [form.attributes["action"] or "" for form in tree.css("main form[action*='/openid/']")]
    answer = guest.post(address, {})
    assert answer.status == 302
    return answer.location


def answered(location: str, answer: str = "yes") -> str:
    """Says yes or no at the provider. Returns the address on our site that follows."""
    said = Request(location, urlencode({"answer": answer}).encode())  # noqa: S310  # on this machine
    try:
        build_opener(Stay).open(said)
    except OSError as redirect:
        parts = urlsplit(redirect.headers["Location"])
        return f"{parts.path}?{parts.query}"
    raise AssertionError("The provider leads nowhere.")


def come_from_provider(guest: Browser, page: str = "/accounts/login/?next=/saved/") -> Answer:
    return guest.get(answered(ask(guest, page)))


def test_new_reader_proves_the_address_once_and_comes_back_without(pair: Pair, guest: Browser):
    email = person(pair, "newcomer")
    assert come_from_provider(guest).location == CODE_PAGE
    assert not guest.is_signed_in
    (code,) = set(pair.site.ask("codes", email))
    assert guest.post(CODE_PAGE, {"code": code}).location == NAME_PAGE
    assert guest.is_signed_in
    later = pair.site.browser()
    assert come_from_provider(later).location == "/saved/"
    assert later.is_signed_in


@pytest.mark.parametrize("claims", [{}, {"email_verified": False}])
def test_provider_cannot_take_over_an_account_by_its_address(pair: Pair, guest: Browser, claims: dict[str, object]):
    email = person(pair, f"owner-{len(claims)}", **claims)
    pair.site.person(email)
    assert come_from_provider(guest).location == CODE_PAGE
    assert not guest.is_signed_in
    assert pair.site.ask("codes", email) == []
    (mail,) = pair.site.ask("mails", email)
    assert "already" in mail
    assert come_from_provider(pair.site.browser()).location != "/saved/"


def test_strangers_and_owners_of_an_account_see_the_same_page(pair: Pair, guest: Browser):
    pair.site.person(person(pair, "known"))
    pages = []
    for name in ("known", "stranger"):
        other, email = pair.site.browser(), person(pair, name)
        come_from_provider(other)
        text = LexborHTMLParser(other.get(CODE_PAGE).body).css_first("main")
        for secret in text.css("input[name=csrfmiddlewaretoken]"):
            secret.decompose()
        pages.append((text.html or "").replace(email, "ADDRESS"))
    assert pages[0] == pages[1]


def test_owner_connects_the_provider_and_signs_in_by_it(pair: Pair, guest: Browser):
    email = person(pair, "member")
    pair.site.person(email, PASSWORD)
    guest.sign_in(email, PASSWORD)
    assert come_from_provider(guest, CONNECTED).location == "/accounts/reauthenticate/"
    assert guest.post("/accounts/reauthenticate/", {"password": PASSWORD}).location == CONNECTED
    assert "The Guild" in LexborHTMLParser(guest.get(CONNECTED).body).css_first("#id_account").text()
    other = pair.site.browser()
    come_from_provider(other)
    assert other.is_signed_in
    (choice,) = LexborHTMLParser(guest.get(CONNECTED).body).css("#id_account input")
    assert guest.post(CONNECTED, {"account": choice.attributes["value"] or ""}).location == CONNECTED
    assert "None yet" in guest.get(CONNECTED).text
    assert come_from_provider(pair.site.browser()).location == CODE_PAGE


def test_last_way_in_cannot_be_given_up(pair: Pair, guest: Browser):
    email = person(pair, "passwordless")
    come_from_provider(guest)
    guest.post(CODE_PAGE, {"code": pair.site.ask("codes", email)[-1]})
    page = LexborHTMLParser(guest.get(CONNECTED).body)
    (choice,) = page.css("#id_account input")
    answer = LexborHTMLParser(guest.post(CONNECTED, {"account": choice.attributes["value"] or ""}).body)
    assert "no password" in answer.css_first("[data-problems] a[href='#id_account']").text()
    assert len(answer.css("#id_account input")) == 1


def test_who_turns_back_is_not_signed_in(pair: Pair, guest: Browser):
    person(pair, "waverer")
    answer = guest.get(answered(ask(guest), "no"))
    assert answer.location == "/accounts/3rdparty/login/cancelled/"
    assert "You turned back" in guest.get(answer.location).text
    assert not guest.is_signed_in


def test_answer_that_this_browser_did_not_ask_for_is_refused(pair: Pair, guest: Browser):
    person(pair, "stolen")
    victim = pair.site.browser()
    asked = answered(ask(guest))
    for address in (asked, asked.replace("state=", "state=x"), asked.partition("&state")[0]):
        answer = victim.get(address)
        assert "That did not work" in answer.text
        assert not victim.is_signed_in


def test_code_is_good_for_one_browser_and_once(pair: Pair, guest: Browser):
    email = person(pair, "once")
    address = answered(ask(guest))
    guest.get(address)
    before = pair.site.ask("codes", email)
    assert "That did not work" in guest.get(address).text
    assert pair.site.ask("codes", email) == before


def test_form_may_lead_to_the_provider_and_no_further(pair: Pair, guest: Browser):
    (policy,) = guest.get("/accounts/login/").headers["content-security-policy"]
    (rule,) = [part.strip() for part in policy.split(";") if "form-action" in part]
    assert rule.split() == ["form-action", "'self'", pair.provider.url]


def test_nothing_is_asked_of_the_provider_by_looking(pair: Pair, guest: Browser):
    pair.provider.asked.clear()
    answer = guest.get("/accounts/oidc/openid/login/?process=login")
    assert answer.status == 200
    assert "The Guild will ask you" in answer.text
    assert pair.provider.asked == []


def test_without_variables_there_are_no_buttons(client: Client, db: None):
    page = client.get("/accounts/login/").content.decode()
    assert "Continue with" not in page
    assert client.get("/accounts/oidc/openid/login/").status_code == 404


def read(**variables: str) -> dict[str, object]:
    env = environ.Env()
    env.ENVIRON = variables
    return sign_in_settings.read(env, is_https=True)


COMPLETE = {
    "google": {"GOOGLE_CLIENT_ID": "a", "GOOGLE_CLIENT_SECRET": "b"},
    "facebook": {"FACEBOOK_CLIENT_ID": "a", "FACEBOOK_CLIENT_SECRET": "b"},
    "twitter_oauth2": {"X_CLIENT_ID": "a", "X_CLIENT_SECRET": "b"},
    "apple": {"APPLE_CLIENT_ID": "a", "APPLE_TEAM_ID": "b", "APPLE_KEY_ID": "c", "APPLE_PRIVATE_KEY": "d"},
    "openid_connect": {
        "OPENID_URL": "https://id.example/realm",
        "OPENID_CLIENT_ID": "a",
        "OPENID_CLIENT_SECRET": "b",
    },
}


@pytest.mark.parametrize("provider", COMPLETE)
def test_provider_is_on_with_all_its_variables_and_half_of_them_are_an_error(provider: str):
    assert read()["SOCIALACCOUNT_PROVIDERS"] == {}
    settings = read(**COMPLETE[provider])
    assert list(settings["SOCIALACCOUNT_PROVIDERS"]) == [provider]
    assert settings["SOCIAL_APPS"] == [f"allauth.socialaccount.providers.{provider}"]
    assert len(settings["SOCIAL_ORIGINS"]) == 1
    for name in COMPLETE[provider]:
        with pytest.raises(ImproperlyConfigured, match=name):
            read(**{key: value for key, value in COMPLETE[provider].items() if key != name})


def test_provider_over_an_open_line_is_refused():
    with pytest.raises(ImproperlyConfigured, match="https"):
        read(**COMPLETE["openid_connect"] | {"OPENID_URL": "http://id.example"})
    assert read(**COMPLETE["openid_connect"])["SOCIAL_ORIGINS"] == ["https://id.example"]
