"""What caches may keep is the same for everyone; what is anyone's own, none may keep, by whatever address."""

import re

import pytest

from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import PASSWORD, Stage

PUBLIC = [
    "/",
    "/news/",
    "/latest/",
    "/archive/",
    "/search/?q=bridge",
    "/feed/",
    "/feeds/",
    "/sitemap.xml",
    "/saved/",
    "/notifications/",
    "/nowhere/",
]
OWN = ["", "me/", "profile/", "email/", "sessions/", "2fa/", "password/change/", "logout/", "reauthenticate/", "saved/"]
NAME = "Marisol Quill"


@pytest.fixture(scope="module")
def owner(site: Stage) -> Browser:
    site.person("kept@example.org", display_name=NAME)
    owner = site.browser("127.3.1.1")
    owner.sign_in("kept@example.org", PASSWORD)
    assert NAME in owner.get("/accounts/me/").text
    return owner


def stranger(site: Stage) -> Browser:
    """Through a cache, perhaps: with cookies of nobody."""
    return site.browser("127.3.1.2")


def may_be_kept(answer: Answer) -> bool:
    return "no-store" not in answer["cache-control"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_the_same_bytes_for_everyone(address, site, owner):
    anonymous, signed_in = stranger(site).get(address), owner.get(address)
    assert anonymous.body == signed_in.body
    unvarying = {name: value for name, value in anonymous.headers.items() if name != "date"}
    assert unvarying == {name: value for name, value in signed_in.headers.items() if name != "date"}
    for answer in (anonymous, signed_in):
        assert answer["set-cookie"] == ""
        assert "cookie" not in answer["vary"].lower()
        assert "csrfmiddlewaretoken" not in answer.text
        assert NAME not in answer.text


def test_own_pages_are_kept_by_nobody(site, owner):
    opened = 0
    for page in OWN:
        mine, theirs = owner.get(f"/accounts/{page}"), stranger(site).get(f"/accounts/{page}")
        assert "no-store" in mine["cache-control"], page
        assert "no-store" in theirs["cache-control"], page
        assert NAME not in theirs.text
        opened += mine.status == 200
    assert opened >= 6
    assert "no-store" in stranger(site).get("/admin/")["cache-control"]


DECEPTIONS = """
    /accounts/x.css /accounts/me/x.css /accounts/me/nothing.jpg /accounts/profile/x.js /accounts/email/..%2fx.css
    /accounts/me.css /accounts/me;x.jpg /accounts/me/;x.jpg /accounts/me%3bx.css /accounts/me%2f /accounts%2fme%2f
    /accounts/me/%2e%2e/x.css /accounts/..;/ /accounts/..;/accounts/me/ /static/..;/accounts/me/
    /static/..%2faccounts/me/ /static/%2e%2e/accounts/me/ /static/../accounts/me/ /media/..%2faccounts%2fme/
    /media/../accounts/me/ //accounts/me/ ///accounts/me/ /./accounts/me/ /x/../accounts/me/ /%61ccounts/me/
    /accounts/me/%00.css /accounts/me/%0a.css /accounts/me/%23.css /accounts/me/%3f.css /accounts/me/?x.css
    /accounts/me/?cache=x.jpg /ACCOUNTS/ME/ /Accounts/me/ /accounts//me/ /accounts/me// /accounts\\me/
    /accounts/me/.css /accounts/me/index.html /favicon.ico/../accounts/me/ /robots.txt/..;/accounts/me/
""".split()


@pytest.mark.parametrize("address", DECEPTIONS)
def test_an_address_that_looks_like_a_file_shows_nothing_of_ones_own(address, owner):
    answer = owner.get(address)
    assert answer.status < 500
    assert not may_be_kept(answer) or NAME not in answer.text
    if answer.status == 200:
        assert "no-store" in answer["cache-control"]


UNKEYED = {
    "X_Forwarded_Host": "evil.example",
    "X_Forwarded_Scheme": "nothttps",
    "X_Original_URL": "/admin/",
    "X_Rewrite_URL": "/accounts/me/",
    "X_HTTP_Method_Override": "POST",
    "X_Method_Override": "DELETE",
    "Accept_Language": "xx-evil",
    "User_Agent": "<script>evil",
    "Referer": "https://evil.example/",
    "Origin": "https://evil.example",
    "Range": "bytes=0-0",
    "X_Requested_With": "XMLHttpRequest",
    "Accept": "application/json",
}


@pytest.mark.parametrize("header", UNKEYED)
def test_headers_that_caches_do_not_look_at_change_nothing(header, site):
    for page in ("/", "/latest/", "/feed/", "/accounts/login/x.css"):
        plain, poisoned = stranger(site).get(page), stranger(site).get(page, **{header: UNKEYED[header]})
        assert (poisoned.status, poisoned.body) == (plain.status, plain.body), page
        assert "evil" not in str(poisoned.headers)


def test_the_body_of_a_get_is_not_read(site):
    for page in ("/search/", "/latest/"):
        plain = stranger(site).get(page)
        fat = stranger(site).request("GET", page, b"q=evil&page=2", Content_Type="application/x-www-form-urlencoded")
        assert fat.body == plain.body
    assert stranger(site).get("/search/?q=bridge").body != stranger(site).get("/search/?q=budget").body


def test_pages_with_a_token_are_kept_by_nobody(site):
    for page in ("login/", "signup/", "login/code/", "password/reset/"):
        answer = stranger(site).get(f"/accounts/{page}")
        assert re.search("csrfmiddlewaretoken", answer.text)
        assert "no-store" in answer["cache-control"]


def test_a_draft_is_shown_to_the_desk_and_kept_by_nobody(site):
    draft = site.ask("article", "A kettle nobody knows of", is_published=False)
    email, editor = site.person("previews@example.org", is_staff=True, is_superuser=True), site.browser("127.3.2.1")
    site.sign_in_staff(editor, email)
    desk = f"/admin/articles/article/{draft['pk']}/"
    for address in (f"{desk}preview/", f"{desk}change/", "/admin/articles/article/"):
        mine, theirs = editor.get(address), stranger(site).get(address)
        assert "A kettle nobody knows of" in mine.text, address
        assert (theirs.status, "kettle" in theirs.text) == (302, False), address
        for answer in (mine, theirs):
            assert "no-store" in answer["cache-control"], address
    # By its own address, the desk sees what everyone sees.
    assert editor.get(draft["address"]).body == stranger(site).get(draft["address"]).body
    for address in (*PUBLIC, draft["address"], "/search/?q=kettle", "/sitemap-news.xml"):
        assert "nobody knows" not in editor.get(address).text, address
