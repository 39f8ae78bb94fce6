import pytest

from comments import links

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("HTTPS://EXAMPLE.ORG./", "example.org"),
        ("http://evil.example\\@good.example/", "evil.example"),
        ("http://good.example@evil.example:8/", "evil.example"),
        ("//evil.example", "evil.example"),
        ("\\\\evil.example", "evil.example"),
        ("/\t/evil.example", "evil.example"),
        ("ht\ntp:///evil.example", "evil.example"),
        ("http://0x7f.1", "127.0.0.1"),
        ("http://пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("http://ex%61mple.org", "example.org"),
        ("/own", "news.example"),
        ("javascript:alert(1)", None),
        ("mailto:a@example.org", None),
        ("http://[", None),
        ("http://a b", None),
    ],
)
def test_where_a_browser_would_go(address: str, host: str | None):
    assert links.host_of(address, base=SITE) == host


def test_links_of_a_comment():
    html = '<p><a href="https://example.org/?a=1&amp;b=2">x</a> <a href="/own">y</a> <a>z</a></p>'
    assert links.hosts(html, base=SITE) == ["example.org", "news.example"]
    assert links.leading_away(html, site=SITE) == ["example.org"]


def test_domains_have_those_below_them():
    assert links.is_of("a.b.example", {"b.example"})
    assert links.is_of("b.example", {"b.example"})
    assert not links.is_of("evilb.example", {"b.example"})
    assert not links.is_of("example", {"b.example"})
