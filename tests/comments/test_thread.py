from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts import portraits
from accounts.erasure import erase
from accounts.models import User
from articles.models import Article
from comments import threads
from comments.models import Comment
from comments.models.comment import path_step
from tests.conftest import account
from tests.pictures import drawn

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


def removed(comment: Comment) -> Comment:
    """As it is left by whoever closed their account and had their comments removed."""
    Comment.objects.filter(pk=comment.pk).update(body="", status="withdrawn", guest_name="", user=None)
    return comment


def page(client: Client) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(PATH).content)


def test_thread_is_nested_in_reading_order(client: Client, published, reader: User):
    article = published()
    first = comment(article, "First")
    comment(article, "Second", user=reader, guest_name="")
    reply = comment(article, "Reply", parent=first)
    comment(article, "Reply to the reply", parent=reply)
    tree = page(client)
    assert [node.text() for node in tree.css(".comment .text")] == ["Second", "First", "Reply", "Reply to the reply"]
    assert [node.text() for node in tree.css(".comment-author")] == ["Reader", "Pat", "Pat", "Pat"]
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
    for policy, count, words in (("open", 1, "Be civil"), ("closed", 1, "are closed"), ("off", 0, "")):
        Article.objects.update(comments_policy=policy)
        tree = page(client)
        assert len(tree.css(".comment")) == count
        assert bool(tree.css("#comments")) == (policy != "off")
        assert words in tree.body.text()


def test_what_its_author_removed_leaves_a_place_that_keeps_the_answers(client: Client, published, reader: User):
    article = published()
    first = comment(article, "Mine", user=reader, guest_name="")
    answer = comment(article, "Answer", parent=first)
    comment(article, "Mine again", user=reader, guest_name="", parent=answer)
    comment(article, "Other")
    erase(reader, keeps_comments=False)
    tree = page(client)
    assert [node.text() for node in tree.css(".comment .text")] == ["Other", "Answer"]
    (place,) = tree.css(".comment-removed")
    assert place.text(strip=True) == "This comment was removed by its author."
    assert (place.attributes["id"], place.css("a, time, h3, img")) == (f"comment-{first.pk}", [])
    assert place.parent.css_first(".thread-list .comment .text").text() == "Answer"
    assert tree.css_first("#comments-heading").text(strip=True) == "2 comments"


def test_place_without_an_answer_that_is_shown_is_not(published):
    article = published()
    comment(article, "Waits", parent=removed(comment(article)), status="pending")
    removed(comment(article))
    found = threads.thread(article)
    assert (found.threads, found.count) == ([], 0)


def test_rows_of_removed_comments_keep_an_answer_far_below(client: Client, published):
    article = published()
    first = removed(comment(article))
    second = removed(comment(article, parent=first))
    hidden = comment(article, "Spam", parent=second, status="spam")
    comment(article, "Far below", parent=hidden)
    tree = page(client)
    assert len(tree.css(".comment-removed")) == 3
    assert len(tree.css(".thread-list .thread-list .thread-list .thread-list .comment")) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("rejected", "This comment was removed by a moderator."),
        ("spam", "This comment was removed by a moderator."),
        ("pending", "This comment is being looked at by a moderator."),
    ],
)
def test_what_moderators_hid_leaves_a_place_that_says_so(status, words, client: Client, published, reader: User):
    article = published()
    comment(article, "Answer", parent=comment(article, "Rude", status=status, user=reader, guest_name=""))
    tree = page(client)
    assert [place.text(strip=True) for place in tree.css(".comment-removed")] == [words]
    assert "Rude" not in tree.body.text()


def test_picture_stands_beside_the_name_or_a_letter_in_its_place(client: Client, published, reader: User):
    article = published()
    portraits.take(reader, drawn((64, 64), "teal"))
    User.objects.update(display_name="مريم")
    comment(article, user=reader, guest_name="")
    comment(article, guest_name="zoë")
    without, with_picture = page(client).css(".comment-face")
    reader.refresh_from_db()
    (image,) = with_picture.css("img")
    assert image.attributes == {
        "src": reader.portrait_address,
        "alt": "",
        "width": "40",
        "height": "40",
        "loading": "lazy",
        "decoding": "async",
    }
    assert client.get(reader.portrait_address)["Cache-Control"].startswith("public")
    assert (with_picture.text(strip=True), without.text(strip=True)) == ("م", "Z")
    assert [face.attributes["aria-hidden"] for face in (with_picture, without)] == ["true", "true"]
    assert not without.css("img")


def test_picture_of_someone_locked_out_is_not_shown(client: Client, published, reader: User):
    portraits.take(reader, drawn((64, 64), "teal"))
    comment(published(), user=reader, guest_name="")
    User.objects.update(is_active=False)
    assert not page(client).css(".comment-face img")


def test_faces_and_empty_places_ask_the_database_no_more_often(published, django_assert_num_queries):
    article = published()
    for number in range(1, 4):
        author = account(f"{number}@example.org", display_name=f"Reader in row {number}")
        portraits.take(author, drawn((64, 64), "teal"))
        comment(article, parent=removed(comment(article)), user=author, guest_name="")
        with django_assert_num_queries(4):  # the count, what begins threads, what is below, who wrote it
            render_to_string("comments/_thread.html", {"article": article, "thread": threads.thread(article)})


def test_what_the_desk_chose_is_marked_with_its_note(client: Client, published):
    article = published()
    comment(article, "Well put", featured_at=timezone.now(), featured_note="From <b>somebody</b> who was there")
    comment(article, "Chosen", featured_at=timezone.now())
    comment(article, "Plain", featured_note="Once")
    marks = {
        node.parent.css_first(".text").text(): node.text(strip=True) for node in page(client).css(".comment-chosen")
    }
    assert marks == {"Well put": "Editor's pickFrom <b>somebody</b> who was there", "Chosen": "Editor's pick"}
