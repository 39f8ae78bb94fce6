"""Replies that are hidden with what they answered: nobody judged them, and their authors are told just that."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import cards, deciding, decisions, former, history, learning, moderation
from comments.decisions import Act
from comments.models import Comment, Decision, FormerText, Report
from comments.removing import Replies
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
Verb = Decision.Verb
TOLD = "Hidden with the comment it answered."


@pytest.fixture
def author(db: None) -> User:
    return account("ann@example.org", display_name="Ann")


@pytest.fixture
def top(published: Callable[..., Article], reader: User) -> Comment:
    return say(published(), "Buy pills.", user=reader)


@pytest.fixture
def reply(top: Comment, author: User) -> Comment:
    return say(top.article, "Please stop.", top, user=author)


def hide(*chosen: Comment, by: User, verb: Verb = Verb.SPAM, words: str = "") -> Act:
    act = Act(by=by, words=words)
    deciding.carry_out([each.pk for each in chosen], deciding.Wish(verb, replies=Replies.HIDE), act)
    return act


def test_who_only_answered_keeps_a_good_name(top: Comment, reply: Comment, reader: User, author: User, editor: User):
    act = hide(top, by=editor)
    reply.refresh_from_db()
    assert reply.status == Status.SPAM
    assert (history.of(reader), history.of(author)) == ((0, 1), (0, 0))
    assert [each.comment for each in learning.decisions(most=10)] == [top]
    decisions.undo(act.bulk, by=editor)
    assert set(Comment.objects.values_list("status", flat=True)) == {Status.APPROVED}


def test_what_was_chosen_itself_was_judged(top: Comment, reply: Comment, author: User, editor: User):
    hide(top, reply, by=editor)
    assert history.of(author) == (0, 1)


def test_who_reported_only_the_reply_was_not_yet_right(top: Comment, reply: Comment, editor: User):
    for comment in (top, reply):
        Report.objects.create(comment=comment, user=account(f"r{comment.pk}@example.org"), reason="spam")
    hide(top, by=editor)
    outcomes = {report.comment: report.outcome for report in Report.objects.all()}
    assert outcomes == {top: Report.Outcome.UPHELD, reply: Report.Outcome.OPEN}


@pytest.mark.parametrize("verb", [Verb.REJECT, Verb.SPAM])
def test_authors_are_told_that_and_not_what_the_other_is(
    client: Client, top: Comment, reply: Comment, author: User, editor: User, verb: Verb
):
    hide(top, by=editor, verb=verb, words="No advertising.")
    client.force_login(author)
    for address in ("/comments/own/", f"/comments/{reply.pk}/appeal/"):
        page = client.get(address).text
        assert TOLD in page
        assert "No advertising." not in page
    deciding.carry_out([reply.pk], deciding.Wish(Verb.APPROVE), Act(by=editor))
    assert TOLD not in client.get("/comments/own/").text


def test_what_it_said_before_stays_readable(top: Comment, reply: Comment, editor: User):
    FormerText.objects.create(comment=reply, source="Stop.", body="<p>Stop.</p>")
    Comment.objects.filter(pk=reply.pk).update(edited_at=timezone.now())
    hide(top, by=editor)
    moderation.decide(Comment.objects.all(), Status.APPROVED, by=editor)
    assert [each.source for each in former.public(reply)] == ["Stop."]
    hide(reply, by=editor)
    moderation.decide(Comment.objects.all(), Status.APPROVED, by=editor)
    assert not former.public(reply)


def test_nor_is_it_counted_beside_their_name(top: Comment, reply: Comment, reader: User, author: User, editor: User):
    def counted() -> list[tuple[int, int]]:
        found = cards.histories_of([reader.pk, author.pk])
        return [(found[each.pk].approved, found[each.pk].refused) for each in (reader, author)]

    act = hide(top, by=editor)
    assert counted() == [(0, 1), (0, 0)]
    (undone, *_rest) = decisions.undo(act.bulk, by=editor)
    assert counted() == [(1, 0), (1, 0)]
    decisions.undo(undone.bulk, by=editor)
    assert counted() == [(0, 1), (0, 0)]
    deciding.carry_out([reply.pk], deciding.Wish(Verb.APPROVE), Act(by=editor))
    deciding.carry_out([reply.pk], deciding.Wish(Verb.REJECT), Act(by=editor, words="Now itself."))
    assert counted() == [(0, 1), (0, 1)]
