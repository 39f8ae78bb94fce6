import logging
import smtplib
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default as policy
from pathlib import Path
from typing import Any

import allauth
import pytest
from django.conf import LazySettings, settings
from django.core import mail as django_mail
from django.core.cache import cache
from django.core.mail import BadHeaderError
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_q.models import OrmQ, Success
from selectolax.lexbor import LexborHTMLParser

from accounts import mail, publication
from accounts.models import OutgoingMail
from newsroom.models import Site

pytestmark = pytest.mark.django_db
TO, CODE = "nora.fairbank@example.org", "KXQ-7ZT"
CONTEXT = {"code": CODE}


@pytest.fixture(autouse=True)
def _waits(mails_are_sent_at_once: Callable[[], None]) -> Iterator[None]:
    """Nothing is sent but by the functions under test."""
    cache.delete(mail.CLAIM)
    mails_are_sent_at_once()
    yield
    cache.delete(mail.CLAIM)


@pytest.fixture
def refusing(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """Errors of the mail server, one for each attempt."""
    errors: list[Exception] = []
    send = EmailBackend.send_messages

    def send_messages(self: EmailBackend, messages: Any) -> int:
        if errors:
            raise errors.pop(0)
        return int(send(self, messages))

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return errors


def waiting(age: timedelta = timedelta(0), **fields: Any) -> OutgoingMail:
    mail.send("account/email/login_code", TO, CONTEXT)
    stored = OutgoingMail.objects.latest("pk")
    OutgoingMail.objects.filter(pk=stored.pk).update(created_at=timezone.now() - age, **fields)
    stored.refresh_from_db()
    return stored


def test_mail_waits_encrypted_and_its_job_knows_its_number_alone():
    stored = waiting()
    assert CODE not in stored.message
    assert TO not in stored.message
    (job,) = OrmQ.objects.all()
    task = job.task
    assert (task["func"], task["args"], task["kwargs"]) == ("accounts.mail.send_now", (stored.pk,), {})
    assert task["save"] is False
    assert not Success.objects.exists()
    assert django_mail.outbox == []


def test_job_sends_it_once_and_forgets_it():
    stored = waiting()
    mail.send_now(stored.pk)
    mail.send_now(stored.pk)
    (sent,) = django_mail.outbox
    assert sent.to == [TO]
    assert not OutgoingMail.objects.exists()


def test_who_claims_second_does_not_send():
    stored = waiting()
    OutgoingMail.objects.filter(pk=stored.pk).update(attempts=1)
    mail._send(stored)
    assert django_mail.outbox == []


def test_what_is_left_behind_is_sent_after_a_minute_and_not_sooner():
    waiting()
    mail.send_waiting()
    assert django_mail.outbox == []
    left = waiting(age=timedelta(minutes=2))
    mail.send_now(left.pk)  # too late: it might be in hand already
    assert django_mail.outbox == []
    mail.send_waiting()
    assert len(django_mail.outbox) == 1


def test_no_two_jobs_send_what_is_left_at_a_time():
    waiting(age=timedelta(minutes=2))
    cache.set(mail.CLAIM, "taken", 60)
    mail.send_waiting()
    assert django_mail.outbox == []


@pytest.mark.parametrize(
    ("attempts", "minutes", "is_sent"),
    [(1, 5, False), (1, 7, True), (2, 11, False), (2, 13, True), (5, 90, False), (5, 97, True)],
)
def test_attempts_come_at_growing_distances(attempts: int, minutes: int, is_sent: bool):
    waiting(age=timedelta(minutes=minutes), attempts=attempts)
    mail.send_waiting()
    assert bool(django_mail.outbox) is is_sent


def test_refused_mail_stays_and_goes_out_later_without_a_word_in_the_log(
    refusing: list[Exception], caplog: pytest.LogCaptureFixture
):
    refusing.append(smtplib.SMTPSenderRefused(451, f"Later, {TO}".encode(), TO))
    stored = waiting()
    with caplog.at_level(logging.DEBUG):
        mail.send_now(stored.pk)
    stored.refresh_from_db()
    assert (stored.attempts, stored.problem) == (1, "SMTPSenderRefused")
    assert caplog.messages == [f"Mail {stored.pk} could not be sent now (SMTPSenderRefused)."]
    assert TO not in caplog.text
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(minutes=7))
    mail.send_waiting()
    assert len(django_mail.outbox) == 1
    assert not OutgoingMail.objects.exists()


def test_mail_to_nobody_is_not_tried_again(refusing: list[Exception]):
    refusing.append(smtplib.SMTPRecipientsRefused({TO: (550, b"No such person")}))
    mail.send_now(waiting().pk)
    assert not OutgoingMail.objects.exists()
    refusing.append(smtplib.SMTPRecipientsRefused({TO: (450, b"Greylisted")}))
    mail.send_now(waiting().pk)
    assert OutgoingMail.objects.count() == 1


def test_old_mail_is_dropped_with_a_line_in_the_log(caplog: pytest.LogCaptureFixture):
    old = waiting(age=timedelta(hours=25), attempts=9, problem="TimeoutError")
    mail.send_waiting()
    assert django_mail.outbox == []
    assert not OutgoingMail.objects.exists()
    assert caplog.messages == [f"Mail {old.pk} could not be sent for a day and is dropped (TimeoutError)."]


def test_second_copy_carries_the_id_and_date_of_the_first():
    stored = waiting()
    first, second = (mail.read(stored).message() for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["From"] == f"Newsroom <{settings.DEFAULT_FROM_EMAIL}>"
    assert first["List-Unsubscribe"] is None


def test_mails_one_may_do_without_say_how_to_end_them():
    page = "https://news.example/accounts/no-more/x/"
    message = mail.compose("account/email/login_code", TO, CONTEXT, unsubscribe=page)
    assert message.extra_headers["List-Unsubscribe"] == f"<{page}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert page in str(message.body)
    assert page in str(message.alternatives[0][0])


@pytest.mark.parametrize("address", ["a@example.org\nBcc: b@example.org", "a@example.org\r\n\r\nBody"])
def test_recipient_with_a_line_break_is_refused_before_anything_is_stored(address: str):
    with pytest.raises(BadHeaderError):
        mail.send("account/email/login_code", address, CONTEXT)
    assert not OutgoingMail.objects.exists()


def test_line_break_in_the_name_of_the_publication_adds_no_header():
    Site.objects.update(name="News\r\nBcc: b@example.org")
    message = mail.compose("account/email/login_code", TO, CONTEXT).message()
    assert message["Bcc"] is None
    assert message["From"] == f'"News Bcc: b@example.org" <{settings.DEFAULT_FROM_EMAIL}>'


def test_html_says_what_the_text_says_and_fetches_nothing():
    message = message_from_bytes(
        mail.compose("account/email/password_changed", TO, {"ip": "192.0.2.7", "user_agent": "<b>Fox</b>"})
        .message()
        .as_bytes(),
        policy=policy,
    )
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "By the browser: <b>Fox</b>" in text
    tree = LexborHTMLParser(html)
    shown = tree.body.text()
    for paragraph in text.split("\n-- \n")[0].split("\n\n"):
        assert paragraph.strip() in shown
    assert not tree.css("img, script, link, iframe, b")
    assert "url(" not in html
    assert {a.attributes["href"].split("/accounts/")[0] for a in tree.css("a")} == {settings.SITE_URL}


FOLDERS = [Path("templates") / name / "email" for name in ("account", "mfa", "socialaccount")]
OURS = sorted(str(path)[10:-12] for folder in FOLDERS for path in folder.glob("*_subject.txt"))
EVERYTHING = {
    "code": CODE,
    "ip": "192.0.2.7",
    "user_agent": "Firefox",
    "timestamp": timezone.now(),
    "provider": "Apple",
}


@pytest.mark.parametrize("prefix", OURS)
def test_every_mail_has_a_subject_without_the_code_and_words(prefix: str):
    message = mail.compose(prefix, TO, EVERYTHING)
    assert message.subject
    assert CODE not in message.subject
    assert len(str(message.body).split("\n-- \n")[0]) > 60
    assert "&#x27;" not in str(message.body)


def test_every_mail_of_allauth_has_words_of_the_house():
    folder = Path(allauth.__file__).parent / "templates"
    theirs = {str(path.relative_to(folder))[:-12] for path in folder.rglob("email/*_subject.txt")}
    assert theirs
    assert theirs - set(OURS) == set()


def test_waiting_mails_to_an_address_are_forgotten():
    waiting()
    mail.send("account/email/login_code", "someone.else@example.org", CONTEXT)
    mail.forget({TO})
    assert [mail.read(left).to for left in OutgoingMail.objects.all()] == [["someone.else@example.org"]]


def test_without_a_request_the_publication_is_known():
    assert publication.name() == "Newsroom"
