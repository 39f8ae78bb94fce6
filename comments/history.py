"""What a reader may be trusted with, by what moderators decided about their comments before."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment, Decision
from comments.models.decision import WITH_PARENT

LAST = 20  # decisions that count; who was wrong long ago can have learnt
WROTE = 500  # comments that are looked through for them, the newest: some people write tens of thousands
FEWEST_REFUSED = 3  # before anybody is mistrusted
TRUSTED_FROM = 10  # approvals, and nothing refused
Verb = Decision.Verb
REFUSING = {Verb.REJECT, Verb.SPAM}


class History(NamedTuple):
    approved: int
    refused: int

    @property
    def is_bad(self) -> bool:
        return self.refused >= FEWEST_REFUSED and self.refused > self.approved

    @property
    def is_good(self) -> bool:
        return self.approved >= TRUSTED_FROM and not self.refused

    @property
    def words(self) -> str:
        said = {"approved": self.approved, "refused": self.refused, "count": self.approved + self.refused}
        return _("of the last %(count)d, %(approved)d approved and %(refused)d refused") % said


def of(user: User) -> History:
    """What people decided and nobody took back. What rules decide about a text would otherwise prove itself.

    By their comments: the log keeps the number of an account that was merged away, the comments do not.
    """
    newest_ones = Comment.objects.filter(user=user).order_by("-created_at").values("pk")[:WROTE]
    decided = Decision.objects.filter(
        comment_id__in=newest_ones,
        by_id__isnull=False,
        undone_by=None,
        verb__in=[Verb.APPROVE, *REFUSING],
    ).exclude(rule=WITH_PARENT)
    newest: dict[int | None, str] = {}
    for comment, verb in decided.order_by("-pk").values_list("comment_id", "verb")[: 2 * LAST]:
        newest.setdefault(comment, verb)
    verbs = list(newest.values())[:LAST]
    refused = sum(verb in REFUSING for verb in verbs)
    return History(len(verbs) - refused, refused)
