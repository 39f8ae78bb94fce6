"""Replies and mentions on the site itself."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.models import Article
from comments import ignoring, moderation, notices
from comments.models import Comment, Notice
from tests.comments.noticed import member
from tests.comments.ruled import posted, ruled
from tests.comments.said import say

JSON = {"Accept": "application/json"}


@pytest.fixture
def ann(db: None) -> User:
    return member("Ann")


@pytest.fixture
def said(published: Callable[..., Article], ann: User) -> Comment:
    ruled(per_reader=100)
    return say(published(), user=ann)


@pytest.fixture
def theirs(client: Client, ann: User) -> Client:
    client.force_login(ann)
    return client


def reply(said: Comment, by: User, text: str = "Not so.") -> Comment:
    made = posted(said.article, text, by, reply_to=said)
    notices.tell()
    return made


def test_a_reply_is_there_and_new_until_it_was_seen(theirs: Client, said: Comment):
    ben = member("Ben")
    made = reply(said, ben)
    (line,) = theirs.get("/comments/notices.json").json()["notices"]
    assert (line["headline"], line["address"], line["isNew"]) == (
        "Ben answered you",
        f"/discussion/comment/{made.pk}/",
        True,
    )
    page = theirs.get("/comments/notices/")
    assert page.headers["Cache-Control"] == "no-store"
    assert "Not so." in page.text
    assert "1 new" in theirs.get("/accounts/").text
    assert theirs.post("/comments/notices.json", headers=JSON).status_code == 204
    assert not theirs.get("/comments/notices.json").json()["notices"][0]["isNew"]
    assert "None that are new" in theirs.get("/accounts/").text


def test_without_scripts_a_button_says_that_they_were_read(theirs: Client, said: Comment):
    reply(said, member("Ben"))
    assert theirs.post("/comments/notices/").headers["Location"] == "/comments/notices/"
    assert Notice.objects.get().seen_at


def test_others_see_nothing_of_it(client: Client, said: Comment):
    reply(said, member("Ben"))
    assert client.get("/comments/notices.json").status_code == 204
    assert client.get("/comments/notices/").status_code == 302
    client.force_login(member("Cora"))
    assert client.get("/comments/notices.json").json() == {"notices": []}
    client.post("/comments/notices.json")
    assert Notice.objects.get().seen_at is None


def test_what_can_no_longer_be_read_is_not_in_it(theirs: Client, said: Comment, ann: User):
    ben, cora = member("Ben"), member("Cora")
    gone = reply(said, ben, "Gone.")
    reply(said, cora, "Ignored.")
    reply(said, ben, "There.")
    moderation.decide(Comment.objects.filter(pk=gone.pk), Comment.Status.SPAM, by=None)
    ignoring.ignore(cora, by=ann)
    assert [line["headline"] for line in theirs.get("/comments/notices.json").json()["notices"]] == ["Ben answered you"]
    Article.objects.update(status=Article.Status.TAKEN_DOWN)
    assert theirs.get("/comments/notices.json").json() == {"notices": []}


def test_many_cost_as_much_as_one(theirs: Client, said: Comment):
    counts = []
    ben = member("Ben")
    theirs.get("/comments/notices.json")  # which notes when they were here
    for many in (1, 12):
        for number in range(many):
            reply(said, ben, f"Number {number} of {many}.")
        with CaptureQueriesContext(connection) as asked:
            found = theirs.get("/comments/notices.json").json()["notices"]
        counts.append(len(asked))
    assert len(found) == 10
    assert counts[0] == counts[1]
