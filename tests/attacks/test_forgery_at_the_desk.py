"""What another site can make a moderator's browser send, and that nothing comes of it."""

import pytest

from tests.attacks.browser import Browser
from tests.attacks.stage import Stage
from tests.attacks.test_forgery import EVIL, FORGERIES

DESK = "/admin/comments/moderation/"
NOTED = ["comments.Decision", "comments.Sanction", "comments.Appeal", "comments.Comment", "comments.Rules"]
Doors = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def comment(site: Stage) -> int:
    article = site.ask("article", "A desk to be forged")["pk"]
    site.person("at-the-desk@example.org", display_name="Somebody")
    return int(site.ask("says", article, "at-the-desk@example.org", status="pending"))


@pytest.fixture(scope="module")
def moderator(site: Stage) -> Browser:
    ((_email, cookies),) = site.ask("moderators", ["forged-desk@example.org"]).items()
    browser = site.browser("127.5.2.1")
    browser.cookies = cookies
    assert browser.get(DESK).status == 200
    return browser


@pytest.fixture(scope="module")
def doors(site: Stage, comment: int) -> Doors:
    site.ask("rule")  # or the first page that asks for them makes them
    article, user = site.ask("as_it_is", comment, "article", "user")
    act = site.ask("put", [comment], "approved", "forged-desk@example.org")
    act = site.ask("put", [comment], "pending", "forged-desk@example.org") or act
    reason = str(site.ask("first_reason"))
    return {
        f"{DESK}decide/": {"verb": "approve", "number": str(comment)},
        f"{DESK}decide/?all": {"verb": "reject", "reason": reason, "everything": "on", "last": "999999"},
        f"{DESK}undo/": {"act": act},
        f"{DESK}claim/": {"number": str(comment)},
        f"{DESK}reply/{comment}/": {"text": "Forged."},
        f"{DESK}discussions/{article}/withhold/": {"note": "Forged."},
        f"{DESK}discussions/{article}/close/": {"note": "Forged."},
        f"{DESK}readers/{user}/sanction/": {"kind": "ban", "words": "Forged."},
        f"{DESK}readers/{user}/note/": {"text": "Forged."},
        "/admin/comments/rules/add/": {"mode": "after", "_save": ""},
        f"/admin/comments/comment/{comment}/change/": {"status": "approved", "_save": ""},
        "/admin/comments/comment/": {"action": "approve", "_selected_action": str(comment)},
    }


def state(site: Stage, comment: int) -> object:
    columns = ("status", "queued_at", "claimed_by", "featured_at", "report_weight")
    return site.ask("as_it_is", comment, *columns), {name: site.ask("count", name) for name in NOTED}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_form_of_another_site_is_refused(forgery, site, moderator, comment, doors):
    headers, token = FORGERIES[forgery]
    before = state(site, comment)
    for address, fields in doors.items():
        answer = moderator.twin().post(address, fields, token=token, **{"Sec_Fetch_Site": "cross-site", **headers})
        assert answer.status == 403, (address, answer.status)
    assert state(site, comment) == before


def test_nor_by_plain_text_or_by_reading(site, moderator, comment, doors):
    before = state(site, comment)
    for address, fields in doors.items():
        body = "&".join(f"{name}={value}" for name, value in fields.items())
        for kind in ("text/plain", "application/json", ""):
            answer = moderator.twin().request("POST", address, body.encode(), Content_Type=kind, Origin=EVIL)
            assert answer.status == 403, (address, kind, answer.status)
        target = f"{address}{'&' if '?' in address else '?'}{body}"
        assert moderator.request("GET", target, Sec_Fetch_Site="cross-site").status < 500, address
    assert state(site, comment) == before


def test_the_same_from_the_desk_itself_is_done(site, moderator, comment, doors):
    """Or the tests above would pass whatever happened."""
    address = f"{DESK}decide/"
    assert moderator.post(address, doors[address]).status == 303
    assert site.ask("as_it_is", comment, "status") == ["approved"]
