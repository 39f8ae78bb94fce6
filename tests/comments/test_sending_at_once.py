"""Several workers, moderators and writers at the same time: one mail, and nobody waits for each other for ever."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts import erasure
from accounts.models import OutgoingMail, User
from articles.models import Article
from comments import moderation, notices, posting, sending
from comments.decisions import Act
from comments.models import Appeared, Comment, Notice
from tests.comments.noticed import member
from tests.comments.ruled import ruled
from tests.comments.said import say

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one write at a time"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
WORKERS = 6
REPLIES = 8


@pytest.fixture(autouse=True)
def _they_wait_in_the_outbox(mails_are_sent_at_once: Callable[[], None]) -> None:
    mails_are_sent_at_once()


@pytest.fixture
def said(published: Callable[..., Article]) -> Comment:
    ruled(per_reader=1000, per_article=1000, per_network=1000)
    return say(published(), user=member("Ann"))


def together(*acts: Callable[[], Any]) -> None:
    """Each on a connection of its own, which gives up after a while: whoever waits for each other is told."""
    start, failed = Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '20s'")
            start.wait(30)
            act()
        except Exception as error:  # told to the test, which is on another thread
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def make_due() -> None:
    notices.tell()
    Notice.objects.update(due_at=timezone.now() - timedelta(minutes=1))


def test_many_workers_mail_each_person_once(said: Comment):
    people = [say(said.article, user=member(f"Reader {number}")) for number in range(10)]
    by = member("Ben")
    for comment in people:
        reply = say(said.article, "Not so.", comment, user=by, created_at=timezone.now())
        notices.appear([reply.pk])
    together(*[notices.tell] * WORKERS)
    assert (Notice.objects.count(), Appeared.objects.count()) == (10, 0)
    make_due()
    together(*[sending.send_due] * WORKERS)
    sending.send_due()
    assert OutgoingMail.objects.count() == 10
    assert not Notice.objects.filter(sent_at=None).exists()


def test_whoever_is_in_another_workers_hands_is_passed_by(said: Comment):
    notices.appear([say(said.article, "Not so.", said, user=member("Ben"), created_at=timezone.now()).pk])
    make_due()
    held, done = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=said.user_id)
            held.set()
            done.wait(30)

    def send() -> None:
        held.wait(30)
        sending.send_due()
        done.set()

    together(hold, send)
    assert OutgoingMail.objects.count() == 0
    sending.send_due()
    assert OutgoingMail.objects.count() == 1


def test_those_who_answer_each_other_while_workers_tell_never_wait_for_ever(said: Comment):
    """Each writes, holding their own row, to where the other has just written, and is written to."""
    ann, ben = User.objects.get(pk=said.user_id), member("Ben")
    other = say(said.article, user=ben)

    def write(by: User, to: Comment) -> Callable[[], None]:
        def act() -> None:
            for number in range(REPLIES):
                posting.post(said.article, f"Number {number} by {by.pk}", by=by, reply_to=to)

        return act

    def work() -> None:
        for _round in range(REPLIES):
            notices.tell()

    together(write(ann, other), write(ben, said), work, work)
    notices.tell()
    assert Notice.objects.count() == 2 * REPLIES


def test_nothing_is_lost_while_people_go_and_comments_are_taken_back(said: Comment):
    by, article = member("Ben"), said.article
    replies = [say(article, "Not so.", said, user=by, status="pending", created_at=timezone.now()) for _ in range(20)]
    leaving = member("Leaving")
    theirs = say(article, user=leaving)
    answer = say(article, "Nor so.", theirs, user=by, status="pending", created_at=timezone.now())
    numbers = [each.pk for each in [*replies, answer]]

    def approve() -> None:
        moderation.put(numbers, Comment.Status.APPROVED, Act(by=None))
        moderation.put(numbers[:10], Comment.Status.REJECTED, Act(by=None))

    def work() -> None:
        for _round in range(REPLIES):
            notices.tell()
            sending.send_due()

    together(approve, work, work, lambda: erasure.erase(leaving, keeps_comments=False))
    make_due()
    sending.send_due()
    assert not Notice.objects.filter(user__email="leaving@example.org").exists()
    assert set(Notice.objects.filter(dropped_for="").values_list("comment", flat=True)) == set(numbers[10:-1])
    assert Notice.objects.filter(sent_at=None, dropped_for="").count() == 0
