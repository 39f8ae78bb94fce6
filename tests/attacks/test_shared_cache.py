"""A cache that all readers share, before the site: it gives nobody another one's page, and no page somebody spoilt."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.attacks import shared_cache
from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import PASSWORD, Stage
from tests.attacks.test_caches import DECEPTIONS, NAME, OWN, UNKEYED

EMAIL = "cached@example.org"
PUBLIC = ["/", "/latest/", "/feed/", "/saved/", "/search/?q=bridge"]


@pytest.fixture(scope="module")
def port(https_site: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with shared_cache.before(https_site.port, tmp_path_factory.mktemp("nginx")) as port:
        yield port


def reader(port: int, **headers: str) -> Browser:
    browser = Browser(port, "127.0.0.1", Host="news.example", **headers)
    browser.origin = "https://news.example"
    return browser


@pytest.fixture(scope="module")
def owner(port: int, site: Stage) -> Browser:
    site.person(EMAIL, display_name=NAME)
    owner = reader(port, Referer="https://news.example/")
    owner.sign_in(EMAIL, PASSWORD)
    assert NAME in owner.get("/accounts/me/").text
    return owner


@pytest.fixture
def direct(https_site: Stage) -> Browser:
    """Past the cache: what a stranger is to see."""
    return Browser(https_site.port, Host="news.example", X_Forwarded_Proto="https", X_Forwarded_For="127.0.0.1")


def seen(answer: Answer) -> tuple[int, str, str]:
    """Without what differs each time."""
    varying = r'name="csrfmiddlewaretoken" value="\w+"|<lastBuildDate>.*?<|<updated>.*?<|nonce[-=]"?[\w-]+'
    return answer.status, answer.location, re.sub(varying, "", answer.text)


def noise() -> str:
    return f"noise={uuid4().hex}"


def noisy(page: str) -> str:
    """An address nobody asked for yet."""
    return f"{page}{'&' if '?' in page else '?'}{noise()}"


@pytest.mark.parametrize("page", PUBLIC)
def test_public_pages_come_from_the_cache(page, port):
    address = noisy(page)
    first, second = reader(port).get(address), reader(port).get(address)
    assert (first["x-cache"], second["x-cache"]) == ("MISS", "HIT")
    assert first.body == second.body


def test_whoever_is_signed_in_fills_the_cache_with_what_everyone_may_see(port, owner, direct):
    for page in PUBLIC:
        address = noisy(page)
        assert owner.get(address)["x-cache"] == "MISS"
        theirs = reader(port).get(address)
        assert theirs["x-cache"] == "HIT"
        assert seen(theirs) == seen(direct.get(address))
        assert theirs["set-cookie"] == ""


OWN_ADDRESSES = [f"/accounts/{page}" for page in OWN] + ["/admin/", "/accounts/login/", "/privacy-choices/"]


@pytest.mark.parametrize("address", [*OWN_ADDRESSES, *DECEPTIONS])
def test_nobody_gets_what_somebody_else_was_shown(address, port, owner, direct):
    owner.get(address)
    again = owner.get(address)
    stranger = reader(port)
    theirs = stranger.get(address)
    assert NAME not in theirs.text
    assert EMAIL not in theirs.text
    if address in OWN_ADDRESSES:
        assert "HIT" not in {again["x-cache"], theirs["x-cache"]}
    if theirs["x-cache"] == "HIT":
        assert "csrfmiddlewaretoken" not in theirs.text
        assert theirs["set-cookie"] == ""
    # nginx itself refuses what is no address at all.
    assert theirs.status == 400 or seen(theirs) == seen(direct.get(address))


@pytest.mark.parametrize("header", UNKEYED)
def test_no_header_spoils_a_page_for_the_next_reader(header, port, direct):
    for page in (*PUBLIC, "/nowhere/", "/accounts/login/x.css"):
        address = noisy(page)
        reader(port).get(address, **{header: UNKEYED[header]})
        assert seen(reader(port).get(address)) == seen(direct.get(address)), page


@pytest.mark.parametrize("host", ["evil.example", "news.example:444", "NEWS.example", "news.example.evil.example"])
def test_no_name_of_the_site_spoils_a_page_for_the_next_reader(host, port, direct):
    for page in PUBLIC:
        address = noisy(page)
        reader(port).get(address, Host=host)
        assert seen(reader(port).get(address)) == seen(direct.get(address)), page


def test_no_body_of_a_get_spoils_a_page_for_the_next_reader(port, direct):
    for page in ("/search/", "/latest/", "/"):
        address = noisy(page)
        reader(port).request("GET", address, b"q=evil&page=2", Content_Type="application/x-www-form-urlencoded")
        assert seen(reader(port).get(address)) == seen(direct.get(address)), page


def test_no_other_method_spoils_a_page_for_the_next_reader(port, direct):
    for method in ("HEAD", "OPTIONS", "POST", "PURGE", "TRACE", "PROPFIND"):
        address = noisy("/latest/")
        reader(port).request(method, address, b"" if method == "HEAD" else b"a=b")
        assert seen(reader(port).get(address)) == seen(direct.get(address)), method


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=bridge&q=evil",
        "/search/?q=bridge;q=evil",
        "/search/?q=evil%26q=bridge",
        "/search/?utm_source=x&q=bridge",
        "/search/%3fq=evil",
        "/search/?q=bridge%00evil",
        "/search/?q=bridge#evil",
        "/latest/?page=1%20",
        "/latest/?page=-1",
        "/latest/?PAGE=2",
        "/latest//?page=2",
        "/latest/./?page=2",
        "/news/..%2flatest/",
        "/%6catest/",
        "/latest%2f",
        "/LATEST/",
    ],
)
def test_what_one_address_shows_is_kept_for_that_address_alone(address, port, direct):
    plain = direct.get("/search/?q=bridge") if "search" in address else direct.get("/latest/")
    first, second = reader(port).get(address), reader(port).get(address)
    assert first.status == 400 or seen(first) == seen(second) == seen(direct.get(address))
    base = "/search/?q=bridge" if "search" in address else "/latest/"
    assert seen(reader(port).get(base)) == seen(plain)


def test_a_page_that_sets_a_cookie_is_kept_by_nobody(port):
    for page in ("login/", "signup/", "login/code/", "password/reset/"):
        tokens = []
        for _time in range(2):
            browser = reader(port)
            answer = browser.get(f"/accounts/{page}")
            assert answer["x-cache"] != "HIT"
            tokens.append(browser.cookies["__Host-csrf"])
        assert tokens[0] != tokens[1]


def test_a_draft_that_the_desk_looked_at_is_in_no_cache(port, site):
    draft = site.ask("article", "A drum nobody knows of", is_published=False)
    email, editor = site.person("previews-cached@example.org", is_staff=True, is_superuser=True), reader(port)
    site.sign_in_staff(editor, email)
    for address in (f"/admin/articles/article/{draft['pk']}/preview/", "/admin/articles/article/"):
        for _time in range(2):
            assert "A drum nobody knows of" in editor.get(address).text
        assert "nobody knows" not in reader(port).get(address).text


def test_an_article_that_its_commenter_reads_is_everyones(port, site, owner, direct):
    article = site.ask("article", "The bridge opens")
    site.ask("comment", article["pk"], EMAIL, "At last, it opens.")
    assert owner.get(article["address"])["x-cache"] == "MISS"
    theirs = reader(port).get(article["address"])
    assert theirs["x-cache"] == "HIT"
    assert "At last, it opens." in theirs.text
    assert seen(theirs) == seen(direct.get(article["address"]))
