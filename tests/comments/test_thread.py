from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Article
from comments import threads
from comments.models import Comment
from comments.models.comment import path_step

PATH = "/news/council-votes-on-the-bridge/"


def comment(article: Article, body: str = "So it is.", parent: Comment | None = None, **fields) -> Comment:
    fields.setdefault("status", "approved")
    fields.setdefault("guest_name", "Pat")
    step = path_step(timezone.now() + timedelta(seconds=Comment.objects.count()))
    return Comment.objects.create(
        article=article,
        parent=parent,
        path=(parent.path if parent else "") + step,
        depth=parent.depth + 1 if parent else 0,
        body=f"<p>{body}</p>",
        **fields,
    )


def page(client: Client) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(PATH).content)


def test_thread_is_nested_in_reading_order(client: Client, published, reader: User):
    article = published()
    first = comment(article, "First")
    comment(article, "Second", user=reader, guest_name="")
    reply = comment(article, "Reply", parent=first)
    comment(article, "Reply to the reply", parent=reply)
    tree = page(client)
    assert [node.text() for node in tree.css(".comment .text")] == ["First", "Reply", "Reply to the reply", "Second"]
    assert [node.text() for node in tree.css(".comment-author")] == ["Pat", "Pat", "Pat", "Reader"]
    assert len(tree.css(".thread-list .thread-list .thread-list .comment")) == 1
    assert tree.css_first("#comments-heading").text(strip=True) == "4 comments"


@pytest.mark.parametrize("status", ["pending", "rejected", "spam"])
def test_only_approved_comments_are_shown_and_counted(status: str, client: Client, published):
    article = published()
    hidden = comment(article, "Hidden", status=status)
    comment(article, "Answer", parent=hidden)
    tree = page(client)
    assert [node.text() for node in tree.css(".comment .text")] == ["Answer"]
    assert tree.css_first("#comments-heading").text(strip=True) == "1 comment"


def test_nothing_but_name_and_text_is_told_of_a_guest(client: Client, published):
    comment(published(), guest_email="pat@example.org", guest_url="https://pat.example", ip_address="192.0.2.7")
    content = client.get(PATH).content.decode()
    assert "So it is." in content
    for secret in ("pat@example.org", "pat.example", "192.0.2.7"):
        assert secret not in content


def test_markup_of_a_comment_is_cleaned_again_and_its_links_not_vouched_for(client: Client, published):
    comment(published(), 'x<script>alert(1)</script><img src="https://x.example/"><a href="https://y.example/">y</a>')
    text = page(client).css_first(".comment .text")
    assert not text.css("script, img")
    assert text.css_first("a").attributes["rel"] == "ugc nofollow noopener"


def test_policy_decides_what_is_said(client: Client, published):
    article = published()
    comment(article)
    for policy, count, words in (("open", 1, "read by a moderator"), ("closed", 1, "are closed"), ("off", 0, "")):
        Article.objects.update(comments_policy=policy)
        tree = page(client)
        assert len(tree.css(".comment")) == count
        assert bool(tree.css("#comments")) == (policy != "off")
        assert words in tree.body.text()


def test_long_thread_is_cut_and_the_count_says_what_is_shown(published, monkeypatch):
    monkeypatch.setattr(threads, "MOST", 3)
    article = published()
    for number in range(5):
        comment(article, str(number))
    found = threads.thread(article)
    assert (found.count, len(found.comments), found.has_more) == (3, 3, True)


def test_deep_replies_stay_at_a_depth_that_fits_a_phone(published):
    article = published()
    last = comment(article)
    for _ in range(9):
        last = comment(article, parent=last)
    level, depth = threads.thread(article).comments, 0
    while deeper := [reply for shown in level for reply in shown.replies]:
        level, depth = deeper, depth + 1
    assert depth == threads.DEEPEST
    assert len(level) == 5
