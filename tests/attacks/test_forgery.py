"""What another site can make a reader's browser send, and that nothing comes of it."""

import json
from urllib.parse import urlencode

import pytest

from tests.attacks.browser import Browser
from tests.attacks.stage import PASSWORD, Stage

EVIL = "https://evil.example"
# Every address of one's own that takes a POST, and what another site would put into it.
DOORS: dict[str, dict[str, str]] = {
    "/accounts/login/": {"login": "forged@example.org", "password": PASSWORD},
    "/accounts/signup/": {"email": "forged-new@example.org", "password1": PASSWORD},
    "/accounts/logout/": {},
    "/accounts/login/code/": {"email": "forged@example.org"},
    "/accounts/login/code/confirm/": {"code": "AAAA-AAAA"},
    "/accounts/confirm-email/": {"code": "AAAA-AAAA"},
    "/accounts/password/reset/": {"email": "forged@example.org"},
    "/accounts/password/reset/confirm/": {"code": "AAAA-AAAA"},
    "/accounts/password/change/": {"oldpassword": PASSWORD, "password1": "x" * 20, "password2": "x" * 20},
    "/accounts/email/": {"email": "evil@example.org", "action_add": ""},
    "/accounts/reauthenticate/": {"password": PASSWORD},
    "/accounts/sessions/": {},
    "/accounts/2fa/totp/activate/": {"code": "123456"},
    "/accounts/2fa/totp/deactivate/": {},
    "/accounts/2fa/recovery-codes/generate/": {},
    "/accounts/2fa/webauthn/add/": {"name": "evil", "credential": "{}"},
    "/accounts/2fa/webauthn/login/": {"credential": "{}"},
    "/accounts/2fa/webauthn/signup/": {"name": "evil", "credential": "{}"},
    "/accounts/signup/passkey/": {"email": "forged-new@example.org"},
    "/accounts/3rdparty/": {"account": "1"},
    "/accounts/3rdparty/signup/": {"email": "evil@example.org"},
    "/admin/login/": {"username": "forged@example.org", "password": PASSWORD},
    "/admin/logout/": {},
    "/privacy-choices/": {"answer": "accept"},
    "/comments/mail/": {"replies": "never", "mentions": "never", "every": "week"},
}


COUNTED = ["account.EmailAddress", "mfa.Authenticator", "accounts.User", "usersessions.UserSession"]
COUNTED += ["comments.Comment", "articles.SavedArticle", "articles.Follow", "articles.Readership"]
ACTS = ["Recommendation", "Report", "Ignored", "MutedThread", "FormerText", "MailChoice"]
COUNTED += [f"comments.{name}" for name in ACTS]


@pytest.fixture(scope="module")
def victim(site: Stage) -> Browser:
    site.person("forged@example.org", display_name="Forged Reader")
    victim = site.browser("127.5.1.1")
    victim.sign_in("forged@example.org", PASSWORD)
    return victim


def state(site: Stage) -> object:
    names = ("email", "password", "display_name", "bio", "mail_newsletter", "is_active")
    counts = {model: site.ask("count", model) for model in COUNTED}
    return site.ask("fields", "forged@example.org", *names), counts, len(site.ask("mails", ""))


@pytest.fixture(scope="module")
def doors(site: Stage, victim: Browser) -> dict[str, dict[str, str]]:
    """Those above, those that were built since (each address below /accounts/ that takes no number), and those of
    an article."""
    article = site.ask("article", "A bridge to be forged")["pk"]
    said = site.ask("comment", article, "forged@example.org", "I said so.")
    site.person("answering@example.org", display_name="Another Reader")
    other = site.ask("comment", article, "answering@example.org", "And I said no.")
    refused, warning = site.ask("refused_and_warned", article, "forged@example.org")
    return (
        {address: {} for address in site.ask("personal_addresses")}
        | DOORS
        | {
            f"/comments/{article}/draft/": {"text": "Forged."},
            f"/comments/{article}/write/": {"text": "Forged."},
            f"/comments/sent/{said}/": {},
            f"/comments/{other}/": {},
            f"/comments/{other}/recommend/": {},
            f"/comments/{other}/report/": {"reason": "spam"},
            f"/comments/{other}/ignore/": {},
            f"/comments/{other}/mute/": {},
            f"/comments/{said}/edit/": {"text": "Forged."},
            f"/comments/{said}/remove/": {},
            f"/comments/{refused}/appeal/": {"text": "Forged."},
            f"/comments/sanctions/{warning}/appeal/": {"text": "Forged."},
            f"/accounts/saved/add/?article={article}": {},
            f"/accounts/saved/remove/?article={article}": {},
            "/accounts/following/add/?category=1": {},
            "/accounts/following/remove/?category=1": {},
            "/accounts/sessions/1/end/": {},
            "/api/readership/": {str(article): ""},
            f"/admin/articles/article/{article}/change/": {"headline": "Forged", "_publish": ""},
            f"/admin/comments/comment/{said}/delete/": {"post": "yes"},
        }
    )


FORGERIES = {
    "no token": ({"Origin": EVIL}, ""),
    "no token, no origin": ({"Origin": ""}, ""),
    "own token from another origin": ({"Origin": EVIL}, None),
    "own token from nowhere": ({"Origin": "null"}, None),
    "own token from another port": ({"Origin": "http://127.0.0.1:1"}, None),
    "own token from a sibling": ({"Origin": "http://evil.127.0.0.1"}, None),
    "own token over https": ({"Origin": "https://127.0.0.1"}, None),
    "by a browser that does not say from where": ({"Origin": EVIL, "Sec_Fetch_Site": ""}, None),
    "by one that says nothing at all": ({"Origin": "", "Referer": "", "Sec_Fetch_Site": ""}, ""),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_form_of_another_site_is_refused(forgery, site, victim, doors):
    headers, token = FORGERIES[forgery]
    before = state(site)
    for address, fields in doors.items():
        answer = victim.twin().post(address, fields, token=token, **{"Sec_Fetch_Site": "cross-site", **headers})
        # Reading is counted in nobody's name, and says nothing about whether it was.
        assert answer.status in {204 if "/api/" in address else 403, 404, 405, 429}, (address, answer.status)
    assert victim.is_signed_in
    assert state(site) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data", ""])
def test_nor_by_a_body_that_is_no_form(kind, site, victim, doors):
    before = state(site)
    for address, fields in doors.items():
        body = json.dumps({**fields, "csrfmiddlewaretoken": "x" * 64, "pad": "="}).encode()
        if "/api/" in address:
            body = next(iter(fields)).encode()
        answer = victim.twin().request(
            "POST", address, body, Content_Type=kind, Origin=EVIL, Sec_Fetch_Site="cross-site"
        )
        assert answer.status in {204 if "/api/" in address else 403, 400, 404, 405, 429}, (address, answer.status)
    assert victim.is_signed_in
    assert state(site) == before


def test_reading_changes_nothing(site, victim, doors):
    """A picture's address, a link, a page fetched ahead: none signs out, sends mail or changes anything."""
    before = state(site)
    for address, fields in doors.items():
        for method in ("GET", "HEAD"):
            target = f"{address}{'&' if '?' in address else '?'}{urlencode(fields)}"
            answer = victim.request(method, target, Sec_Fetch_Site="cross-site")
            assert answer.status < 500, address
    assert victim.is_signed_in
    assert state(site) == before


def test_other_methods_do_not_pass_for_a_post(site, victim, doors):
    before = state(site)
    for address in doors:
        for method in ("PUT", "PATCH", "DELETE", "post", "TRACE"):
            answer = victim.twin().request(method, address, b"a=b", Content_Type="application/x-www-form-urlencoded")
            assert answer.status in {400, 403, 404, 405, 429, 501} or method == "TRACE", (
                method,
                address,
                answer.status,
            )
    assert victim.is_signed_in
    assert state(site) == before


def test_the_same_from_our_own_pages_is_done(site, victim, doors):
    """Or the tests above would pass whatever happened."""
    before = {model: site.ask("count", model) for model in COUNTED}
    for address, fields in doors.items():
        if (
            address.endswith(("/write/", "/recommend/", "/report/", "/ignore/", "/mute/", "/edit/", "/comments/mail/"))
            or "/add/?" in address
        ):
            assert victim.post(address, fields, Sec_Fetch_Site="same-origin").status in {302, 303}, address
        if "/api/" in address:
            victim.request("POST", address, next(iter(fields)).encode(), Sec_Fetch_Site="same-origin")
    after = {model: site.ask("count", model) for model in COUNTED}
    grown = {model for model in COUNTED if after[model] > before[model]}
    assert grown == {name for name in COUNTED if name.startswith(("comments.", "articles."))}


def test_over_https_a_form_must_say_where_it_comes_from(https_site, proxied, site):
    email = site.person("https@example.org")
    page = proxied.get("/accounts/login/")
    assert page.status == 200
    fields = {"login": email, "password": PASSWORD}
    for headers in (
        {"Origin": ""},
        {"Origin": "", "Referer": "http://news.example/"},
        {"Origin": "", "Referer": f"{EVIL}/news.example"},
        {"Origin": "", "Referer": "https://sub.news.example/"},
        {"Origin": "http://news.example"},
        {"Origin": "https://sub.news.example"},
        {"Origin": "https://news.example.evil.example"},
        {"Origin": "https://news.example:8443"},
    ):
        assert proxied.post("/accounts/login/", fields, **headers).status == 403, headers
    assert proxied.post("/accounts/login/", fields).status == 302
    assert {"__Host-session", "__Host-csrf", "__Host-known_browser"} <= set(proxied.cookies)


def test_cookies_over_https_stay_there(proxied, site):
    email = site.person("cookies@example.org")
    answer = proxied.sign_in(email, PASSWORD)
    cookies = {line.partition("=")[0]: line for line in answer.headers["set-cookie"]}
    assert {"__Host-session", "__Host-known_browser"} <= set(cookies)
    for line in cookies.values():
        assert "Secure" in line
        assert "SameSite=Lax" in line
        assert "Domain" not in line
    assert all("HttpOnly" in cookies[name] for name in ("__Host-session", "__Host-known_browser"))
