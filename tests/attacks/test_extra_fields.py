"""Fields no form has: nobody makes themselves staff, an address verified, or a comment approved, by sending one."""

import pytest

from tests.attacks.stage import PASSWORD, Stage

EXTRA = {
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "on",
    "groups": "1",
    "user_permissions": "1",
    "user": "1",
    "user_id": "1",
    "id": "1",
    "pk": "1",
    "verified": "on",
    "email_verified": "on",
    "primary": "on",
    "date_joined": "2001-01-01",
    "last_login": "2001-01-01",
    "name_key": "editor",
    "portrait": "../../etc/passwd",
    "password": "overwritten by a field",
    "role": "administrator",
}
RIGHTS = ("is_staff", "is_superuser", "is_active")
REST = ("pk", "portrait", "date_joined", "password")


def powers(site: Stage, email: str) -> list[object]:
    return [*site.ask("fields", email, *RIGHTS), site.ask("groups", email)]


def test_sign_up(site):
    browser = site.browser("127.6.1.1")
    email = "climber@example.org"
    browser.post("/accounts/signup/", {**EXTRA, "email": email, "password1": PASSWORD})
    assert powers(site, email) == [False, False, True, 0]
    assert not site.ask("verified", email)
    browser.post("/accounts/confirm-email/", {**EXTRA, "code": site.ask("codes", email)[-1]})
    assert browser.is_signed_in
    assert powers(site, email) == [False, False, True, 0]


@pytest.mark.parametrize("number", range(1))
def test_every_form_of_ones_own(number, site):
    email = site.person("climber-on@example.org", display_name="Climber On")
    browser = site.browser("127.6.2.1")
    browser.sign_in(email, PASSWORD)
    before = site.ask("fields", email, *REST)
    forms = {
        "/accounts/profile/": {"bio": "I climb."},
        "/accounts/profile/name/": {"display_name": "Climber"},
        "/accounts/mail/": {"mail_newsletter": "on"},
        "/accounts/email/": {"email": "second@example.org", "action_add": ""},
        "/accounts/login/code/": {"email": email},
    }
    answers = {address: browser.post(address, {**EXTRA, **fields}).status for address, fields in forms.items()}
    assert all(status < 500 for status in answers.values()), answers
    assert powers(site, email) == [False, False, True, 0]
    assert site.ask("fields", email, *REST) == before
    assert not site.ask("verified", "second@example.org")


def test_the_form_of_another_persons_address(site):
    """The name of a button and someone else's address in it."""
    other = site.person("bystander@example.org")
    email = site.person("meddler@example.org")
    browser = site.browser("127.6.3.1")
    browser.sign_in(email, PASSWORD)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for action in ("action_remove", "action_primary", "action_send"):
        assert browser.post("/accounts/email/", {"email": other, action: ""}).status < 500
    assert site.ask("verified", other)
    assert site.ask("mails", other) == []


# Every column of a comment and of what belongs to it, as its forms and JSON might be asked to write it.
OF_COMMENTS = """
    status=approved user=1 user_id=1 article={other} article_id={other} parent={foreign} parent_id={foreign} path=0000
    depth=0 kind=pingback featured_at=2001-01-01 featured_note=Best recommendations=99 visible_replies=99 is_listed=1
    created_at=2001-01-01 edited_at=2001-01-01 queued_at= held_for=[] is_suspect= likeness=0 report_weight=-9
    ip_address=192.0.2.1 guest_name=Editor guest_email=x@example.org guest_url=//x source=x body=x claimed_by=1
    rules_version=0 id=1 pk=1 weight=99 outcome=upheld against=1 decided_by=1 at=2001-01-01 by=1 flags=[] mode=after
    comment={foreign} ignored=1 thread=1
"""
UNTOUCHED = ("status", "user__email", "article", "parent", "depth", "kind", "featured_at", "featured_note")
UNTOUCHED += ("recommendations", "visible_replies", "ip_address", "guest_name", "guest_email", "guest_url")
UNTOUCHED += ("report_weight", "claimed_by", "is_suspect", "created_at")


def fields_of_comments(other: int, foreign: int) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in OF_COMMENTS.format(other=other, foreign=foreign).split())


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_comments(accept, site):
    """Every comment waits, so what is approved was made so by a field."""
    name = accept.partition("/")[2]
    article, other = (site.ask("article", f"A field of {name} {number}")["pk"] for number in range(2))
    bystander, email = (site.person(f"{who}-{name}@fields.example", display_name=who) for who in ("Bo", "Cy"))
    site.ask("rule", mode="before", new_days=0)
    foreign, answered = site.ask("says", other, bystander), site.ask("says", article, bystander)
    extra = fields_of_comments(other, foreign)
    browser = site.browser("127.6.4.1")
    browser.sign_in(email, PASSWORD)
    before = site.ask("as_it_is", answered, *UNTOUCHED), site.ask("as_it_is", foreign, *UNTOUCHED)

    def post(address: str, **fields: str) -> int:
        return browser.post(address, {**extra, **fields}, Accept=accept).status

    assert post(f"/comments/{article}/draft/", text="Mine.", reply_to=str(answered)) in {303, 403}
    assert post(f"/comments/{article}/write/", text="Mine.", reply_to=str(answered)) in {201, 303}
    (mine,) = (row["pk"] for row in site.ask("said", [article, other]) if row["user"] == email)
    kept = site.ask("as_it_is", mine, *UNTOUCHED)
    expected = [
        "pending",
        email,
        article,
        answered,
        1,
        "comment",
        None,
        "",
        0,
        0,
        "127.6.4.1",
        "",
        "",
        "",
        0,
        None,
        False,
    ]
    assert kept[:-1] == expected
    assert not str(kept[-1]).startswith("2001")
    for verb, fields in {"report": {"reason": "spam"}, "ignore": {}, "mute": {}, "recommend": {}}.items():
        assert post(f"/comments/{answered}/{verb}/", **fields) in {200, 303}
    site.ask("put", [mine], "approved")
    kept = site.ask("as_it_is", mine, *UNTOUCHED)
    assert post(f"/comments/{mine}/edit/", text="Mine, changed.") == 303
    assert site.ask("as_it_is", mine, *UNTOUCHED)[1:] == kept[1:]
    assert site.ask("as_it_is", mine, "status") == ["pending"]
    site.ask("put", [mine], "rejected")
    assert post(f"/comments/{mine}/appeal/", text="Why?") == 303
    assert site.ask("count_of", "comments.Appeal", comment=mine, outcome="", decided_by=None, user__email=email) == 1
    assert site.ask("count_of", "comments.Report", comment=answered, outcome="", user__email=email, weight__lt=2) == 1
    assert site.ask("count_of", "comments.Ignored", ignored__email=bystander, user__email=email) == 1
    before[0][UNTOUCHED.index("recommendations")] = 1
    before[0][UNTOUCHED.index("report_weight")] = site.ask("as_it_is", answered, "report_weight")[0]
    assert (site.ask("as_it_is", answered, *UNTOUCHED), site.ask("as_it_is", foreign, *UNTOUCHED)) == before
    site.ask("rule")


def test_the_desks_forms(site):
    """A moderator decides about comments, and writes none of their columns."""
    article = site.ask("article", "A field of the desk")["pk"]
    author = site.person("desked@fields.example", display_name="Desked")
    comment, other = (site.ask("says", article, author, status="pending") for _ in range(2))
    ((_email, cookies),) = site.ask("moderators", ["fields-desk@fields.example"]).items()
    browser = site.browser("127.6.5.1")
    browser.cookies = cookies
    browser.get("/admin/comments/moderation/")
    before = site.ask("as_it_is", comment, *UNTOUCHED), site.ask("as_it_is", other, *UNTOUCHED)
    sent = {**fields_of_comments(article, other), "verb": "approve", "number": str(comment)}
    assert browser.post("/admin/comments/moderation/decide/", sent).status == 303
    after = site.ask("as_it_is", comment, *UNTOUCHED)
    assert (after[0], after[1:]) == ("approved", before[0][1:])
    assert site.ask("as_it_is", other, *UNTOUCHED) == before[1]
    assert site.ask("decided", comment) == ["approve"]
