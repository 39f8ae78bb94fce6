"""Answering at the desk without scripts, and what scripts are told."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from comments.models import Comment, Decision
from tests.comments.admin.test_desk import DESK, JSON, waiting
from tests.comments.ruled import ruled
from tests.conftest import account


@pytest.fixture
def at_desk(client: Client, db: None) -> Client:
    client.force_login(account("mo@example.org", "comments.change_comment", display_name="Mo", is_staff=True))
    return client


@pytest.fixture
def held(published: Callable[..., Article]) -> Comment:
    ruled()
    (made,) = waiting(published())
    return made


def test_a_form_in_the_card_and_a_page_of_its_own(at_desk: Client, held: Comment):
    address = f"{DESK}reply/{held.pk}/"
    assert f'action="{address}"' in at_desk.get(DESK).text
    assert f'action="{address}"' in at_desk.get(address).text
    form = {"number": f"{held.pk}:pending", "queue": "pending", "verb": "approve", "text": "In our archive."}
    page = at_desk.post(address, form, follow=True)
    answer = Comment.objects.latest("pk")
    assert f"/discussion/comment/{held.pk}/#comment-{answer.pk}" in page.text
    assert "In our archive." in at_desk.get(f"/discussion/comment/{held.pk}/").text
    assert "You last: 1 comment approved" in page.text
    assert (
        "Undone: 2 comments."
        in at_desk.post(f"{DESK}undo/", {"act": Decision.objects.latest("pk").bulk}, follow=True).text
    )
    assert not Comment.objects.visible().exists()


def test_what_was_refused_is_still_there(at_desk: Client, held: Comment):
    Comment.objects.update(status="spam")
    form = {"number": f"{held.pk}:pending", "text": "<b>Long words</b>"}
    page = at_desk.post(f"{DESK}reply/{held.pk}/", form)
    assert page.status_code == 422
    assert "Left alone" in page.text
    assert "&lt;b&gt;Long words&lt;/b&gt;</textarea>" in page.text
    assert at_desk.post(f"{DESK}reply/{held.pk}/", form, headers=JSON).status_code == 409


def test_scripts_learn_where_it_stands(at_desk: Client, held: Comment):
    form = {"number": f"{held.pk}:pending", "text": "Here.", "verb": "approve"}
    told = at_desk.post(f"{DESK}reply/{held.pk}/", form, headers=JSON).json()
    assert told["said"] == "Approved and answered."
    assert told["address"] == f"/discussion/comment/{held.pk}/#comment-{Comment.objects.latest('pk').pk}"
    assert (told["skipped"], told["stays"]) == ([], False)
    again = at_desk.post(f"{DESK}reply/{held.pk}/", {"verb": "reply", "text": "And there."}, headers=JSON).json()
    assert (again["said"], again["stays"]) == ("Answered.", True)


def test_only_moderators(client: Client, held: Comment, reporter: User):
    client.force_login(reporter)
    address = f"{DESK}reply/{held.pk}/"
    assert [client.get(address).status_code, client.post(address, {"text": "Here."}).status_code] == [403, 403]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter)
    assert strict.post(address, {"text": "Here."}).status_code == 403
    assert Comment.objects.count() == 1
