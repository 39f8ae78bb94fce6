"""Public pages are the same bytes for everyone, and may be kept by any cache."""

from base64 import b64encode
from hashlib import sha256

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Author
from articles.revisions import Credit
from newsroom.first_paint import CSP_HASH

ADDRESSES = [
    "/",
    "/latest/",
    "/news/",
    "/videos/",
    "/news/council-votes-on-the-bridge/",
    "/tag/bridges/",
    "/author/dana-whitlock/",
    "/archive/",
    "/search/?q=bridge",
    "/privacy/",
    "/saved/",
    "/offline/",
    "/feed/",
    "/news/feed/",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-news.xml",
    "/robots.txt",
    "/feed/atom/",
    "/feed/json/",
    "/feeds/",
    "/manifest.webmanifest",
    "/no-such-page/",
]
FOR_MACHINES = ("feed/", "feed/atom/", "feed/json/", ".xml", ".txt", ".webmanifest")
HTML = [address for address in ADDRESSES if not address.endswith(FOR_MACHINES)]


@pytest.fixture
def _article(published, author: Author) -> None:
    published(tags=["Bridges"], bylines=[Credit(author)], body="<p>The bridge.</p>")


@pytest.mark.usefixtures("_article")
@pytest.mark.parametrize("address", ADDRESSES)
def test_everyone_gets_the_same_bytes_and_no_cookie(address: str, administrator: User):
    stranger, member = Client(), Client()
    member.force_login(administrator)
    first, second = stranger.get(address), member.get(address)
    assert first.content == second.content
    assert first.headers == second.headers
    assert not stranger.cookies
    assert not second.cookies
    assert first.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert first["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("_article")
@pytest.mark.parametrize("address", ADDRESSES[:-1])
def test_page_that_has_not_changed_is_not_sent_again(address: str, client: Client):
    etag = client.get(address)["ETag"]
    response = client.get(address, HTTP_IF_NONE_MATCH=etag)
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.usefixtures("_article")
@pytest.mark.parametrize("address", HTML)
def test_pages_keep_to_the_policy_and_have_one_of_each_landmark(address: str, client: Client):
    response = client.get(address)
    tree = LexborHTMLParser(response.content)
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert not any(hole in response["Content-Security-Policy"] for hole in ("nonce-", "unsafe-"))
    assert not tree.css("style, [style], [onclick], [name=csrfmiddlewaretoken]")
    inline = [script.text() for script in tree.css("script:not([src], [type='application/ld+json'])")]
    assert [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline] == [CSP_HASH]
    assert CSP_HASH in response["Content-Security-Policy"]
    assert [len(tree.css(landmark)) for landmark in ("h1", "main", "body > header", "body > footer")] == [1, 1, 1, 1]
    skip = tree.css_first("body a")
    assert skip.attributes["href"] == "#content"
    assert tree.css_first("main").attributes["id"] == "content"
    assert len(tree.css_first("title").text(strip=True)) <= 70
    levels = [int(heading.tag[1]) for heading in tree.css("h1, h2, h3, h4")]
    assert all(following - level <= 1 for level, following in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_account_pages_are_kept_nowhere(address: str, client: Client, db):
    assert "no-store" in client.get(address)["Cache-Control"]
