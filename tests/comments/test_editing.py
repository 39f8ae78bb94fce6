"""Changing and removing what one wrote, and what others read of it afterwards."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Article
from comments import discussions, editing, former
from comments.models import Comment, Decision, Discussion, FormerText, Mode, Rules, Sanction
from comments.posting import Refused
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def comment(article: Article, reader: User) -> Comment:
    return say(article, "So it was.", user=reader, source="So it was.", created_at=timezone.now())


def test_what_it_said_stays_readable(client: Client, comment: Comment, reader: User):
    editing.edit(comment.pk, "So it *is*, <b>mostly</b>.", by=reader)
    comment.refresh_from_db()
    assert comment.body == "<p>So it <em>is</em>, &lt;b&gt;mostly&lt;/b&gt;.</p>"
    assert comment.edited_at
    Comment.objects.update(status=Status.APPROVED)
    page = client.get(f"/discussion/comment/{comment.pk}/")
    assert LexborHTMLParser(page.content).css_first(".comment-header a[href$='/changes/']").text() == "edited"
    answer = client.get(f"/discussion/comment/{comment.pk}/changes/")
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    page = LexborHTMLParser(answer.content)
    for said in page.css(".change .visually-hidden"):
        said.decompose()
    assert [each.text() for each in page.css(".change del")] == ["was"]
    assert "".join(each.text() for each in page.css(".change ins")) == "*is*, <b>mostly</b>"
    assert page.css(".change b") == []


def test_every_change_is_shown_the_latest_first(comment: Comment, reader: User):
    for text in ("So it is.", "So it is not."):
        editing.edit(comment.pk, text, by=reader)
        Comment.objects.update(status=Status.APPROVED)
    comment.refresh_from_db()
    kinds = [[(piece.kind, piece.text) for piece in change.pieces] for change in former.changes(comment)]
    assert kinds[0] == [("same", "So it is"), ("new", " not"), ("same", ".")]
    assert kinds[1] == [("same", "So it "), ("gone", "was"), ("new", "is"), ("same", ".")]


def test_a_change_is_looked_at_again(comment: Comment, reader: User):
    before = Discussion.objects.get().version
    assert editing.edit(comment.pk, "Buy pills", by=reader).status == Status.PENDING
    comment.refresh_from_db()
    assert comment.status == Status.PENDING
    assert comment.queued_at
    assert Discussion.objects.get().visible == 0
    assert Discussion.objects.get().version > before
    decision = Decision.objects.get()
    assert (decision.verb, decision.by_id, decision.rule) == ("hold", None, "mode_site")


def test_every_rule_is_asked_again(comment: Comment, reader: User):
    Rules.objects.create(mode=Mode.AFTER, banned_words="pills", suspect_words="bargain", new_days=0)
    assert editing.edit(comment.pk, "So it is.", by=reader).status == Status.APPROVED
    with pytest.raises(Refused):
        editing.edit(comment.pk, "Buy pills", by=reader)
    comment.refresh_from_db()
    assert (comment.body, comment.status, FormerText.objects.count()) == ("<p>So it is.</p>", Status.APPROVED, 1)
    changed = editing.edit(comment.pk, "A bargain", by=reader)
    assert (changed.status, changed.held_for[0]["rule"]) == (Status.PENDING, "suspect_words")


def test_the_same_again_is_no_change(comment: Comment, reader: User):
    editing.edit(comment.pk, "So it was.  ", by=reader)
    comment.refresh_from_db()
    assert (comment.status, comment.edited_at, FormerText.objects.count()) == (Status.APPROVED, None, 0)


def test_what_was_returned_goes_back_to_the_queue(client: Client, comment: Comment, reader: User):
    Comment.objects.update(status=Status.RETURNED, created_at=timezone.now() - timedelta(days=3))
    editing.edit(comment.pk, "So it was, I think.", by=reader)
    comment.refresh_from_db()
    assert comment.status == Status.PENDING
    assert comment.queued_at
    # Readers never get what a moderator gave back.
    assert not FormerText.objects.exists()


def test_what_was_returned_can_be_sent_again_after_closing(comment: Comment, reader: User):
    Comment.objects.update(status=Status.RETURNED)
    Article.objects.update(comments_policy="closed")
    editing.edit(comment.pk, "Better now", by=reader)
    assert Comment.objects.get().status == Status.PENDING


@pytest.mark.parametrize("shut", ["unpublished", "withheld", "banned", "off"])
def test_but_not_where_nobody_is_to_read_it(comment: Comment, reader: User, shut: str):
    Comment.objects.update(status=Status.RETURNED)
    SHUT[shut](comment) if shut in SHUT else Article.objects.update(comments_policy="off")
    with pytest.raises(Refused):
        editing.edit(comment.pk, "Better now", by=reader)
    assert Comment.objects.get().status == Status.RETURNED


# T20 of the list of attacks.
@pytest.mark.parametrize("status", [Status.PENDING, Status.REJECTED, Status.SPAM, Status.WITHDRAWN])
def test_what_was_held_or_removed_stays_as_it_is(comment: Comment, reader: User, status: str):
    Comment.objects.update(status=status)
    with pytest.raises(Refused):
        editing.edit(comment.pk, "Better now", by=reader)
    comment.refresh_from_db()
    assert (comment.status, comment.body) == (status, "<p>So it was.</p>")


def lock_out(comment: Comment, **fields: object) -> None:
    Sanction.objects.create(user=comment.user, words="Enough.", **fields)


SHUT: dict[str, Callable[[Comment], object]] = {
    "late": lambda comment: Comment.objects.update(created_at=timezone.now() - timedelta(minutes=16)),
    "closed": lambda comment: Article.objects.update(comments_policy="closed"),
    "unpublished": lambda comment: Article.objects.update(status="draft"),
    "withheld": lambda comment: Discussion.objects.update(withheld_at=timezone.now()),
    "banned": lambda comment: lock_out(comment, kind="ban"),
    "suspended": lambda comment: lock_out(comment, kind="suspension", until=timezone.now() + timedelta(days=1)),
    "another's": lambda comment: Comment.objects.update(user=account("other@example.org")),
}


@pytest.mark.parametrize("reason", SHUT)
def test_nothing_is_changed_past(comment: Comment, reader: User, reason: str):
    SHUT[reason](comment)
    with pytest.raises(Refused):
        editing.edit(comment.pk, "Better now", by=reader)
    assert Comment.objects.get().body == "<p>So it was.</p>"
    assert not FormerText.objects.exists()


def test_nor_too_often_nor_to_nothing(comment: Comment, reader: User):
    for number in range(editing.MOST):
        editing.edit(comment.pk, f"Change {number}", by=reader)
        Comment.objects.update(status=Status.APPROVED)
    for text in ("Once more", " ", "x" * 5001):
        with pytest.raises(Refused):
            editing.edit(comment.pk, text, by=reader)


def test_removed_it_keeps_its_place_and_nothing_else(client: Client, comment: Comment, reader: User):
    editing.edit(comment.pk, "So it is.", by=reader)
    Comment.objects.update(status=Status.APPROVED)
    reply = say(comment.article, "Indeed.", parent=comment)
    editing.remove(comment.pk, by=reader)
    comment.refresh_from_db()
    assert (comment.status, comment.body, comment.source) == (Status.WITHDRAWN, "", "")
    assert not FormerText.objects.exists()
    page = LexborHTMLParser(client.get(comment.article.get_absolute_url()).content)
    assert page.css_first(f"#comment-{comment.pk}").text(strip=True) == "This comment was removed by its author."
    assert page.css_first(f"#comment-{reply.pk} .text").text(strip=True) == "Indeed."
    assert client.get(f"/discussion/comment/{comment.pk}/changes/").status_code == 404
    assert Discussion.objects.get().visible == 1


@pytest.mark.parametrize("status", [Status.REJECTED, Status.SPAM, Status.WITHDRAWN])
def test_what_moderators_removed_cannot_be_removed_again(comment: Comment, reader: User, status: str):
    Comment.objects.update(status=status)
    with pytest.raises(Refused):
        editing.remove(comment.pk, by=reader)


def test_nobody_removes_what_is_withheld_or_anothers(comment: Comment, reader: User):
    with pytest.raises(Refused):
        editing.remove(comment.pk, by=account("other@example.org"))
    discussions.lock([comment.article_id])
    Discussion.objects.update(withheld_at=timezone.now())
    with pytest.raises(Refused):
        editing.remove(comment.pk, by=reader)


def test_former_texts_are_shown_only_with_the_comment(client: Client, comment: Comment, reader: User):
    address = f"/discussion/comment/{comment.pk}/changes/"
    assert client.get(address).status_code == 404  # never changed
    editing.edit(comment.pk, "So it is.", by=reader)
    assert client.get(address).status_code == 404  # waits for a moderator
    Comment.objects.update(status=Status.APPROVED)
    assert client.get(address).status_code == 200
    Article.objects.update(comments_policy="off")
    assert client.get(address).status_code == 404


def test_pages_to_change_and_to_remove(client: Client, comment: Comment, reader: User):
    client.force_login(reader)
    address = f"/comments/{comment.pk}/edit/"
    assert LexborHTMLParser(client.get(address).content).css_first("textarea").text() == "So it was."
    page = client.post(address, {"text": "x" * 5001})
    assert page.status_code == 422
    assert "x" * 5001 in page.text
    assert client.post(address, {"text": "So it is."})["Location"] == f"/comments/{comment.pk}/"
    page = client.post(address, {"text": "And again"})  # it waits now
    assert (page.status_code, "And again" in page.text, "<textarea" in page.text) == (422, True, False)
    assert client.post(f"/comments/{comment.pk}/remove/")["Location"] == "/comments/own/"
    assert "removed" in client.get("/comments/own/").text
    assert Comment.objects.get().status == Status.WITHDRAWN


def test_worst_texts_are_compared_in_time():
    """No clock: how often two words are compared is bounded by their number."""
    before, after = "a b " * 1250, "b a " * 1250
    assert "".join(piece.text for piece in former.compared(before, after) if piece.kind != "gone") == after
