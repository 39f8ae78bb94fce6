"""Mails about replies and mentions, by the clock: one for each thread in an hour, however many answer in it.

Once, and never twice: a mail is put into the outbox (accounts/mail.py) in the transaction that notes it as sent, while
the row of whoever gets it is locked. A worker that dies in between leaves both undone, and the next minute does them;
a second worker passes by whoever is in another's hands. From the outbox on, it goes out at least once, as all mails do.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts import mail
from accounts.models import User
from comments import discussions, mail_choices, notice_mail, notices, reaching
from comments.models import MailChoice, Notice

logger = logging.getLogger(__name__)

WINDOW = timedelta(hours=1)
MOST_MAILS = 6  # to one person in that time; what comes then is gathered
AT_A_TIME = 1000  # notices of one person
SLICE = 30  # seconds, as of accounts/mail.py
UNWANTED = "unwanted"


def send_due() -> None:
    """The job that runs each minute."""
    try:
        notices.tell()
    except Exception as error:  # those who were told of something already get their mail; its traceback may tell texts
        logger.error("Nobody can be told of what appeared (%s).", type(error).__name__)
    ends = time.monotonic() + SLICE
    for number in _waiting(timezone.now()).order_by("user").values_list("user", flat=True).distinct():
        if time.monotonic() > ends:
            return
        try:
            send_to(number)
        except Exception as error:  # of one person; the others must not wait for it. Its traceback may tell texts.
            logger.error("Mails about replies to account %s failed (%s).", number, type(error).__name__)


def send_to(user_id: int) -> None:
    """All that is due to this person, unless another worker is about it."""
    with transaction.atomic():
        user = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=user_id).first()
        if user:
            _send_to(user)


def _send_to(user: User) -> None:
    mine = _waiting(timezone.now()).filter(user=user)
    # What a moderator takes back now waits for us, or we for it; `still_holds` is asked again when the mail leaves.
    discussions.lock(mine.order_by().values_list("comment__article", flat=True)[:AT_A_TIME])
    now = timezone.now()
    due = list(mine.order_by("due_at", "pk")[:AT_A_TIME])
    by_when = _wanted(due, mail_choices.of([user.pk])[user.pk], now)
    at_once = _out_of_window(by_when[MailChoice.When.AT_ONCE], user, now)
    for found, is_digest in ((at_once, False), (by_when[MailChoice.When.DIGEST], True)):
        if found:
            _mail(found, user, now, is_digest=is_digest)


def _waiting(now: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(due_at__lte=now, sent_at=None, dropped_for="")


def _wanted(due: Collection[Notice], choice: MailChoice, now: datetime) -> dict[str, list[Notice]]:
    """By how it is wanted. The others are dropped, with the reason."""
    refused = _refused(due, choice, now)
    _drop(refused)
    by_when = defaultdict(list)
    for notice in due:
        if notice.pk not in refused:
            by_when[str(mail_choices.when(choice, notice.kind))].append(notice)
    return by_when


def _refused(found: Collection[Notice], choice: MailChoice, now: datetime) -> dict[int, str]:
    """By their numbers, why nobody is told any more."""
    known = reaching.known(found, now)
    never = {notice.pk for notice in found if mail_choices.when(choice, notice.kind) == MailChoice.When.NEVER}
    whys = {notice.pk: reaching.refusal(notice, known) or (UNWANTED if notice.pk in never else "") for notice in found}
    return {number: why for number, why in whys.items() if why}


def _drop(refused: dict[int, str]) -> None:
    for why in set(refused.values()):
        numbers = [number for number, each in refused.items() if each == why]
        Notice.objects.filter(pk__in=numbers).update(dropped_for=why, sent_at=None)


def still_holds(numbers: list[int], seal: str, is_digest: bool) -> bool:
    """Asked when a mail leaves the outbox: nothing that was taken back since, whose row may be gone with the comment,
    and no text or name that was changed since.

    If anything was, the others are due again, for a mail without it, or with what it says now.
    """
    now, there = timezone.now(), Notice.objects.in_bulk(numbers)
    found = [there[number] for number in numbers if number in there]
    refused = _refused_of_all(found, now)
    if not refused and len(found) == len(numbers) and _seal(found, is_digest=is_digest) == seal:
        return True
    _drop(refused)
    others = Notice.objects.filter(pk__in=there.keys() - refused.keys())
    others.update(sent_at=None, due_at=Greatest("due_at", Value(now)))  # later, where the grace began anew
    return False


def _seal(found: list[Notice], *, is_digest: bool) -> str:
    user = User.objects.get(pk=found[0].user_id)
    return notice_mail.seal(notice_mail.context(found, user, is_digest=is_digest))


def _refused_of_all(found: Collection[Notice], now: datetime) -> dict[int, str]:
    """They are of one person, unless accounts were merged since."""
    choices = mail_choices.of(notice.user_id for notice in found)
    refused: dict[int, str] = {}
    for number, choice in choices.items():
        refused |= _refused([notice for notice in found if notice.user_id == number], choice, now)
    return refused


def _out_of_window(found: list[Notice], user: User, now: datetime) -> list[Notice]:
    """Those of threads that nothing was mailed about for an hour. The others wait for the end of theirs."""
    sent = Notice.objects.filter(user=user, sent_at__gt=now - WINDOW).order_by("sent_at")
    last: dict[int, datetime] = {thread: at for thread, at in sent.values_list("thread", "sent_at") if at}
    times = sorted(set(last.values()))
    if len(times) >= MOST_MAILS:
        _put_off(found, times[0] + WINDOW)
        return []
    for thread, at in last.items():
        _put_off([each for each in found if each.thread_id == thread], at + WINDOW)
    return [each for each in found if each.thread_id not in last]


def _put_off(found: Iterable[Notice], until: datetime) -> None:
    Notice.objects.filter(pk__in=[each.pk for each in found]).update(due_at=until)


def _mail(found: list[Notice], user: User, now: datetime, *, is_digest: bool) -> None:
    address = EmailAddress.objects.get(user=user, verified=True, primary=True)
    context = notice_mail.context(found, user, is_digest=is_digest)
    numbers = [each.pk for each in found]
    Notice.objects.filter(pk__in=numbers).update(sent_at=now)
    given = {"numbers": numbers, "seal": notice_mail.seal(context), "is_digest": is_digest}
    condition = mail.Condition("comments.sending.still_holds", given)
    mail.send("comments/email/notices", address.email, context, unsubscribe=context["stop"], condition=condition)
