"""What the desk or an author took out of a discussion is nowhere public, and nothing of the reader is in the log."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.erasure import erase
from accounts.models import User
from articles.models import Article
from comments import appeals, decisions, moderation, sanctions
from comments.decisions import Act
from comments.models import Appeal, Comment, Decision, FormerText, Sanction
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status


@pytest.fixture
def comment(published: Callable[..., Article], reader: User) -> Comment:
    """Changed once, a moment after it appeared."""
    made = say(published(), "Call him at 555-1234.", user=reader, source="Call him at 555-1234.")
    FormerText.objects.create(comment=made, source=made.source, body=made.body)
    Comment.objects.update(body="<p>A lovely day.</p>", source="A lovely day.", edited_at=made.created_at)
    made.refresh_from_db()
    return made


def public(client: Client, comment: Comment) -> str:
    return client.get(f"/discussion/comment/{comment.pk}/changes/").text


def test_what_the_desk_takes_out_is_gone_from_the_former_texts(client: Client, comment: Comment, editor: User):
    assert "555-1234" in public(client, comment)
    Comment.objects.filter(pk=comment.pk).update(body="<p>Taken out.</p>")
    moderation.edited(comment, ["body"], by=editor)
    page = public(client, comment)
    assert "555-1234" not in page
    assert "lovely" not in page


@pytest.mark.parametrize("status", [Status.RETURNED, Status.REJECTED, Status.SPAM, Status.PENDING])
def test_approved_after_all_it_is_approved_as_it_is_now(client: Client, comment: Comment, editor: User, status: Status):
    act = Act(by=editor)
    moderation.put([comment.pk], status, act)
    moderation.put([comment.pk], Status.APPROVED, back := Act(by=editor))
    assert "555-1234" not in public(client, comment)
    decisions.undo(back.bulk, by=editor)
    decisions.undo(act.bulk, by=editor)
    assert "555-1234" in public(client, comment)


def test_moderators_see_what_it_said_before(desk: Client, comment: Comment):
    Comment.objects.update(report_weight=2)
    assert "555-1234" in desk.get("/admin/comments/moderation/" + "?queue=reported").text


def test_nothing_a_reader_or_moderator_wrote_stays_in_the_log(comment: Comment, reader: User, editor: User):
    other = account("other@example.org")
    moderation.put([comment.pk], Status.REJECTED, Act(by=editor, words="You gave a private number away."))
    appeals.decide(
        appeals.against_comment(comment, "My illness made me.", by=reader).pk,
        Appeal.Outcome.UPHELD,
        "Even so, Nora.",
        by=other,
    )
    sanctions.impose(reader, Sanction.Kind.BAN, "For what you wrote.", by=editor)
    assert Decision.objects.exclude(words="").count() == 3
    erase(reader, keeps_comments=False)
    kept = str(list(Decision.objects.values()))
    for words in ("illness", "Nora", "private number", "For what you wrote"):
        assert words not in kept
    assert Decision.objects.filter(words="").count() == 3


def test_a_sanction_taken_back_and_given_again_says_what_it_said(reader: User, editor: User):
    sanctions.impose(reader, Sanction.Kind.BAN, "Again and again.", by=editor)
    before = list(Sanction.objects.values())
    act = Decision.objects.get().bulk
    (undone,) = decisions.undo(act, by=editor)
    assert not Sanction.objects.exists()
    decisions.undo(undone.bulk, by=editor)
    assert list(Sanction.objects.values()) == before
