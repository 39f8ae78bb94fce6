"""How readers want to hear of replies and mentions, and when that is."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.sections import Words
from comments.models import MailChoice, Notice

When = MailChoice.When
Every = MailChoice.Every
MORNING = time(7)  # by the publication's clock
COLUMNS = {Notice.Kind.REPLY: "replies", Notice.Kind.MENTION: "mentions"}


def of(people: Iterable[int]) -> dict[int, MailChoice]:
    """What each chose; the defaults of those who never did."""
    numbers = set(people)
    made = {number: MailChoice(user_id=number) for number in numbers}
    return made | MailChoice.objects.in_bulk(numbers)


def when(choice: MailChoice, kind: str) -> MailChoice.When:
    return When(getattr(choice, COLUMNS[Notice.Kind(kind)]))


def due(choice: MailChoice, kind: str, since: datetime) -> datetime:
    """When it is to be mailed: never before the author and the moderators had time to think again."""
    settled = since + settings.NOTICE_GRACE
    return next_digest(choice.every, settled) if when(choice, kind) == When.DIGEST else settled


def next_digest(every: str, after: datetime) -> datetime:
    here = timezone.localtime(after, timezone.get_default_timezone())
    day = here.date() + timedelta(days=here.time() >= MORNING)
    if every == Every.WEEK:
        day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, MORNING, tzinfo=here.tzinfo)


def save(choice: MailChoice) -> None:
    """And has what waits follow it."""
    with transaction.atomic():
        User.objects.locked(choice.user)
        MailChoice.objects.update_or_create(
            user=choice.user,
            defaults={"replies": choice.replies, "mentions": choice.mentions, "every": choice.every},
        )
        waiting = Notice.objects.filter(user=choice.user, sent_at=None, dropped_for="")
        for kind in Notice.Kind:
            waiting.filter(kind=kind).update(due_at=due(choice, kind, timezone.now()))


def stop(user_id: int, *kinds: str, only: MailChoice.When | None = None) -> None:
    """No more mails of these kinds; `only` if they come in that way. What waits is dropped when it is due."""
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id).first()
        if not user:
            return
        choice = of([user_id])[user_id]
        for kind in kinds:
            if only is None or when(choice, kind) == only:
                setattr(choice, COLUMNS[Notice.Kind(kind)], When.NEVER)
        choice.save()


def summary(user: User) -> Words:
    choice = of([user.pk])[user.pk]
    replies, mentions = choice.get_replies_display(), choice.get_mentions_display()
    return _("Replies: %(replies)s. Mentions: %(mentions)s.") % {
        "replies": str(replies).lower(),
        "mentions": str(mentions).lower(),
    }
