"""The desk's other pages: one reader, the appeals, the log; and who may do what there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from articles.models import Article
from comments import appeals, moderation
from comments.decisions import Act
from comments.models import Appeal, Comment, Decision, Note, Sanction
from tests.comments.admin.test_desk import DESK
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def at_desk(client: Client, db: None) -> Client:
    moderator = account("mo@example.org", display_name="Mo", is_staff=True)
    moderator.groups.add(Group.objects.get(name="Moderator"))
    client.force_login(moderator)
    return client


def post(client: Client, path: str, **form: Any) -> str:
    return client.post(f"{DESK}{path}", form, follow=True).text


def test_a_reader_is_suspended_and_let_back(at_desk: Client, article: Article, reader: User):
    say(article, "A page of it.", user=reader)
    path = f"readers/{reader.pk}/"
    assert "needs an end" in post(at_desk, f"{path}sanction/", kind="suspension", words="Cool down.")
    assert "Done" in post(at_desk, f"{path}sanction/", kind="suspension", words="Cool down.", days="3")
    made = Sanction.objects.get()
    page = at_desk.get(f"{DESK}{path}").text
    assert "Cool down." in page
    assert "A page of it." in page
    assert "Lifted" in post(at_desk, f"{path}sanction/{made.pk}/lift/")
    assert "lifted already" in post(at_desk, f"{path}sanction/{made.pk}/lift/")
    assert "Undone." in post(at_desk, "undo/", act=Decision.objects.latest("pk").bulk)
    assert Sanction.objects.get().lifted_at is None


def test_notes_are_shown_as_they_were_written(at_desk: Client, article: Article, reader: User):
    said, another = say(article, user=reader), say(article)
    path = f"readers/{reader.pk}/note/"
    assert "<script>alert" not in post(at_desk, path, text="<script>alert(1)</script>")
    post(at_desk, path, text="Of this one.", comment=said.pk)
    assert at_desk.post(f"{DESK}{path}", {"text": "No.", "comment": another.pk}).status_code == 404
    assert [(each.user_id, each.comment_id) for each in Note.objects.order_by("pk")] == [
        (reader.pk, None),
        (None, said.pk),
    ]


def test_appeals_wait_and_are_decided(at_desk: Client, article: Article, reader: User, editor: User):
    said = say(article, status=Status.PENDING, user=reader)
    moderation.put([said.pk], Status.REJECTED, Act(by=editor))
    appeal = appeals.against_comment(said, "It is true.", by=reader)
    assert "It is true." in at_desk.get(f"{DESK}appeals/").text
    form = {"outcome": "reversed", "answer": "You are right."}
    assert "Decided" in post(at_desk, f"appeals/{appeal.pk}/decide/", **form)
    assert Comment.objects.get().is_visible
    assert "decided already" in post(at_desk, f"appeals/{appeal.pk}/decide/", **form)
    assert "Undone" in post(at_desk, "undo/", act=Decision.objects.latest("pk").bulk)
    assert (Appeal.objects.get().outcome, Comment.objects.get().status) == ("", "rejected")


def test_the_log_takes_anything_back(at_desk: Client, article: Article, editor: User):
    said = [say(article, status=Status.PENDING) for _ in range(60)]
    for each in said:
        moderation.put([each.pk], Status.SPAM, Act(by=editor))
    first = at_desk.get(f"{DESK}log/")
    second = at_desk.get(f"{DESK}log/?{first.context['older']}")
    assert [len(page.context["rows"]) for page in (first, second)] == [50, 10]
    assert len(at_desk.get(f"{DESK}log/", {"comment": said[7].pk}).context["rows"]) == 1
    oldest = second.context["rows"][-1][0]
    assert "Undone: 1 comment." in post(at_desk, "undo/", act=oldest.bulk, log="1")
    assert Comment.objects.get(pk=said[0].pk).status == "pending"


def test_who_only_approves_neither_bans_nor_lifts(client: Client, article: Article, reader: User, editor: User):
    client.force_login(account("new@example.org", "comments.change_comment", is_staff=True))
    path = f"{DESK}readers/{reader.pk}/"
    assert client.get(path).status_code == 200
    assert client.post(f"{path}sanction/", {"kind": "ban", "words": "Why."}).status_code == 403
    assert client.post(f"{path}note/", {"text": "Why."}).status_code == 403
    assert client.get(f"{DESK}appeals/").status_code == 403
    Sanction.objects.create(user=reader, kind="ban", words="Why.", by=editor)
    assert client.post(f"{path}sanction/{Sanction.objects.get().pk}/lift/").status_code == 403
    assert not Decision.objects.exists()


def test_undoing_a_ban_takes_who_may_ban(client: Client, at_desk: Client, reader: User):
    post(at_desk, f"readers/{reader.pk}/sanction/", kind="ban", words="Why.")
    act = Decision.objects.get().bulk
    client.force_login(account("new@example.org", "comments.change_comment", is_staff=True))
    assert client.post(f"{DESK}undo/", {"act": act}).status_code == 403
    assert Sanction.objects.exists()


def test_people_of_the_desk_are_not_sanctioned(at_desk: Client, editor: User):
    assert "not sanctioned" in post(at_desk, f"readers/{editor.pk}/sanction/", kind="ban", words="Why.")
    assert at_desk.get(f"{DESK}readers/0/").status_code == 404


def test_whoever_decided_first_sees_those_of_others(at_desk: Client, article: Article, reader: User, editor: User):
    """However many there are about what they decided themselves."""
    mine = User.objects.get(email="mo@example.org")
    parent = say(article, "Who paid?")
    for number in range(30):
        said = say(article, f"Number {number}.", parent, status=Status.PENDING, user=reader)
        moderation.put([said.pk], Status.REJECTED, Act(by=editor if number == 29 else mine, words="Not the person."))
        appeals.against_comment(said, f"Because of {number}.", by=reader)
    page = at_desk.get(f"{DESK}appeals/")
    assert [appeal.text for appeal, _why in page.context["appeals"]] == ["Because of 29."]
    assert "29 more are about decisions of yours" in page.text
    assert "Rejected, " in page.text
    assert "Not the person." in page.text
    assert "Who paid?" in page.text
