"""Nobody learns from an answer who has an account here. How long it takes: tests/benchmarks/sign_in_timing.py."""

import hashlib
import re

import pytest

from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import PASSWORD, Stage

KNOWN, UNKNOWN = "known@example.org", "stray@example.org"
VARYING = {"date", "expires", "etag", "set-cookie", "content-length"}


@pytest.fixture(scope="module")
def known(site: Stage) -> str:
    site.person("sealed@example.org", None)  # signs in by mailed code alone
    site.person("gone@example.org", is_active=False)
    return site.person(KNOWN)


def shape(answer: Answer, email: str) -> tuple[int, dict[str, list[str]], str]:
    """An answer without what differs each time: the address that was typed, tokens, times."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text).replace(email, "someone@example.org")
    headers = {name: values for name, values in answer.headers.items() if name not in VARYING}
    cookies = sorted(line.partition("=")[0] for line in answer.headers.get("set-cookie", []))
    return answer.status, {**headers, "cookies": cookies}, text


def walked(browser: Browser, email: str, steps: list[tuple[str, dict[str, str]]]) -> list[object]:
    """Each step, and the page it leads to."""
    browser.token()
    shapes: list[object] = []
    for address, fields in steps:
        answer = browser.post(address, {name: value.format(email=email) for name, value in fields.items()})
        shapes.append(shape(answer, email))
        if answer.location:
            shapes.append(shape(browser.get(answer.location), email))
    return shapes


DOORS = {
    "password": [("/accounts/login/", {"login": "{email}", "password": "wrong, wrong, wrong"})],
    "code": [
        ("/accounts/login/code/", {"email": "{email}"}),
        *[("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"})] * 3,
    ],
    "resent code": [
        ("/accounts/login/code/", {"email": "{email}"}),
        ("/accounts/login/code/confirm/", {"action": "resend"}),
    ],
    "reset": [
        ("/accounts/password/reset/", {"email": "{email}"}),
        *[("/accounts/password/reset/confirm/", {"code": "AAAA-AAAA"})] * 3,
    ],
    "sign-up": [
        ("/accounts/signup/", {"email": "{email}", "password1": PASSWORD}),
        *[("/accounts/confirm-email/", {"code": "AAAA-AAAA"})] * 3,
    ],
    "sign-up by passkey": [("/accounts/signup/passkey/", {"email": "{email}"})],
    "a password that is too weak": [("/accounts/signup/", {"email": "{email}", "password1": "short"})],
}


@pytest.mark.parametrize("door", DOORS)
def test_answers_are_the_same_for_known_and_unknown(door, site, known):
    others = [KNOWN, "sealed@example.org", "gone@example.org"]
    # A new one each time: signing up makes it known.
    unknown = f"{door.replace(' ', '-')}-{UNKNOWN}"
    expected = walked(site.browser("127.8.1.1"), unknown, DOORS[door])
    for number, email in enumerate(others):
        site.ask("forget_limits")
        assert walked(site.browser(f"127.8.1.{number + 2}"), email, DOORS[door]) == expected, email


def test_strangers_are_written_to_by_nobody(site, known):
    browser = site.browser("127.8.2.1")
    before = site.ask("count", "accounts.OutgoingMail")
    browser.post("/accounts/login/code/", {"email": "nobody@example.net"})
    site.browser("127.8.2.2").post("/accounts/password/reset/", {"email": "nobody@example.net"})
    assert site.ask("mails", "nobody@example.net") == []
    assert site.ask("count", "accounts.OutgoingMail") == before + 2  # written all the same, to nobody
    assert site.ask("recipients")[-2:] == [[], []]


def test_guesses_are_answered_the_same_once_they_are_too_many(site, known):
    texts = []
    for number, email in enumerate((KNOWN, f"never-{UNKNOWN}")):
        browser = site.browser(f"127.8.3.{number + 1}")
        texts.append([shape(browser.sign_in(email, f"guess {guess}"), email) for guess in range(7)])
    assert texts[0] == texts[1]


def test_only_bylines_are_public(site):
    number = site.ask("person", "hidden@example.org", PASSWORD, display_name="Hidden Reporter")
    browser = site.browser()
    addresses = [
        "/?author=1",
        f"/?author={number}",
        f"/author/{number}/",
        "/author/hidden-reporter/",
        "/author/hidden/",
    ]
    for address in addresses:
        answer = browser.get(address)
        assert "Hidden Reporter" not in answer.text
        assert answer.status in {200, 404}
        assert not answer.location
    for address in (
        "/feed/",
        "/feed/atom/",
        "/sitemap.xml",
        "/sitemap-authors-1.xml",
        "/search/?q=hidden",
        "/archive/",
    ):
        text = browser.get(address).text
        assert "Hidden Reporter" not in text
        assert "hidden@example.org" not in text
    for address in ("/wp-json/wp/v2/users", "/wp-json/wp/v2/users/1", "/xmlrpc.php", "/wp-login.php", "/api/users/"):
        assert browser.get(address).status == 404


def test_no_picture_tells_who_has_an_account(site):
    """Nor which address it is of: some sites name pictures by a hash of it."""
    email = "Faceless@Example.org"
    number = site.ask("person", email.lower(), PASSWORD, display_name="Faceless", pk=777_000_111)
    browser = site.browser()
    pages = []
    for pk in (number, 777_000_222):
        answer = browser.get(f"/media/portraits/{pk}/abc.webp")
        pages.append((answer.status, answer.text.replace(str(pk), "number")))
    assert pages[0] == pages[1]
    assert pages[0][0] == 404
    article = site.ask("article", "A face in the crowd")
    site.ask("comment", article["pk"], email.lower(), "I was there.")
    page = browser.get(article["address"]).text
    assert "I was there." in page
    for spelled in (email, email.lower()):
        assert spelled not in page
        for name in ("md5", "sha1", "sha256", "sha512"):
            assert hashlib.new(name, spelled.encode(), usedforsecurity=False).hexdigest()[:16] not in page


def test_whoever_has_no_byline_is_no_author(site):
    """By whatever slug their name or address would make; those who comment are none either."""
    number = site.ask("person", "quiet.reader@example.org", PASSWORD, display_name="Quiet Reader")
    article = site.ask("article", "A quiet day")
    site.ask("comment", article["pk"], "quiet.reader@example.org", "So quiet.")
    browser = site.browser()
    nowhere = browser.get("/author/no-such-person-at-all/")
    for slug in ("quiet-reader", "quietreader", "quiet.reader", "quiet-reader-example-org", str(number)):
        for page in ("", "feed/", "feed/json/", "feed/atom/"):
            answer = browser.get(f"/author/{slug}/{page}")
            assert (answer.status, answer.location) == (404, nowhere.location), (slug, page)
    for page in ("/sitemap.xml", "/sitemap-authors-1.xml", "/feed/", "/feed/json/", "/search/?q=Quiet+Reader"):
        assert "uiet-reader" not in browser.get(page).text
