"""Mails and links name the site itself, whatever name a request came by."""

import re

import pytest

from tests.attacks.stage import PASSWORD

EVIL = "evil.example"
CARRIERS = [
    {"X_Forwarded_Host": EVIL},
    {"X_Host": EVIL},
    {"X_Forwarded_Server": EVIL},
    {"X_HTTP_Host_Override": EVIL},
    {"Forwarded": f"host={EVIL}"},
    {"X_Original_URL": f"https://{EVIL}/"},
    {"X_Rewrite_URL": f"https://{EVIL}/"},
    {"X_Forwarded_Proto": "https"},
    {"X_Forwarded_Port": "444"},
    {"X_Forwarded_Prefix": f"//{EVIL}"},
    {"Script_Name": f"//{EVIL}"},
]
PAGES = ("/", "/feed/", "/sitemap.xml", "/robots.txt", "/accounts/login/", "/accounts/password/reset/", "/nowhere/")


@pytest.mark.parametrize(
    "host", [EVIL, f"{EVIL}:80", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "127.0.0.1 x"]
)
def test_another_host_is_no_request_of_ours(host, browser):
    for page in PAGES:
        answer = browser.get(page, Host=host)
        assert (page, answer.status) == (page, 400)
        assert EVIL not in answer.text


def test_an_absolute_request_line_names_no_host_either(browser):
    for line in (f"http://{EVIL}/accounts/password/reset/", f"http://{EVIL}/feed/"):
        answer = browser.get(line)
        assert EVIL not in answer.text + answer.location


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda carrier: next(iter(carrier)))
def test_headers_of_proxies_change_no_page(carrier, browser):
    for page in PAGES:
        plain, forged = browser.get(page), browser.get(page, **carrier)
        assert EVIL not in forged.text + str(forged.headers)
        assert forged.status == plain.status
        assert masked(forged.text) == masked(plain.text)


def masked(text: str) -> str:
    """Without what differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|<lastBuildDate>.*?<|<updated>.*?<', "", text)


def test_mails_link_to_the_site_alone(site):
    owner = site.person("linked@example.org")
    headers = {name: value for carrier in CARRIERS for name, value in carrier.items() if "Forwarded_Pro" not in name}
    for number, host in enumerate(("127.0.0.1:1", "localhost:2", "LOCALHOST")):
        site.ask("forget_limits")  # of mails with codes to one address
        browser, another = site.browser(f"127.2.1.{number + 1}"), site.browser(f"127.2.1.{number + 1}")
        for each in (browser, another):
            each.headers["Host"], each.origin = host, f"http://{host}"
        assert browser.post("/accounts/password/reset/", {"email": owner}, **headers).status == 302
        assert browser.post("/accounts/login/code/", {"email": owner}, **headers).status == 302
        email = f"linked-{number}@example.org"
        assert browser.post("/accounts/signup/", {"email": email, "password1": PASSWORD}, **headers).status == 302
        # The owner of the account there is already is told.
        taken = another.post("/accounts/signup/", {"email": owner, "password1": PASSWORD}, **headers)
        assert taken.status == 302
    mails = site.ask("mails", "linked")
    assert len(mails) == 12
    links = {link for mail in mails for link in re.findall(r"https?://[^/\s\"'<>]+", mail)}
    assert links == {f"http://127.0.0.1:{site.port}"}
    assert EVIL not in "".join(mails)
    assert "localhost" not in "".join(mails).lower()


def test_a_reset_asked_for_elsewhere_says_no_host(site):
    owner = site.person("unlinked@example.org")
    browser = site.browser("127.2.2.1")
    answer = browser.post("/accounts/password/reset/", {"email": owner}, Host=EVIL)
    assert answer.status == 400
    assert site.ask("mails", owner) == []


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda carrier: next(iter(carrier)))
def test_a_proxy_that_passes_everything_on_names_no_host(carrier, proxied, site):
    """What one proxy may say is whom it speaks for, and that it was asked over TLS."""
    if "X_Forwarded_Proto" in carrier:
        return
    for page in PAGES:
        plain, forged = proxied.get(page), proxied.get(page, **carrier)
        assert EVIL not in forged.text + str(forged.headers)
        assert (forged.status, masked(forged.text)) == (plain.status, masked(plain.text)), page
    owner = site.person(f"proxied-{CARRIERS.index(carrier)}@example.org")
    for address in ("/accounts/password/reset/", "/accounts/login/code/"):
        assert proxied.post(address, {"email": owner}, **carrier).status == 302
    mails = "".join(site.ask("mails", owner))
    assert set(re.findall(r"https?://[^/\s\"'<>]+", mails)) <= {"https://news.example"}
    assert "news.example" in mails
    assert EVIL not in mails
