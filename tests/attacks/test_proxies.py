"""Whose address is written down: with no proxy the connection's own, with one what that proxy added."""

from tests.attacks.stage import PASSWORD

CLAIMS = {
    "X_Real_IP": "198.51.100.7",
    "Client_IP": "198.51.100.7",
    "X_Client_IP": "198.51.100.7",
    "True_Client_IP": "198.51.100.7",
    "CF_Connecting_IP": "198.51.100.7",
    "Forwarded": "for=198.51.100.7",
}


def test_without_a_proxy_nobody_is_believed(site):
    email = site.person("direct@example.org")
    browser = site.browser("127.7.1.9", X_Forwarded_For="198.51.100.7", **CLAIMS)
    browser.sign_in(email, PASSWORD)
    browser.get("/accounts/email/")
    assert site.ask("seen_from", email) == ["127.7.1.9"]


def test_behind_one_proxy_its_word_alone_counts(site, https_site, proxied):
    email = site.person("behind@example.org")
    for number, chain in enumerate(
        ["203.0.113.9", "198.51.100.7, 203.0.113.9", "127.0.0.1, 10.0.0.1, 203.0.113.9", "x, 203.0.113.9"]
    ):
        browser = proxied.twin()
        browser.headers |= {"X-Forwarded-For": chain} | {name.replace("_", "-"): ip for name, ip in CLAIMS.items()}
        assert browser.sign_in(email, PASSWORD).status == 302
        browser.get("/accounts/email/")
        assert set(site.ask("seen_from", email)) == {"203.0.113.9"}
        assert len(site.ask("seen_from", email)) == number + 1


def test_behind_one_proxy_the_limit_is_of_whom_it_names(https_site, proxied, site):
    owner = site.person("limited@example.org")
    looked_at = []
    for number in range(7):
        attacker = proxied.twin()
        attacker.headers["X-Forwarded-For"] = f"198.51.100.{number}, 203.0.113.66"
        looked_at.append("are not correct" in attacker.sign_in(owner, f"guess {number}").text)
    assert looked_at == [True] * 5 + [False] * 2
    assert proxied.sign_in(owner, PASSWORD).status == 302
