"""Where readers say why a moderator was wrong: their own comments and sanctions, once each."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import appeals, decisions, moderation, sanctions
from comments.decisions import Act
from comments.models import Appeal, Comment, Decision, Reason, Sanction
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
Verb = Decision.Verb
WHY = "It was about the decision, not the person."


@pytest.fixture
def refused(published: Callable[..., Article], reader: User, editor: User) -> Comment:
    comment = say(published(), "A foolish plan.", user=reader)
    moderation.put([comment.pk], Status.REJECTED, Act(by=editor, reason=Reason.objects.get(name="Insulting")))
    return comment


@pytest.fixture
def banned(reader: User, editor: User) -> Sanction:
    reader.confirm_email()
    return sanctions.impose(reader, Sanction.Kind.BAN, "Again and again.", by=editor)


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def test_from_ones_own_comments_to_another_moderator(member: Client, refused: Comment, editor: User):
    address = f"/comments/{refused.pk}/appeal/"
    assert address in member.get("/comments/own/").text
    page = member.get(address).text
    assert "A foolish plan." in page
    assert Reason.objects.get(name="Insulting").words in page
    answer = member.post(address, {"text": WHY}, follow=True)
    assert "Your appeal has arrived" in answer.text
    appeal = Appeal.objects.get()
    assert (appeal.comment, appeal.against, appeal.text) == (refused, editor, WHY)
    assert "waits for another moderator" in member.get(address).text


def test_who_did_something_else_to_it_may_decide(refused: Comment, reader: User, editor: User, administrator: User):
    decisions.change([(refused, {"is_suspect": True})], Verb.MOVE, Act(by=administrator))
    assert appeals.against_comment(refused, WHY, by=reader).against == editor


def test_a_refusal_taken_back_is_appealed_against_no_more(refused: Comment, reader: User, editor: User, reporter: User):
    act = Act(by=reporter)
    moderation.put([refused.pk], Status.SPAM, act)
    undone = decisions.undo(act.bulk, by=reporter)
    with transaction.atomic():
        assert appeals.against_comment(refused, WHY, by=reader).against == editor
        transaction.set_rollback(True)
    decisions.undo(undone[0].bulk, by=editor)
    assert appeals.against_comment(refused, WHY, by=reader).against == reporter


def test_who_decided_first_does_not_undo_the_answer(client: Client, refused: Comment, reader: User, editor: User):
    number = appeals.against_comment(refused, WHY, by=reader).pk
    made = appeals.decide(number, Appeal.Outcome.REVERSED, "You were right.", by=account("other@example.org"))
    editor.user_permissions.add(*Permission.objects.filter(codename__in=["change_comment", "change_appeal"]))
    client.force_login(editor)
    answer = client.post("/admin/comments/moderation/undo/", {"act": made.bulk}, follow=True)
    assert "You decided first" in answer.text
    assert Comment.objects.get().status == "approved"


@pytest.mark.parametrize("text", ["", "  ", "x" * (appeals.LONGEST + 1), "\0"])
def test_nothing_and_too_much_are_refused_and_kept(member: Client, refused: Comment, text: str):
    answer = member.post(f"/comments/{refused.pk}/appeal/", {"text": text})
    assert answer.status_code == 422
    assert text.strip("\0 ") in answer.text
    assert not Appeal.objects.exists()


def test_once(member: Client, refused: Comment):
    address = f"/comments/{refused.pk}/appeal/"
    assert [member.post(address, {"text": WHY}).status_code for _time in range(2)] == [303, 422]
    assert Appeal.objects.count() == 1


def test_against_a_ban(member: Client, mails_are_sent_at_once: Callable[[], None], banned: Sanction):
    assert "/comments/sanctions/" in mail.outbox[-1].body
    page = member.get("/comments/sanctions/").text
    address = f"/comments/sanctions/{banned.pk}/appeal/"
    assert "Again and again." in page
    assert address in page
    member.post(address, {"text": WHY})
    appeals.decide(Appeal.objects.get().pk, Appeal.Outcome.REVERSED, "You were right.", by=account("other@example.org"))
    page = member.get("/comments/sanctions/").text
    assert "took the decision back" in page
    assert "Lifted on" in page
    assert address not in page


def test_nobody_elses(client: Client, refused: Comment, banned: Sanction):
    for address in (f"/comments/{refused.pk}/appeal/", f"/comments/sanctions/{banned.pk}/appeal/"):
        assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(account("other@example.org"))
    for address in (f"/comments/{refused.pk}/appeal/", f"/comments/sanctions/{banned.pk}/appeal/"):
        assert [client.get(address).status_code, client.post(address, {"text": WHY}).status_code] == [404, 404]
    assert "Nothing." in client.get("/comments/sanctions/").text


def test_what_is_over_or_published_is_not_appealed_against(member: Client, refused: Comment, banned: Sanction):
    Comment.objects.update(status=Status.APPROVED)
    Sanction.objects.update(lifted_at=timezone.now() - timedelta(days=1))
    for address in (f"/comments/{refused.pk}/appeal/", f"/comments/sanctions/{banned.pk}/appeal/"):
        assert "nothing to appeal against any more" in member.get(address).text
        assert member.post(address, {"text": WHY}).status_code == 422
    assert not Appeal.objects.exists()
