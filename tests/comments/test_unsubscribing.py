"""Ending mails with one click, and choosing them in the account."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client

from accounts.models import User
from articles.models import Article
from comments import unsubscribing
from comments.models import Comment, Discussion, MailChoice, MutedThread, Notice
from comments.unsubscribing import Order
from tests.comments.noticed import HOUR, hear, member
from tests.comments.ruled import posted, ruled
from tests.comments.said import say
from tests.comments.test_notices import NOON
from tests.conftest import account

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def ann(db: None) -> User:
    return member("Ann")


@pytest.fixture
def said(published: Callable[..., Article], ann: User) -> Comment:
    return say(published(), user=ann)


@pytest.fixture
def program() -> Client:
    """Of whoever the mail came to: no session, no token."""
    return Client(enforce_csrf_checks=True)


def path(user: User, scope: str, thread: int = 0) -> str:
    return Order(user.pk, scope, thread).address.removeprefix("http://127.0.0.1:8000")


def choices(user: User) -> list[tuple[str, str]]:
    return list(MailChoice.objects.filter(user=user).values_list("replies", "mentions"))


@pytest.mark.parametrize(
    ("scope", "before", "after"),
    [
        ("replies", ("at_once", "at_once"), ("never", "at_once")),
        ("mentions", ("at_once", "digest"), ("at_once", "never")),
        ("both", ("at_once", "at_once"), ("never", "never")),
        ("both", ("digest", "at_once"), ("digest", "never")),
        ("digest", ("digest", "at_once"), ("never", "at_once")),
        ("digest", ("digest", "digest"), ("never", "never")),
    ],
)
def test_one_click_ends_what_the_mail_was(program: Client, ann: User, scope: str, before: Any, after: Any):
    MailChoice.objects.create(user=ann, replies=before[0], mentions=before[1])
    for _twice in range(2):
        answer = program.post(path(ann, scope), ONE_CLICK)
        assert (answer.status_code, answer.cookies) == (200, {})
        assert choices(ann) == [after]


def test_a_thread_is_muted_with_one_click(program: Client, ann: User, said: Comment):
    for _twice in range(2):
        assert program.post(path(ann, "thread", said.pk), ONE_CLICK).status_code == 200
    assert MutedThread.objects.values_list("user", "thread").get() == (ann.pk, said.pk)
    assert choices(ann) == []


@pytest.mark.parametrize("scope", [unsubscribing.REPLIES, unsubscribing.DIGEST, unsubscribing.THREAD])
def test_looking_at_it_changes_nothing_and_shows_a_button(program: Client, ann: User, said: Comment, scope: str):
    for method in (program.get, program.head, program.options):
        method(path(ann, scope, said.pk))
    page = program.get(path(ann, scope, said.pk))
    assert (page.status_code, page.headers["Cache-Control"], page.cookies) == (200, "no-store", {})
    assert "No more of them" in page.text
    assert "csrfmiddlewaretoken" not in page.text
    assert ann.email not in page.text
    assert (choices(ann), MutedThread.objects.count()) == ([], 0)


def test_of_who_is_gone_nothing_is_left_to_end(program: Client, ann: User, said: Comment):
    addresses = [path(ann, "replies"), path(ann, "thread", said.pk)]
    said.delete()
    ann.delete()
    for address in addresses:
        assert program.post(address, ONE_CLICK).status_code == 200
    assert not MailChoice.objects.exists()


def test_what_is_not_signed_is_not_found(program: Client, ann: User):
    good = path(ann, "replies")
    token = good.split("/")[-2]
    other = account("other@example.org")
    wrong = [
        token.replace(f"{ann.pk}-", f"{other.pk}-", 1),
        token.replace("replies", "mentions"),
        token[:-1],
        token + "A",
        token.split(".")[0],
        Signer(sep=".").sign(f"{ann.pk}-replies-0"),  # of another purpose
        "x",
        "%00",
    ]
    for each in wrong:
        assert program.post(f"/comments/unsubscribe/{each}/", ONE_CLICK).status_code == 404, each
    assert not MailChoice.objects.exists()


def test_the_address_in_a_mail_ends_those_mails(program: Client, said: Comment, ann: User, time_machine: Any):
    time_machine.move_to(NOON, tick=False)
    ruled()
    ben = member("Ben")
    posted(said.article, "Not so.", ben, reply_to=said)
    (sent,) = hear(time_machine)
    address = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    posted(said.article, "Nor so.", ben, reply_to=said)
    assert program.post(address, ONE_CLICK).status_code == 200
    assert hear(time_machine, 2 * HOUR) == []
    assert Notice.objects.filter(dropped_for="unwanted").count() == 1


def test_they_are_chosen_in_the_account(client: Client, ann: User, said: Comment):
    assert client.get("/comments/mail/").status_code == 302
    client.force_login(ann)
    assert "Replies: at once. Mentions: at once." in client.get("/accounts/").text
    sent = {"replies": "digest", "mentions": "never", "every": "week"}
    assert client.post("/comments/mail/", sent).headers["Location"] == "/accounts/"
    assert MailChoice.objects.values_list("replies", "mentions", "every").get() == ("digest", "never", "week")
    assert "Replies: in a digest. Mentions: never." in client.get("/accounts/").text
    assert client.post("/comments/mail/", {**sent, "replies": "always"}).status_code == 422


def test_muted_threads_are_listed_and_given_back(client: Client, ann: User, said: Comment, reader: User):
    for user in (ann, reader):
        MutedThread.objects.create(user=user, thread=said)
    client.force_login(ann)
    page = client.get("/comments/mail/").text
    assert page.count("Send mail again") == 1
    assert "Council votes on the bridge" in page
    others = MutedThread.objects.get(user=reader)
    assert client.post("/comments/mail/unmute/", {"muted": others.pk}).status_code == 303
    assert client.post("/comments/mail/unmute/", {"muted": MutedThread.objects.get(user=ann).pk}).status_code == 303
    assert list(MutedThread.objects.all()) == [others]


def taken_down() -> None:
    Article.objects.update(status=Article.Status.TAKEN_DOWN)


def without_discussion() -> None:
    Article.objects.update(comments_policy=Article.CommentsPolicy.OFF)


def withheld() -> None:
    Discussion.objects.update(withheld_at=NOON)


@pytest.mark.parametrize("hide", [taken_down, without_discussion, withheld])
def test_a_muted_thread_that_is_not_shown_tells_nothing(
    client: Client, ann: User, published: Callable[..., Article], hide: Callable[[], None]
):
    """And can be given back all the same."""
    said = say(published(), user=member("Ben"))
    MutedThread.objects.create(user=ann, thread=said)
    client.force_login(ann)
    assert "Ben" in client.get("/comments/mail/").text
    hide()
    page = client.get("/comments/mail/").text
    assert "A thread that is not shown now" in page
    assert "Send mail again" in page
    for telling in ("Council votes", "Ben", f"/discussion/comment/{said.pk}/"):
        assert telling not in page
