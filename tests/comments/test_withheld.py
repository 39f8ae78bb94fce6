"""While lawyers look at a discussion nothing of it is shown to readers, and nothing that they do changes it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import ignoring, recommending, reporting
from comments.models import Comment, Discussion, Ignored, MutedThread, Recommendation, Report
from tests.comments.said import say
from tests.conftest import account

TEXT = "He took the money."


@pytest.fixture
def author(db: None) -> User:
    return account("ann@example.org", display_name="Ann")


@pytest.fixture
def comment(published: Callable[..., Article], author: User, reader: User) -> Comment:
    """One that this reader recommended before it was withheld."""
    said = say(published(), TEXT, user=author)
    Recommendation.objects.create(comment=said, user=reader)
    Discussion.objects.filter(article=said.article).update(withheld_at=timezone.now(), withheld_note="A court decides.")
    return said


def state() -> list[object]:
    tables = (Comment, Discussion, Recommendation, Report, Ignored, MutedThread)
    return [list(model._default_manager.values()) for model in tables]


@pytest.mark.parametrize("who", ["reader", "author"])
def test_no_page_and_no_form_leads_to_it(client: Client, comment: Comment, reader: User, author: User, who: str):
    client.force_login(reader if who == "reader" else author)
    before = state()
    assert client.get(f"/comments/{comment.pk}/").status_code == 404
    for act in ("recommend", "report", "ignore", "mute", "edit", "remove"):
        for more in ({}, {"take_back": "1"}):
            answer = client.post(f"/comments/{comment.pk}/{act}/", {"reason": "spam", "text": "x", **more})
            assert answer.status_code == 404
    assert state() == before


def test_the_form_for_an_answer_says_why_and_not_what(client: Client, comment: Comment, reader: User):
    client.force_login(reader)
    write = f"/comments/{comment.article_id}/write/"
    pages = [client.get(write, {"reply_to": comment.pk}), client.post(write, {"text": "No", "reply_to": comment.pk})]
    for page in pages:
        assert "A court decides." in page.text
        assert TEXT not in page.text
        assert "You answer" not in page.text


def test_it_may_be_withheld_while_somebody_waits_for_their_turn(comment: Comment, reader: User, author: User):
    before = state()
    other = account("other@example.org")
    with pytest.raises(recommending.NotPossible):
        recommending.recommend(comment.pk, by=other)
    with pytest.raises(recommending.NotPossible):
        recommending.take_back(comment.pk, by=reader)
    with pytest.raises(reporting.Refused):
        reporting.report(comment.pk, "spam", by=other)
    assert state() == before


def test_scripts_learn_nothing_of_it(comment: Comment, reader: User, author: User):
    Ignored.objects.create(user=reader, ignored=author)
    for user in (reader, author):
        assert ignoring.marks(comment.article, of=user) == {"own": [], "hidden": [], "recommended": []}


def test_ones_own_list_links_nowhere_that_is_not_there(client: Client, comment: Comment, author: User):
    client.force_login(author)
    assert f"/comments/{comment.pk}/" not in client.get("/comments/own/").text
    Discussion.objects.update(withheld_at=None)
    assert f"/comments/{comment.pk}/" in client.get("/comments/own/").text
