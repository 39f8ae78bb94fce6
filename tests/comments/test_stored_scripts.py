"""Whatever anybody can write into a discussion runs nowhere: not below the article, not at the desk, not in mails,
feeds and exports. Read by a parser, as browsers read it. What was written long ago or brought over from elsewhere
stands in the database as it came, so it is put there without any of our forms.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Article
from comments import appeals, deciding, decisions, editing, exporting, posting, reporting, sanctions
from comments.models import CategoryMode, Comment, Decision, Discussion, FormerText, Reason, Report, Sanction
from tests.comments.ruled import ruled
from tests.comments.said import say
from tests.conftest import account

TEXTS = [
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "<svg onload=pwned()><script>pwned()</script></svg>",
    "<a href='javascript:pwned()'>x</a> [x](javascript:pwned()) <javascript:pwned()>",
    "[x](java\tscript:pwned()) [y](data:text/html,<script>pwned()</script>) [z](vbscript:pwned)",
    "&lt;script&gt;pwned()&lt;/script&gt; &#x3c;img src=x onerror=pwned()>",
    '"\' onmouseover=pwned() x=\'" autofocus onfocus=pwned() y="',
    "</textarea></title></style></script></template><script>pwned()</script>",
    "--><script>pwned()</script><!-- ]]><script>pwned()</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned()>",
    "<iframe srcdoc='<script>pwned()</script>'></iframe><base href=//evil.example><meta http-equiv=refresh content=0>",
    "<form action=//evil.example><button formaction=javascript:pwned()>x</button></form>",
    "`<script>pwned()</script>` ~~~\n<script>pwned()</script>\n~~~",
    "{{ pwned }} {% debug %} ${pwned()} <%= pwned() %>",
    "\u202e<script>pwned()</script>\u2066",
]
RUNS = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data)[\s\x00-\x20]*:", re.IGNORECASE)
FRAMES = {"iframe", "object", "embed", "base", "applet", "frame", "portal", "marquee"}
DESK = "/admin/comments/moderation/"


def what_runs(html: str) -> list[str]:
    """What of it a browser would run, and what would lead or look elsewhere."""
    found = []
    for node in LexborHTMLParser(html).css("*"):
        written = f"{node.tag} {node.attributes}"
        if (
            node.tag == "script" and "pwned" in (node.html or "") and "json" not in str(node.attributes.get("type"))
        ) or (node.tag in FRAMES):
            found.append(written)
        for name, value in node.attributes.items():
            if name.startswith("on") or name == "srcdoc" or RUNS.match(value or "") or name == "formaction":
                found.append(written)
            if name in {"href", "src", "action"} and (value or "").startswith("//"):
                found.append(written)
    return found


@pytest.fixture
def moderator(db: None) -> User:
    found = account("moderator@example.org", is_staff=True, display_name="The moderator")
    found.user_permissions.set(Permission.objects.filter(content_type__app_label="comments"))
    return found


@pytest.fixture
def article(published: Callable[..., Article], moderator: User) -> Article:
    """Every text in every place where somebody can put one."""
    article = published("A bridge")
    ruled(per_reader=999, per_network=999, hold_reports=999, heat=0, suspect_words="pwned")
    for number, text in enumerate(TEXTS):
        writer, other = (account(f"{who}-{number}@example.org") for who in ("writer", "other"))
        User.objects.filter(pk__in=[writer.pk, other.pk]).update(display_name=text[:80], bio=text)
        writer.refresh_from_db()
        writer.confirm_email()
        other.confirm_email()
        write(article, writer, other, moderator, text)
    Discussion.objects.filter(pk=article.pk).update(
        mode="before", mode_note=TEXTS[0], closed_note=TEXTS[1], withheld_note=TEXTS[2]
    )
    CategoryMode.objects.create(category=article.category, mode="before", note=TEXTS[1])
    return article


def write(article: Article, writer: User, other: User, moderator: User, text: str) -> None:
    first = say(article, text, user=writer, source=text, featured_at=timezone.now(), featured_note=text[:200])
    FormerText.objects.create(comment=first, source=text, body=text)
    Comment.objects.filter(pk=first.pk).update(edited_at=timezone.now())
    say(article, text, first, guest_name=text, guest_url=f"javascript:{text}", guest_email="x@example.org")
    mine = posting.post(article, f"{text} @{writer.display_name}", by=other, reply_to=first)
    deciding.carry_out([mine.pk], deciding.Wish(Decision.Verb.APPROVE), decisions.Act(by=moderator))
    editing.edit(mine.pk, f"{text} changed", by=other)
    held = [{"rule": "suspect_words", "words": text}, {"rule": "mode_article", "words": text}]
    say(article, text, user=writer, status="pending", queued_at=timezone.now(), held_for=held, is_suspect=True)
    refused = say(article, text, user=writer, status="pending", source=text)
    reason = Reason.objects.create(name=text[:60], words=text)
    act = decisions.Act(by=moderator, reason=reason, words=text)
    deciding.carry_out([refused.pk], deciding.Wish(Decision.Verb.REJECT), act)
    refused.refresh_from_db()
    appeals.against_comment(refused, text, by=writer)
    reporting.report(first.pk, Report.Reason.OTHER, text, by=other)
    sanctions.impose(other, Sanction.Kind.SUSPENSION, text, by=moderator, until=timezone.now() + timedelta(days=1))
    sanctions.impose(writer, Sanction.Kind.WARNING, text, by=moderator)


def public(article: Article) -> list[str]:
    """The addresses of pages that anybody can open."""
    first = Comment.objects.filter(article=article, edited_at__isnull=False).order_by("pk")
    pages = [article.get_absolute_url(), f"/discussion/{article.pk}/", f"/discussion/{article.pk}/?sort=picks"]
    pages += [f"/discussion/{article.pk}/?sort={name}" for name in ("oldest", "replied", "recommended")]
    for comment in first.filter(status="approved"):
        pages += [f"/discussion/comment/{comment.pk}/", f"/discussion/comment/{comment.pk}/changes/"]
    return pages


def opened(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address
        assert what_runs(page.text) == [], address
        for name in LexborHTMLParser(page.text).css(".comment-author"):
            assert name.css_first("bdi"), address  # whatever way it is written


@pytest.mark.parametrize("html", [*TEXTS[:4], TEXTS[7], TEXTS[8], TEXTS[10], TEXTS[11], f"<p title='{TEXTS[6]}'>"])
def test_the_test_sees_what_runs(html: str):
    assert what_runs(f"<p>{html}</p>")


def test_pages(client: Client, article: Article, moderator: User):
    writers = User.objects.filter(comments__article=article).distinct()
    for writer in writers:
        client.force_login(writer)
        opened(client, of_ones_own(article, writer))
    client.force_login(moderator)
    queues = ("pending", "reported", "suspect", "returned", "decided")
    opened(client, [f"{DESK}?queue={name}" for name in queues])
    opened(client, [f"{DESK}{name}/" for name in ("log", "appeals", "discussions", "export", "reviews")])
    opened(client, [f"{DESK}discussions/{article.pk}/", "/admin/comments/comment/", "/admin/comments/rules/"])
    opened(client, [f"{DESK}readers/{each.pk}/" for each in writers])
    opened(client, [f"/admin/comments/comment/{each.pk}/change/" for each in article.comments.all()[:20]])
    client.logout()
    pages = public(article)
    assert len(pages) > 20
    opened(client, pages)
    Discussion.objects.filter(pk=article.pk).update(closes_at=timezone.now())
    opened(client, pages[:2])
    Discussion.objects.filter(pk=article.pk).update(withheld_at=timezone.now())
    opened(client, pages[:2])


def of_ones_own(article: Article, writer: User) -> list[str]:
    own = writer.comments.order_by("pk")
    first = own[0].pk
    pages = ["/comments/own/", "/comments/sanctions/", "/comments/notices/", "/comments/mail/"]
    pages += [f"/comments/{first}/", f"/comments/{first}/edit/", f"/comments/sent/{first}/"]
    pages += [f"/comments/{article.pk}/write/?reply_to={first}"]
    return pages + [f"/comments/{each.pk}/appeal/" for each in own.filter(status="rejected")]


def test_mails_feeds_data_and_exports(client: Client, article: Article):
    messages = [message for message in mail.outbox if isinstance(message, EmailMultiAlternatives)]
    assert len(messages) >= 2 * len(TEXTS)
    html = [str(part[0]) for message in messages for part in message.alternatives]
    assert [found for part in html for found in what_runs(part)] == []
    assert not any("\n" in message.subject for message in messages)
    for form in ("", "atom/"):
        feed = client.get(f"/discussion/{article.pk}/feed/{form}")
        texts = [element.text or "" for element in ElementTree.fromstring(feed.content).iter()]
        assert [found for text in texts if text.startswith("<p>") for found in what_runs(text)] == []
    for address in (f"/discussion/{article.pk}/comments.json", f"/discussion/{article.pk}/feed/json/"):
        answer = client.get(address)
        assert "json" in answer.headers["Content-Type"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        texts = [text for text in strings(answer.json()) if text.startswith("<p>")]
        assert len(texts) >= len(TEXTS)
        assert [found for text in texts for found in what_runs(text)] == []
    rows = [json.loads(line) for line in b"".join(exporting.json_lines(exporting.Wanted())).splitlines()]
    assert len(rows) >= 4 * len(TEXTS)


def strings(found: object) -> list[str]:
    if isinstance(found, dict):
        return [text for each in found.values() for text in strings(each)]
    if isinstance(found, list):
        return [text for each in found for text in strings(each)]
    return [found] if isinstance(found, str) else []
