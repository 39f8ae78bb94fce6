"""No more mails, with one click and without signing in: RFC 8058.

The address in a mail is signed, and says whose mails of which kind it ends. It works for good: an old mail must be as
good as a new one. Whoever is passed a mail can use it too; it takes nothing that is not given back on the account page.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from accounts.models import User
from articles.site_url import absolute
from comments import ignoring, mail_choices
from comments.models import Comment, MailChoice, Notice

REPLIES, MENTIONS, BOTH, DIGEST, THREAD = "replies", "mentions", "both", "digest", "thread"
KINDS = {
    REPLIES: [Notice.Kind.REPLY],
    MENTIONS: [Notice.Kind.MENTION],
    BOTH: [Notice.Kind.REPLY, Notice.Kind.MENTION],
    DIGEST: [Notice.Kind.REPLY, Notice.Kind.MENTION],
}
ONLY = {BOTH: MailChoice.When.AT_ONCE, DIGEST: MailChoice.When.DIGEST}
_signer = signing.Signer(salt=__name__, sep=".")


class Unknown(Exception):
    """It is none of ours, or was changed."""


@dataclass(frozen=True)
class Order:
    user_id: int
    scope: str
    thread_id: int = 0

    @property
    def address(self) -> str:
        token = _signer.sign(f"{self.user_id}-{self.scope}-{self.thread_id}")
        return absolute(reverse("comments:unsubscribe", args=[token]))


def read(token: str) -> Order:
    """Raises Unknown."""
    try:
        user, scope, thread = _signer.unsign(token).split("-")
    except (signing.BadSignature, ValueError) as error:
        raise Unknown from error
    return Order(int(user), scope, int(thread))


def carry_out(order: Order) -> None:
    """Twice is as good as once. Of who is no longer here, nothing is left to end."""
    if order.scope != THREAD:
        mail_choices.stop(order.user_id, *KINDS[order.scope], only=ONLY.get(order.scope))
        return
    user = User.objects.filter(pk=order.user_id).first()
    thread = Comment.objects.filter(pk=order.thread_id).first()
    if user and thread:
        ignoring.mute(thread, by=user)
