"""Who is to hear of a comment that appeared."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import decisions, editing, ignoring, moderation, notices, sanctions
from comments.decisions import Act
from comments.models import Appeared, Comment, Discussion, MailChoice, Notice
from tests.comments.noticed import GRACE, HOUR, member, mention
from tests.comments.ruled import posted, ruled
from tests.comments.said import say

Status = Comment.Status
NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # a Tuesday, noon in New York


@pytest.fixture(autouse=True)
def clock(time_machine: Any) -> Any:
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def said(article: Article, ann: User) -> Comment:
    return say(article, user=ann)


def answer(to: Comment, by: User, **fields: Any) -> Comment:
    fields = {"status": Status.PENDING, "created_at": timezone.now(), **fields}
    return say(to.article, "Not so.", to, user=by, **fields)


def approve(*comments: Comment, by: User) -> Any:
    made = moderation.put([comment.pk for comment in comments], Status.APPROVED, Act(by=by))
    notices.tell()
    return made


def told() -> list[tuple[str, str, int]]:
    found = Notice.objects.filter(dropped_for="").order_by("comment", "user")
    return list(found.values_list("user__display_name", "kind", "comment"))


def test_whoever_is_answered_is_told_once_it_is_approved(said: Comment, ben: User, editor: User):
    reply = answer(said, ben)
    notices.tell()
    assert told() == []
    approve(reply, by=editor)
    assert told() == [("Ann", "reply", reply.pk)]
    notice = Notice.objects.get()
    assert (notice.due_at, notice.thread_id, notice.sent_at) == (NOON + GRACE, said.pk, None)
    assert not Appeared.objects.exists()


def test_whoever_answers_is_shown_at_once_and_told_of(said: Comment, ben: User):
    ruled()
    reply = posted(said.article, "Not so.", ben, reply_to=said)
    deeper = posted(said.article, "Or maybe.", member("Cora"), reply_to=reply)
    notices.tell()
    assert told() == [("Ann", "reply", reply.pk), ("Ben", "reply", deeper.pk)]
    assert set(Notice.objects.values_list("thread", flat=True)) == {said.pk}


def test_what_waits_or_is_refused_is_told_to_nobody(said: Comment, ben: User, editor: User):
    posted(said.article, "Not so.", ben, reply_to=said)
    moderation.put([answer(said, ben).pk], Status.REJECTED, Act(by=editor))
    notices.tell()
    assert not Appeared.objects.exists()
    assert told() == []


def test_whoever_is_mentioned_is_told(said: Comment, ben: User, editor: User):
    cora = say(said.article, user=member("Cora"))
    both = mention(said.article, said, ben, parent=said, status=Status.PENDING)
    other = mention(said.article, said, ben, parent=cora, status=Status.PENDING)
    approve(both, other, by=editor)
    assert told() == [("Ann", "reply", both.pk), ("Ann", "mention", other.pk), ("Cora", "reply", other.pk)]


def test_a_mention_that_is_written_later_is_told_too(said: Comment, ben: User):
    ruled()
    comment = posted(said.article, "Somebody knows.", ben)
    notices.tell()
    editing.edit(comment.pk, "@Ann knows.", by=ben)
    notices.tell()
    assert told() == [("Ann", "mention", comment.pk)]


def unproved(ann: User, ben: User) -> None:
    EmailAddress.objects.filter(user=ann).update(verified=False)


def locked_out(ann: User, ben: User) -> None:
    User.objects.filter(pk=ann.pk).update(is_active=False)


def ignoring_them(ann: User, ben: User) -> None:
    ignoring.ignore(ben, by=ann)


def muting_it(ann: User, ben: User) -> None:
    ignoring.mute(Comment.objects.get(user=ann), by=ann)


def banned(ann: User, ben: User) -> None:
    sanctions.impose(ann, sanctions.Kind.BAN, "No.", by=ben)


def old(ann: User, ben: User) -> None:
    Comment.objects.filter(user=ben).update(created_at=timezone.now() - timedelta(days=15))


def of_a_guest(ann: User, ben: User) -> None:
    Comment.objects.filter(user=ben).update(user=None, guest_name="Ben")


def withheld(ann: User, ben: User) -> None:
    Discussion.objects.update(withheld_at=timezone.now())


@pytest.mark.parametrize(
    "hindrance", [unproved, locked_out, ignoring_them, muting_it, banned, old, of_a_guest, withheld]
)
def test_then_nobody_is_told(said: Comment, ann: User, ben: User, editor: User, hindrance: Any):
    reply = answer(said, ben)
    hindrance(ann, ben)
    approve(reply, by=editor)
    assert told() == []
    assert not Appeared.objects.exists()


def test_nobody_is_told_of_what_they_wrote(said: Comment, ann: User, editor: User):
    approve(answer(said, ann), mention(said.article, said, ann, status=Status.PENDING), by=editor)
    assert told() == []


def test_approved_and_undone_and_approved_again_it_is_there_once_and_due_anew(
    said: Comment, ben: User, editor: User, clock: Any
):
    reply = answer(said, ben)
    (made,) = approve(reply, by=editor)
    Notice.objects.update(dropped_for="removed")
    clock.shift(HOUR)
    (undone,) = decisions.undo(made.bulk, by=editor)
    notices.tell()
    assert Notice.objects.get().dropped_for == "removed"
    decisions.undo(undone.bulk, by=editor)
    notices.tell()
    notice = Notice.objects.get()
    assert (notice.dropped_for, notice.due_at) == ("", NOON + HOUR + GRACE)


def test_what_was_mailed_stays_so(said: Comment, ben: User, editor: User):
    reply = answer(said, ben)
    (made,) = approve(reply, by=editor)
    Notice.objects.update(sent_at=NOON)
    decisions.undo(decisions.undo(made.bulk, by=editor)[0].bulk, by=editor)
    notices.tell()
    assert Notice.objects.get().sent_at == NOON


def test_what_appears_while_the_worker_tells_is_for_the_next_time(said: Comment, ben: User, editor: User, clock: Any):
    reply = answer(said, ben)
    moderation.put([reply.pk], Status.APPROVED, Act(by=editor))
    read = dict(Appeared.objects.values_list("pk", "at"))
    clock.shift(timedelta(seconds=1))
    notices.appear([reply.pk])
    notices._tell_of(read)
    assert (told(), Appeared.objects.count()) == ([], 1)


def test_a_thousand_cost_as_many_statements_as_one(said: Comment, ben: User, editor: User):
    counts = []
    for many in (1, 30):
        replies = [mention(said.article, said, ben, parent=said, status=Status.PENDING) for _ in range(many)]
        made = list(moderation.put([each.pk for each in replies], Status.APPROVED, Act(by=editor)))
        with CaptureQueriesContext(
            connection,
        ) as deciding:
            notices.appear_by(made)
        with CaptureQueriesContext(connection) as telling:
            notices.tell()
        counts.append((len(deciding), len(telling)))
    assert counts[0] == counts[1]
    assert counts[0][0] == 2
    assert Notice.objects.count() == 31


def test_a_digest_is_due_in_the_morning_of_the_publication(said: Comment, ann: User, ben: User, editor: User):
    choice = MailChoice.objects.create(user=ann, replies="digest")
    approve(answer(said, ben), by=editor)
    assert Notice.objects.get().due_at == datetime(2026, 11, 25, 12, tzinfo=UTC)  # seven in New York
    choice.every = "week"
    choice.save()
    approve(answer(said, ben), by=editor)
    assert Notice.objects.latest("pk").due_at == datetime(2026, 11, 30, 12, tzinfo=UTC)  # Monday


def test_it_is_forgotten_after_two_months(said: Comment, ben: User, editor: User, clock: Any):
    approve(answer(said, ben), by=editor)
    clock.shift(timedelta(days=59))
    notices.forget_old()
    assert Notice.objects.count() == 1
    clock.shift(timedelta(days=2))
    notices.forget_old()
    assert Notice.objects.count() == 0
