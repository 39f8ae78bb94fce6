"""The address that ends mails with one click: what opens it, what does not, and what it takes."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.attacks.browser import Browser
from tests.attacks.stage import Stage

ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"
HEAD = re.compile(r"^List-Unsubscribe: <(http\S+)>$", re.MULTILINE)
Mailed = Callable[[str], str]


@pytest.fixture
def mailed(site: Stage, request: pytest.FixtureRequest) -> Mailed:
    """The path in a mail to somebody who was answered."""
    site.ask("minutes_pass", 10_000)
    site.ask("mails_are_sent")
    article = site.ask("article", f"About {request.node.name}")["pk"]
    site.person(f"{request.node.name}@answering.example", display_name="Answering")

    def mail(email: str) -> str:
        said = site.ask("stands", article, site.person(email, display_name="Answered"))
        site.ask("answers", said, f"{request.node.name}@answering.example")
        site.ask("minutes_pass", 10)
        (found,) = HEAD.findall(site.ask("mails", email)[-1])
        return urlsplit(found).path

    return mail


def click(site: Stage, path: str, **headers: str) -> int:
    """As a mail program does: no cookie, no token, from anywhere."""
    program = Browser(site.port, "127.9.9.9")
    answer = program.request("POST", path, ONE_CLICK, **{"Content_Type": FORM, **headers})
    assert program.cookies == {}
    return answer.status


def test_one_click_of_a_mail_program_ends_them_also_twice(site, mailed):
    path = mailed("clicking@example.org")
    for _twice in range(2):
        assert click(site, path) == 200
        assert site.ask("choices", "clicking@example.org") == [["never", "at_once"]]
    assert click(site, path, Origin="https://mail.example", Sec_Fetch_Site="cross-site") == 200
    assert click(site, path, Content_Type="multipart/form-data; boundary=x") == 200


def test_what_looks_through_mails_changes_nothing(site, mailed):
    path = mailed("scanned@example.org")
    for method in ("GET", "HEAD", "OPTIONS", "GET", "PUT", "DELETE"):
        site.browser().request(method, path, User_Agent="LinkScanner/1.0", Sec_Purpose="prefetch")
        site.browser().request(method, f"{path}?List-Unsubscribe=One-Click", User_Agent="LinkScanner/1.0")
    assert site.ask("choices", "scanned@example.org") == []
    page = site.browser().get(path)
    assert (page.status, page["cache-control"], page["set-cookie"]) == (200, "no-store", "")
    assert "scanned@example.org" not in page.text


def test_an_address_is_of_one_person_and_one_kind(site, mailed):
    mine, theirs = mailed("mallory@example.org"), mailed("victim@example.org")
    (own, signature), (other, _other_signature) = (path.split("/")[-2].rsplit(".", 1) for path in (mine, theirs))
    forged = [
        f"{other}.{signature}",
        f"{own.replace('replies', 'both')}.{signature}",
        f"{own.replace('replies-0', 'thread-1')}.{signature}",
        f"{own}.{signature.swapcase()}",
        f"{own}.",
        own,
        f"{other}.{signature}.{signature}",
        f"0{own}.{signature}",
        f"{own}%0a.{signature}",
    ]
    for token in forged:
        assert click(site, f"/comments/unsubscribe/{token}/") == 404, token
    assert site.ask("choices", "victim@example.org") == []
    assert site.ask("choices", "mallory@example.org") == []
    assert click(site, mine) == 200
    assert site.ask("choices", "victim@example.org") == []


def test_whoever_is_signed_in_ends_only_the_mails_of_whom_it_names(site, mailed):
    path = mailed("passed-on@example.org")
    browser = site.browser()
    site.person("reading@example.org", display_name="Reading")
    browser.sign_in("reading@example.org", "a river runs through it")
    assert browser.request("POST", path, ONE_CLICK, Content_Type=FORM).status == 200
    assert site.ask("choices", "reading@example.org") == []
    assert site.ask("choices", "passed-on@example.org") == [["never", "at_once"]]


def test_it_opens_nothing_else(site, mailed):
    browser = site.browser()
    browser.request("POST", mailed("opening@example.org"), ONE_CLICK, Content_Type=FORM)
    assert not browser.is_signed_in
    assert browser.get("/comments/mail/").status == 302


def test_the_thread_alone_is_muted_by_its_own_address(site, mailed):
    mailed("muting@example.org")
    body = site.ask("mails", "muting@example.org")[-1]
    addresses = {urlsplit(found).path for found in re.findall(r"http[^\s\"<>]+/comments/unsubscribe/[\w.-]+/", body)}
    (thread,) = (path for path in addresses if "-thread-" in path)
    site.browser().get(thread)
    assert site.ask("choices", "muting@example.org") == []
    assert click(site, thread) == 200
    assert len(site.ask("choices", "muting@example.org")) == 1


def test_after_the_account_is_gone_it_does_nothing(site, mailed):
    path = mailed("left-us@example.org")
    site.ask("erase", "left-us@example.org")
    before = site.ask("count", "comments.MailChoice")
    assert click(site, path) == 200
    assert site.ask("count", "comments.MailChoice") == before
