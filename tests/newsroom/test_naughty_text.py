"""Text that has broken other programs, wherever somebody may put it: no page fails, and each stays what it is."""

from contextlib import suppress
from typing import Any
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from defusedxml import ElementTree
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts import mail as sending
from accounts.models import AuditEntry, Invitation, User
from articles.forms.tags import TagsField
from articles.models import Article, Author
from articles.revisions import Credit
from comments import posting
from comments.models import Comment
from tests.accounts.test_names import LOOKALIKES, NAUGHTY
from tests.conftest import Published, account

pytestmark = pytest.mark.django_db
ALL = list(
    dict.fromkeys([*NAUGHTY, *LOOKALIKES, "</script><svg onload=alert(1)>", "]]>", "<!--", "&#0;&nbsp;&", "\u2028"])
)
# No database and no XML can hold these, nor can a browser send them.
STORED = [text for text in ALL if text.strip() and "\x00" not in text and "\ud800" not in text]
ASKED_FOR = [
    "/search/?q=%s",
    "/search/suggestions/?q=%s",
    "/tag/%s/",
    "/author/%s/",
    "/%s/",
    "/news/%s/",
    "/archive/%s/",
]
ASKED_FOR += [
    "/latest/?before=%s",
    "/%s",
    "/media/pictures/1/abc/%s",
    "/media/portraits/1/%s.webp",
    "/?p=%s",
    "/?author=%s",
]
ASKED_FOR += [
    "/feed/%s/",
    "/tag/%s/feed/",
    "/sitemap-news.xml?page=%s",
    "/accounts/login/?next=%s",
    "/accounts/invitation/%s/",
]


@pytest.mark.parametrize("address", ASKED_FOR)
def test_no_address_fails(client: Client, published: Published, address: str):
    published(tags=["bridge"])
    for text in ALL[ASKED_FOR.index(address) % 3 :: 3]:  # each is tried at a third of the addresses
        target = address % quote(text[:2000], safe="", errors="surrogatepass")
        assert client.get(target).status_code < 500, ascii(text[:50])


def tags_of(text: str) -> list[str]:
    """As the desk's form takes them."""
    try:
        return TagsField(required=False).clean(text[:60])
    except ValidationError:
        return []


def test_a_tag_that_would_have_no_address_is_refused():
    assert tags_of("C++, B-52") == ["C++", "B-52"]
    for text in ("∞", "😍", "!!!", "bridge, …"):
        with pytest.raises(ValidationError):
            TagsField().clean(text)


@pytest.fixture
def everything(published: Published) -> list[Article]:
    """An article for each second text, which stands in all that is written freely."""
    made = []
    for number, text in enumerate(STORED[::2]):
        author = Author.objects.create(name=text[:80], slug=f"author-{number}", bio=text)
        fields: dict[str, Any] = {"standfirst": text[:200], "kicker": text[:30], "body": f"<p>{text}</p>"}
        article = published(text[:100], slug=f"story-{number}", tags=tags_of(text), bylines=[Credit(author)], **fields)
        with suppress(posting.Refused):  # where there is nothing to see
            posting.post(article, text[:5000], by=account(f"reader-{number}@example.org"), ip=f"198.51.100.{number}")
        made.append(article)
    assert Comment.objects.update(status=Comment.Status.APPROVED) > len(made) / 2
    return made


def what_runs(page: bytes) -> list[str]:
    """Scripts, without data for machines, and attributes that hold some."""
    nodes = LexborHTMLParser(page).css("*")
    scripts = [
        str(node.html) for node in nodes if node.tag == "script" and "json" not in str(node.attributes.get("type"))
    ]
    return scripts + [name for node in nodes for name in node.attributes if name.startswith("on")]


def test_no_page_of_an_article_fails_or_runs_what_it_says(
    client: Client, published: Published, everything: list[Article]
):
    plain = client.get(published("Nothing special").get_absolute_url())
    for article in everything:
        page = client.get(article.get_absolute_url())
        assert page.status_code == 200, ascii(article.headline)
        assert what_runs(page.content) == what_runs(plain.content), ascii(article.headline)
        for link in LexborHTMLParser(page.content).css("a[href^='/tag/'], a[href^='/author/']"):
            assert client.get(str(link.attributes["href"])).status_code == 200, ascii(article.headline)


def test_no_list_and_no_feed_fails(client: Client, desk: Client, everything: list[Article]):
    for address in (
        "/",
        "/latest/",
        "/news/",
        "/feed/",
        "/feed/atom/",
        "/feed/json/",
        "/sitemap-news.xml",
        "/sitemap.xml",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "xml" in answer.headers["Content-Type"]:
            ElementTree.fromstring(answer.content)  # well-formed, whatever was written
    for address in ("article", "author", "category"):
        assert desk.get(f"/admin/articles/{address}/").status_code == 200
    assert desk.get("/admin/comments/comment/").status_code == 200


@pytest.mark.parametrize("field", ["display_name", "bio"])
def test_no_profile_fails(client: Client, reader: User, field: str):
    reader.confirm_email()
    client.force_login(reader)
    for text in ALL:
        sent = text.encode("utf-8", "replace").decode()
        assert client.post("/accounts/profile/", {field: sent}).status_code < 500, ascii(text[:50])
    assert client.get("/accounts/").status_code == 200


def test_no_comment_fails(client: Client, published: Published, reader: User):
    article = published()
    client.force_login(reader)
    for text in ALL:
        sent = text.encode("utf-8", "replace").decode()
        answer = client.post(f"/comments/{article.pk}/write/", {"text": sent})
        assert answer.status_code in {302, 303, 422, 429}, ascii(text[:50])
    assert client.get(article.get_absolute_url()).status_code == 200


UNREACHABLE = ["a@" + "\u00e4" * 60 + ".com", "x@\u3002.org", "\u0131@example.org"]
ODD = [
    *UNREACHABLE,
    "mi\u212ae@example.org",
    "x@\u212a.org",
    "x@a\u200db.org",
    '"a b"@example.org',
    "a@[127.0.0.1]",
    "a@xn--a.org",
]
DOORS = ["signup/", "signup/passkey/", "login/", "login/code/", "password/reset/", "email/", "merge/"]


@pytest.mark.parametrize("email", ODD)
@pytest.mark.parametrize("door", DOORS)
def test_no_door_fails_for_an_address(client: Client, reader: User, door: str, email: str):
    cache.clear()
    reader.confirm_email()
    if door in {"email/", "merge/"}:
        client.force_login(reader)
        client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    people, form = User.objects.count(), {"password1": "a river runs through it", "password": "x", "action_add": ""}
    answer = client.post(f"/accounts/{door}", {**form, "email": email, "login": email})
    assert answer.status_code < 500
    if email in UNREACHABLE:
        assert (User.objects.count(), EmailAddress.objects.count()) == (people, 1)
        assert not mail.outbox
        assert not AuditEntry.objects.filter(verb="sign_up").exists()
        assert door == "login/" or "No mail can be sent to this address" in answer.text


@pytest.mark.parametrize("email", UNREACHABLE)
def test_desk_writes_to_nobody_out_of_reach(desk: Client, reader: User, email: str):
    role = Group.objects.get(name="Reporter").pk
    for address, form in {
        "/admin/accounts/invitation/add/": {"email": email, "name": "", "role": role},
        "/admin/accounts/user/add/": {"email": email, "usable_password": "false"},
        f"/admin/accounts/user/{reader.pk}/change/": {"email": email, "display_name": "", "is_active": "on"},
    }.items():
        assert "No mail can be sent to this address" in desk.post(address, form).text, address
    assert not Invitation.objects.exists()
    assert not User.objects.filter(email=email).exists()


def test_account_out_of_reach_goes_on_without_its_mails(client: Client):
    """As another site or an earlier import may have made it."""
    nobody = account(UNREACHABLE[0])
    answer = client.post("/accounts/login/", {"login": nobody.email, "password": "correct horse battery"})
    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session
    sending.pretend("account/email/login_code", nobody.email, {"code": "ABCD-EFGH"})
    assert not mail.outbox
