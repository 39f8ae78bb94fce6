"""What is withheld at the desk: no queue offers it, every page says how much rests, and no button changes it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import moderation, steering
from comments.decisions import Act
from comments.models import Appeal, Comment, Decision
from tests.comments.admin.test_desk import DESK, JSON
from tests.comments.said import say
from tests.comments.test_withheld import WORDS, state
from tests.conftest import account

Status = Comment.Status
CHANGE = "/admin/comments/comment/"
REST = "rest in discussions that are withheld"
LEFT = "Left alone, as their discussion is withheld until somebody restores it: "


@pytest.fixture
def withheld(published: Callable[..., Article], reader: User, administrator: User) -> list[Comment]:
    """Two in each queue, and an appeal."""
    article, by = published("The trial"), account("mo@example.org", "comments.change_comment", is_staff=True)
    waits = {"status": Status.PENDING, "queued_at": timezone.now(), "user": reader}
    made = [say(article, "Wait.", **waits, is_suspect=number > 1) for number in range(4)]
    made += [say(article, "Reported.", report_weight=1.0, user=reader) for _ in range(2)]
    made += [say(article, "Back.", status=Status.RETURNED, user=reader) for _ in range(2)]
    made.append(say(article, "Refused.", user=reader))
    moderation.put([made[-1].pk], Status.REJECTED, Act(by=by))
    Appeal.objects.create(user=reader, comment=made[-1], against=by, text="No.")
    steering.withhold(article.pk, "A court decides.", act=steering.Act(administrator))
    return made


@pytest.fixture
def free(published: Callable[..., Article], reader: User) -> Comment:
    return say(published("The bridge"), "Waits.", status=Status.PENDING, queued_at=timezone.now(), user=reader)


def test_queues_leave_it_out_and_say_how_much_rests(desk: Client, withheld: list[Comment], free: Comment):
    for queue, there in (("pending", [free.pk]), ("suspect", []), ("reported", []), ("returned", [])):
        page = desk.get(DESK, {"queue": queue})
        assert [card.comment.pk for card in page.context["cards"]] == there
        assert f"2 more {REST}" in page.text
        assert {tab.key: tab.count for tab in page.context["tabs"]}[queue] == len(there)
    assert REST not in desk.get(DESK, {"queue": "pending", "article": free.article_id}).text
    page = desk.get(f"{DESK}appeals/")
    assert page.context["appeals"] == []
    assert "1 more rests in a discussion that is withheld" in page.text
    steering.restore(withheld[0].article_id, act=steering.Act(User.objects.get(is_superuser=True)))
    page = desk.get(DESK)
    assert (len(page.context["cards"]), REST in page.text) == (3, False)
    assert len(desk.get(f"{DESK}appeals/").context["appeals"]) == 1


def test_the_desk_says_why_and_changes_nothing(desk: Client, withheld: list[Comment]):
    User.objects.filter(is_superuser=True).update(display_name="Lea")  # who answers needs a name
    before, one = state(), withheld[0]
    act = str(Decision.objects.get(verb="reject").bulk)
    seen = f"{one.pk}:{one.status}"
    reply = f"{DESK}reply/{one.pk}/"
    sent = [
        (f"{DESK}decide/", {"verb": "approve", "number": seen}),
        (f"{DESK}undo/", {"act": act}),
        (reply, {"verb": "approve", "number": seen, "text": "No."}),
    ]
    for address, data in sent:
        answer = desk.post(address, data, headers=JSON)
        assert (answer.status_code, answer.json()["said"]) == (409, WORDS)
        assert WORDS in desk.post(address, data, follow=True).text
    assert WORDS in desk.get(reply).text
    decided = {"outcome": "reversed", "answer": "So it is."}
    assert WORDS in desk.post(f"{DESK}appeals/{Appeal.objects.get().pk}/decide/", decided, follow=True).text
    assert state() == before


def test_many_are_counted_and_all_that_match_are_the_others(desk: Client, withheld: list[Comment], free: Comment):
    numbers = [f"{each.pk}:{each.status}" for each in [*withheld[:2], free]]
    answer = desk.post(f"{DESK}decide/", {"verb": "approve", "number": numbers}, headers=JSON).json()
    assert answer["said"] == f"1 comment approved. {LEFT}2."
    assert answer["skipped"] == [each.pk for each in withheld[:2]]
    moderation.put([free.pk], Status.PENDING, Act(by=None))
    all_of_it = {"verb": "approve", "everything": "on", "queue": "pending", "last": str(free.pk)}
    assert "1 comment approved." in desk.post(f"{DESK}decide/", all_of_it, follow=True).text
    assert set(Comment.objects.filter(pk__in=[each.pk for each in withheld[:4]]).values_list("status", flat=True)) == {
        "pending"
    }


def test_the_admin_shows_it_and_saves_nothing(desk: Client, withheld: list[Comment], free: Comment):
    one, before = withheld[0], state()
    page = desk.get(f"{CHANGE}{one.pk}/change/")
    assert WORDS in page.text
    assert 'name="body"' not in page.text
    seen = page.context["adminform"].form.initial["seen"]
    data = {"status": "approved", "body": "<p>Other.</p>", "guest_name": "", "guest_email": "", "seen": seen}
    assert WORDS in desk.post(f"{CHANGE}{one.pk}/change/", data).text
    for method in (desk.get, desk.post):
        assert WORDS in method(f"{CHANGE}{one.pk}/delete/", {"post": "yes"}, follow=True).text
    assert state() == before


@pytest.mark.parametrize("action", ["reject", "delete_selected"])
def test_actions_of_the_admin_leave_it_alone(desk: Client, withheld: list[Comment], free: Comment, action: str):
    before = list(Comment.objects.exclude(pk=free.pk).values())
    chosen = [str(each.pk) for each in [*withheld[:3], free]]
    page = desk.post(CHANGE, {"action": action, "_selected_action": chosen, "post": "yes"}, follow=True)
    assert f"{LEFT}3." in page.text
    assert list(Comment.objects.exclude(pk=free.pk).values()) == before
    assert not Comment.objects.filter(pk=free.pk, status="pending").exists()
    page = desk.post(CHANGE, {"action": action, "_selected_action": chosen[:3], "post": "yes"}, follow=True)
    assert f"{LEFT}3." in page.text
