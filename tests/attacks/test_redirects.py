"""Where `next` may lead: to a page of this site, by whatever spelling."""

import re
from urllib.parse import quote, urlencode, urlsplit

from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import PASSWORD

EVIL = "evil.example"
SPELLINGS = [
    f"http://{EVIL}",
    f"https://{EVIL}/",
    f"HTTPS://{EVIL.upper()}",
    f"//{EVIL}",
    f"///{EVIL}",
    f"////{EVIL}",
    f"/\\{EVIL}",
    f"\\/{EVIL}",
    f"\\\\{EVIL}",
    f"/\\/{EVIL}",
    f"\t//{EVIL}",
    f"/\t/{EVIL}",
    f"/\n/{EVIL}",
    f"/\r\n/{EVIL}",
    f" //{EVIL}",
    f"\u00a0//{EVIL}",
    f"\x00//{EVIL}",
    f"\x0b//{EVIL}",
    f"\u2028//{EVIL}",
    f"http:{EVIL}",
    f"https:{EVIL}",
    f"http:/{EVIL}",
    f"https:///{EVIL}",
    f"http:\\\\{EVIL}",
    f"ht\ttp://{EVIL}",
    f"https://{EVIL}\\@127.0.0.1/",
    f"https://127.0.0.1@{EVIL}/",
    f"https://127.0.0.1:80@{EVIL}/",
    f"https://127.0.0.1.{EVIL}/",
    f"https://{EVIL}#@127.0.0.1/",
    f"https://{EVIL}?127.0.0.1",
    f"//{EVIL}\\@127.0.0.1",
    f"//127.0.0.1@{EVIL}",
    f"//{EVIL}%2f..",
    f"/%2f%2f{EVIL}//{EVIL}/../../..//{EVIL}",
    f"/.//{EVIL}",
    f"/..//{EVIL}",
    f"./\\{EVIL}",
    "//evil。example",
    "//evil%E3%80%82example",
    "http://[::ffff:203.0.113.9]/",
    "http://3405803785/",
    "//[",
    "http://[evil",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript://127.0.0.1/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "view-source:http://127.0.0.1/",
    "http://localhost:1/",
    "//localhost/",
    "http://127.0.0.1:1/",
    "/\r\nSet-Cookie: planted=1",
]


PLAIN = ["/", "/latest/", "/search/", "/search/suggestions/", "/saved/", "/notifications/", "/offline/", "/feeds/"]
PLAIN += ["/admin/", "/admin/login/", "/admin/logout/", "/privacy-choices/", "/api/readership/", "/healthz"]


def lands_on(location: str, port: int) -> str:
    """Where a browser goes from there, read as the URL standard says; "here" for this site."""
    read = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    if special := re.match(r"(?i)(https?):/*(.*)", read):
        read = f"{special[1].lower()}://{special[2]}"
    elif read.startswith("//"):
        read = f"http://{read.lstrip('/')}"
    elif re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", read):
        return read
    else:
        return "here"
    return "here" if urlsplit(read).netloc == f"127.0.0.1:{port}" else read


def wrong(browser: Browser, spelling: str, answer: Answer) -> list[str]:
    assert answer.status < 500
    assert "planted" not in browser.cookies
    is_elsewhere = answer.location and lands_on(answer.location, browser.port) != "here"
    return [f"{spelling!r} leads to {answer.location}"] if is_elsewhere else []


SIGNED_IN = ("login", "signup", "login/code", "password/reset", "reauthenticate", "logout")


def test_addresses_that_send_on_whoever_is_signed_in(site):
    site.person("led@example.org")
    reader = site.browser("127.1.1.1")
    reader.sign_in("led@example.org", PASSWORD)
    assert reader.get("/accounts/login/?next=/latest/").location == "/latest/"
    stranger = site.browser("127.1.1.2")
    assert stranger.get("/accounts/logout/?next=/latest/").location == "/latest/"
    found = []
    for spelling in SPELLINGS:
        for page in SIGNED_IN:
            target = f"/accounts/{page}/?next={quote(spelling, safe='')}"
            found += wrong(reader, spelling, reader.get(target)) + wrong(stranger, spelling, stranger.get(target))
    assert found == []


def test_signing_in_and_out(site):
    email = site.person("leads@example.org")
    reader = site.browser("127.1.2.1")
    reader.sign_in(email, PASSWORD)
    found = []
    for number, spelling in enumerate(SPELLINGS):
        reader = site.browser(f"127.1.2.{number + 2}")
        answer = reader.sign_in(email, PASSWORD, next=spelling)
        assert answer.status == 302
        found += wrong(reader, spelling, answer)
        answer = reader.post("/accounts/logout/", {"next": spelling})
        assert answer.status == 302
        found += wrong(reader, spelling, answer)
    assert found == []


def test_codes(site):
    """By code and by a new account, `next` goes through two pages."""
    found = []
    for number, spelling in enumerate(SPELLINGS[::4]):
        email = f"led-by-code-{number}@example.org"
        reader = site.browser(f"127.1.3.{number + 2}")
        target = f"/accounts/signup/?next={quote(spelling, safe='')}"
        answer = reader.post(target, {"email": email, "password1": PASSWORD, "next": spelling})
        found += wrong(reader, spelling, answer)
        code = site.ask("codes", email)[-1]
        answer = reader.post("/accounts/confirm-email/", {"code": code, "next": spelling})
        assert reader.is_signed_in
        found += wrong(reader, spelling, answer)
        again = site.browser(f"127.1.4.{number + 2}")
        found += wrong(again, spelling, again.post("/accounts/login/code/", {"email": email, "next": spelling}))
        code = site.ask("codes", email)[-1]
        answer = again.post("/accounts/login/code/confirm/", {"code": code, "next": spelling})
        assert again.is_signed_in
        found += wrong(again, spelling, answer)
    assert found == []


def test_the_second_step(site):
    """After the password, `next` waits in the session."""
    email = site.person("led-in-two-steps@example.org")
    seed = site.ask("factor", email)
    found = []
    for number, spelling in enumerate(SPELLINGS[::4]):
        site.ask("forget_limits")
        reader = site.browser(f"127.1.5.{number + 2}")
        step = reader.sign_in(email, PASSWORD, next=spelling)
        found += wrong(reader, spelling, step)
        fields = {"code": site.ask("totp_code", seed), "next": spelling}
        found += wrong(reader, spelling, reader.post(f"{step.location}?next={quote(spelling, safe='')}", fields))
        assert reader.is_signed_in
    assert found == []


# As sites call the page that comes afterwards.
AFTERWARDS = (
    "next",
    "url",
    "return",
    "return_to",
    "redirect",
    "redirect_to",
    "redirect_uri",
    "continue",
    "dest",
    "back",
)


def test_no_address_leads_away(site):
    """Every one that names no number or word, of the site and of the account, by reading and by sending."""
    email = site.person("led-by-any@example.org")
    reader, found, tried = site.browser("127.1.6.1"), [], 0
    reader.sign_in(email, PASSWORD)
    addresses = [*site.ask("personal_addresses"), *PLAIN]
    for spelling in (f"//{EVIL}/", f"https://{EVIL}/", f"/\\{EVIL}", f"\t//{EVIL}", "javascript:alert(1)"):
        site.ask("forget_limits")
        fields = dict.fromkeys(AFTERWARDS, spelling)
        for address in addresses:
            target = f"{address}?{urlencode(fields)}"
            for browser in (reader.twin(), site.browser("127.1.6.2")):
                found += wrong(browser, f"{address} {spelling}", browser.get(target))
                tried += 1
            # Signed in, this is where one signs out or ends the account.
            found += wrong(browser, f"{address} {spelling}", browser.post(address, fields))
    assert reader.is_signed_in
    assert found == []
    assert tried > 400


def test_the_way_back_from_privacy_choices(site):
    found = []
    reader = site.browser()
    for spelling in SPELLINGS:
        fields = {"answer": "decline", "next": spelling}
        answer = reader.post("/privacy-choices/", fields, Referer=f"http://{EVIL}/", Sec_Fetch_Site="same-origin")
        found += wrong(reader, spelling, answer)
    assert found == []


def test_another_name_of_ours_is_another_site_too(proxied):
    """ALLOWED_HOSTS names localhost beside the site itself; readers have their own localhost."""
    for spelling in ("http://localhost/", "https://127.0.0.1:8443/", "http://news.example/", "//localhost/"):
        answer = proxied.get(f"/accounts/logout/?next={quote(spelling, safe='')}")
        assert answer.location == "/"
    answer = proxied.get(f"/accounts/logout/?next={quote('https://news.example/latest/', safe='')}")
    assert answer.location == "https://news.example/latest/"
