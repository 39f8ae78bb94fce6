"""Mails about replies and mentions: when they go out, to whom, and what they say."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts import mail as outbox
from accounts.models import OutgoingMail, User
from articles import publishing
from articles.models import Article
from comments import editing, ignoring, mail_choices, moderation, sanctions, sending
from comments.decisions import Act
from comments.models import Comment, Discussion, MailChoice, Notice
from tests.comments.noticed import GRACE, HOUR, MINUTE, hear, mention
from tests.comments.ruled import posted, ruled
from tests.comments.said import say
from tests.comments.test_notices import NOON

Status = Comment.Status


@pytest.fixture(autouse=True)
def clock(time_machine: Any) -> Any:
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def said(article: Article, ann: User) -> Comment:
    ruled(per_reader=1000, per_article=1000)
    return say(article, user=ann)


def subjects(mails: Any) -> list[tuple[str, str]]:
    return [(each.to[0], each.subject) for each in mails]


def reason() -> str:
    return str(Notice.objects.values_list("dropped_for", flat=True).get())


def test_it_comes_after_the_grace_and_once(said: Comment, ben: User, clock: Any):
    reply = posted(said.article, "Not *so*.", ben, reply_to=said)
    assert hear(clock, GRACE - MINUTE) == []
    (sent,) = hear(clock, MINUTE)
    assert subjects([sent]) == [("ann@example.org", "Ben answered you: Council votes on the bridge")]
    assert f"/discussion/comment/{reply.pk}/" in sent.body
    assert "> Not so." in sent.body
    assert hear(clock, HOUR) == []
    assert Notice.objects.get().sent_at == NOON + GRACE


def test_what_was_changed_within_the_grace_is_what_is_sent(said: Comment, ben: User, clock: Any):
    reply = posted(said.article, "You fool.", ben, reply_to=said)
    hear(clock, MINUTE)
    editing.edit(reply.pk, "Not so.", by=ben)
    assert hear(clock, GRACE - MINUTE) == []  # which begins anew
    (sent,) = hear(clock, MINUTE)
    assert "Not so." in sent.body
    assert "fool" not in sent.body + str(sent.alternatives)


def rejected(comment: Comment) -> None:
    moderation.put([comment.pk], Status.REJECTED, Act(by=None))


def removed(comment: Comment) -> None:
    assert comment.user
    editing.remove(comment.pk, by=comment.user)


def withheld(comment: Comment) -> None:
    Discussion.objects.update(withheld_at=timezone.now())


def taken_down(comment: Comment) -> None:
    publishing.take_down(comment.article, by=None, reason="Wrong.")


def answered_gone(comment: Comment) -> None:
    assert comment.parent
    rejected(comment.parent)


def no_discussion(comment: Comment) -> None:
    Article.objects.update(comments_policy=Article.CommentsPolicy.OFF)


def unproved(comment: Comment) -> None:
    EmailAddress.objects.filter(email="ann@example.org").update(verified=False)


def locked_out(comment: Comment) -> None:
    User.objects.filter(email="ann@example.org").update(is_active=False)


def muted(comment: Comment) -> None:
    ignoring.mute(comment, by=User.objects.get(email="ann@example.org"))


def ignored(comment: Comment) -> None:
    ignoring.ignore(comment.user, by=User.objects.get(email="ann@example.org"))


def banned(comment: Comment) -> None:
    assert comment.user
    sanctions.impose(User.objects.get(email="ann@example.org"), sanctions.Kind.BAN, "No.", by=comment.user)
    mail.outbox.clear()


def unwanted(comment: Comment) -> None:
    MailChoice.objects.create(user=User.objects.get(email="ann@example.org"), replies="never")


CHANGES = {
    "removed": [rejected, removed],
    "discussion": [withheld, taken_down, no_discussion],
    "changed": [answered_gone],
    "address": [unproved, locked_out],
    "muted": [muted],
    "ignored": [ignored],
    "silenced": [banned],
    "unwanted": [unwanted],
}


@pytest.mark.parametrize(("why", "change"), [(why, change) for why, changes in CHANGES.items() for change in changes])
def test_what_no_longer_holds_is_not_sent(said: Comment, ben: User, clock: Any, why: str, change: Any):
    reply = posted(said.article, "Not so.", ben, reply_to=said)
    assert hear(clock, GRACE - MINUTE) == []
    change(reply)
    mail.outbox.clear()
    assert hear(clock, HOUR) == []
    assert reason() == why


def test_a_mention_that_was_taken_out_is_not_sent(said: Comment, ben: User, clock: Any):
    comment = posted(said.article, "@Ann knows.", ben)
    assert hear(clock, MINUTE) == []
    editing.edit(comment.pk, "Somebody knows.", by=ben)
    assert hear(clock, HOUR) == []
    assert reason() == "changed"


def test_further_replies_in_the_hour_come_together_after_it(said: Comment, ben: User, clock: Any):
    posted(said.article, "First.", ben, reply_to=said)
    assert len(hear(clock)) == 1
    for number in range(3):
        posted(said.article, f"Further, {number}.", ben, reply_to=said)
        assert hear(clock) == []
    assert hear(clock, HOUR - 3 * GRACE - MINUTE) == []
    (sent,) = hear(clock, MINUTE)
    assert sent.subject == "3 new replies: Council votes on the bridge"
    assert sent.body.count("Further, ") == 3


def test_threads_of_the_same_minute_come_in_one_mail(said: Comment, ann: User, ben: User, clock: Any):
    other = say(said.article, user=ann)
    for comment in (said, other):
        posted(said.article, f"To {comment.pk}.", ben, reply_to=comment)
    (sent,) = hear(clock)
    assert sent.subject == "2 new replies in 2 threads"
    assert sent.body.count("No more mails about this thread:") == 2


def test_no_more_than_some_mails_an_hour(said: Comment, ann: User, ben: User, clock: Any):
    for number in range(20):
        posted(said.article, f"Thread {number}.", ben, reply_to=say(said.article, user=ann))
        hear(clock, 2 * MINUTE)
    assert len(mail.outbox) == sending.MOST_MAILS
    (last,) = hear(clock, HOUR)
    assert "in 14 threads" in last.subject or "in 13 threads" in last.subject
    assert not Notice.objects.filter(sent_at=None).exists()


def test_a_digest_has_all_of_a_day(said: Comment, ann: User, ben: User, clock: Any, published: Callable[..., Article]):
    MailChoice.objects.create(user=ann, replies="digest", mentions="digest")
    elsewhere = say(published("Ferry runs again"), user=ann)
    for number in range(40):
        posted(said.article, f"Reply {number}.", ben, reply_to=said)
    mention(elsewhere.article, elsewhere, ben, created_at=timezone.now(), status=Status.PENDING)
    moderation.decide(Comment.objects.filter(article=elsewhere.article), Status.APPROVED, by=None)
    assert hear(clock, 18 * HOUR) == []
    (sent,) = hear(clock, HOUR)
    assert sent.subject == "Your digest: 40 new replies and 1 new mention"
    assert "And 11 more:" in sent.body
    assert len(sent.body) < 10_000
    assert hear(clock, 48 * HOUR) == []


def test_a_changed_mind_holds_for_what_waits(said: Comment, ann: User, ben: User, clock: Any):
    posted(said.article, "Not so.", ben, reply_to=said)
    hear(clock, MINUTE)
    mail_choices.save(MailChoice(user=ann, replies="digest"))
    assert hear(clock, HOUR) == []
    mail_choices.save(MailChoice(user=ann, replies="at_once"))
    assert len(hear(clock, GRACE)) == 1


def test_a_worker_that_dies_before_the_end_sends_nothing_and_the_next_one_does(
    said: Comment, ben: User, clock: Any, monkeypatch: pytest.MonkeyPatch, mails_are_sent_at_once: Callable[[], None]
):
    mails_are_sent_at_once()  # they wait in the outbox instead
    posted(said.article, "Not so.", ben, reply_to=said)
    written = sending.mail.send

    def die(*args: Any, **named: Any) -> None:
        written(*args, **named)
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(sending.mail, "send", die)
        hear(clock)
    assert (OutgoingMail.objects.count(), Notice.objects.get().sent_at) == (0, None)
    hear(clock, MINUTE)
    hear(clock, MINUTE)
    assert OutgoingMail.objects.count() == 1


def test_one_person_whose_mail_fails_holds_up_nobody(
    said: Comment, ann: User, ben: User, clock: Any, monkeypatch: pytest.MonkeyPatch
):
    reply = posted(said.article, "Not so.", ben, reply_to=said)
    posted(said.article, "But it is.", ann, reply_to=reply)
    written = sending.mail.send

    def fail(template: str, to: str, *args: Any, **named: Any) -> None:
        if to.startswith("ann"):
            raise OSError
        written(template, to, *args, **named)

    monkeypatch.setattr(sending.mail, "send", fail)
    assert [sent.to for sent in hear(clock)] == [["ben@example.org"]]


def test_a_comment_that_cannot_be_told_of_holds_up_nobody(
    said: Comment, ben: User, clock: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    posted(said.article, "Before.", ben, reply_to=said)
    bad, _good = (posted(said.article, text, ben, reply_to=said) for text in ("Secret.", "Nor so."))
    called = sending.notices._called

    def fail(comment: Comment, mentioned: set[int]) -> Any:
        if comment.pk == bad.pk:
            raise ValueError(comment.body)
        return called(comment, mentioned)

    with monkeypatch.context() as broken:
        broken.setattr(sending.notices, "_called", fail)
        (sent,) = hear(clock)
    assert (sent.body.count("> Before."), sent.body.count("> Nor so."), sent.body.count("> Secret.")) == (1, 1, 0)
    assert f"comment {bad.pk}" in caplog.text
    assert "Secret" not in caplog.text
    assert "> Secret." in "".join(str(each.body) for each in hear(clock, HOUR) + hear(clock, HOUR))


def test_what_was_told_is_mailed_even_if_nothing_more_can_be_told(
    said: Comment, ben: User, clock: Any, monkeypatch: pytest.MonkeyPatch
):
    posted(said.article, "Before.", ben, reply_to=said)
    sending.send_due()
    monkeypatch.setattr(sending.notices, "tell", lambda: 1 / 0)
    assert len(hear(clock)) == 1


def test_it_says_how_to_end_it_and_where_to_choose(said: Comment, ben: User, clock: Any):
    posted(said.article, "Not so.", ben, reply_to=said)
    (sent,) = hear(clock)
    address = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = str(sent.alternatives[0][0])
    assert address.startswith("http://127.0.0.1:8000/comments/unsubscribe/")
    assert f'href="{address}"' in html
    assert "/comments/mail/" in sent.body
    assert sent.body.count("/comments/unsubscribe/") == 2  # of these mails, and of this thread
    assert "<img" not in html
    assert '<blockquote class="quote">Not so.</blockquote>' in html


def test_what_is_taken_back_while_a_mail_server_is_down_is_not_in_the_mail(
    said: Comment, ann: User, ben: User, clock: Any, mails_are_sent_at_once: Callable[[], None]
):
    mails_are_sent_at_once()  # nobody sends them now
    gone, deleted, _stays = (posted(said.article, text, ben, reply_to=said) for text in ("Gone.", "Deleted.", "Stays."))
    hear(clock)
    (waiting,) = OutgoingMail.objects.all()
    rejected(gone)
    moderation.delete([deleted], by=None)
    outbox.send_now(waiting.pk)
    assert (mail.outbox, OutgoingMail.objects.count()) == ([], 0)
    sending.send_due()
    outbox.send_now(OutgoingMail.objects.get().pk)
    (sent,) = mail.outbox
    assert "> Stays." in sent.body
    assert "Gone." not in sent.body + str(sent.alternatives)
    assert reason_of(gone) == "removed"
    assert not Notice.objects.filter(sent_at=None, dropped_for="").exists()


def other_text(reply: Comment, by: User) -> None:
    editing.edit(reply.pk, "Perhaps so.", by=by)


def other_name(reply: Comment, by: User) -> None:
    by.display_name = "Benedict"
    by.save()


@pytest.mark.parametrize(
    ("change", "old", "new", "times"),
    [(other_text, "Not so.", "> Perhaps so.", 1), (other_name, "\u2068Ben\u2069", "\u2068Benedict\u2069", 2)],
)
def test_what_was_changed_while_a_mail_server_is_down_is_mailed_as_it_is_then_and_once(
    said: Comment, ben: User, clock: Any, mails_are_sent_at_once: Any, change: Any, old: str, new: str, times: int
):
    mails_are_sent_at_once()
    reply, _stays = (posted(said.article, text, ben, reply_to=said) for text in ("Not so.", "Stays."))
    hear(clock)
    waiting = OutgoingMail.objects.get()
    change(reply, ben)
    outbox.send_now(waiting.pk)
    assert (mail.outbox, OutgoingMail.objects.count()) == ([], 0)
    for _hour in range(3):
        hear(clock)
        clock.shift(HOUR)
        outbox.send_waiting()
    plain = "\n".join(str(each.body) for each in mail.outbox)
    assert old not in plain + str([(each.subject, vars(each)["alternatives"]) for each in mail.outbox])
    assert (plain.count(new), plain.count("> Stays.")) == (times, 1)
    assert not Notice.objects.filter(sent_at=None).exists()


def reason_of(comment: Comment) -> str:
    return str(Notice.objects.get(comment=comment).dropped_for)
