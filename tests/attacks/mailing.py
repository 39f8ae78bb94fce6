"""What a test may see and do about mails to readers, behind the served site: further doors of backstage.py."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import F
from django.utils import timezone

from accounts import erasure
from accounts.models import User
from articles.models import Article
from comments import moderation, notices, posting, sending
from comments.decisions import Act
from comments.models import Comment, MailChoice, MutedThread, Notice
from tests.comments.said import say


def stands(article_id: int, email: str) -> int:
    """A comment by somebody; no limit counts it."""
    article, user = Article.objects.get(pk=article_id), User.objects.get(email=email)
    return say(article, "I said so.", user=user).pk


def answers(number: int, email: str, text: str = "Not so.", many: int = 1) -> list[int]:
    """So many replies to that comment, just approved."""
    above, by = Comment.objects.get(pk=number), User.objects.get(email=email)
    now = timezone.now()
    made = [say(above.article, text, above, user=by, status="pending", created_at=now).pk for _ in range(many)]
    decide(made, "approved")
    return made


def says_beside(number: int, email: str, text: str) -> int:
    """A comment as somebody types it, in the same discussion, approved at once."""
    made = posting.post(Comment.objects.get(pk=number).article, text, by=User.objects.get(email=email))
    decide([made.pk], "approved")
    return made.pk


def decide(numbers: list[int], status: str) -> None:
    moderation.put(numbers, Comment.Status(status), Act(by=None))


def minutes_pass(minutes: int) -> None:
    """And the worker mails about what is due then: what waits has waited so long already."""
    passed = timedelta(minutes=minutes)
    notices.tell()
    Notice.objects.update(due_at=F("due_at") - passed, sent_at=F("sent_at") - passed)
    sending.send_due()


def choices(email: str) -> list[Any]:
    """How somebody wants to hear of replies and mentions, and which threads they muted."""
    chosen = MailChoice.objects.filter(user__email=email).values_list("replies", "mentions")
    return [*chosen, *MutedThread.objects.filter(user__email=email).values_list("thread", flat=True)]


def rename(article_id: int, headline: str) -> None:
    Article.objects.filter(pk=article_id).update(headline=headline)


def unprove(email: str) -> None:
    EmailAddress.objects.filter(email=email).update(verified=False)


def erase(email: str) -> None:
    erasure.erase(User.objects.get(email=email), keeps_comments=False)


DOORS = {
    each.__name__: each
    for each in (stands, answers, says_beside, decide, minutes_pass, choices, rename, unprove, erase)
}
