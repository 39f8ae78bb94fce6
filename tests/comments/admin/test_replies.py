"""Answering at the desk without scripts, and what scripts are told."""

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Comment, Decision
from tests.comments.admin.test_desk import DESK, JSON, article, at_desk, moderator, waiting  # noqa: F401  # fixtures
from tests.comments.ruled import ruled


@pytest.fixture
def held(article) -> Comment:  # noqa: F811  # the fixture
    ruled()
    (made,) = waiting(article)
    return made


@pytest.fixture
def named(moderator: User) -> User:  # noqa: F811  # the fixture
    moderator.display_name = "Mo"
    moderator.save()
    return moderator


def test_a_form_in_the_card_and_a_page_of_its_own(at_desk: Client, held: Comment, named: User):  # noqa: F811
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


def test_what_was_refused_is_still_there(at_desk: Client, held: Comment, named: User):  # noqa: F811
    Comment.objects.update(status="spam")
    form = {"number": f"{held.pk}:pending", "text": "<b>Long words</b>"}
    page = at_desk.post(f"{DESK}reply/{held.pk}/", form)
    assert page.status_code == 422
    assert "Left alone" in page.text
    assert "&lt;b&gt;Long words&lt;/b&gt;</textarea>" in page.text
    assert at_desk.post(f"{DESK}reply/{held.pk}/", form, headers=JSON).status_code == 409


def test_scripts_learn_where_it_stands(at_desk: Client, held: Comment, named: User):  # noqa: F811
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
