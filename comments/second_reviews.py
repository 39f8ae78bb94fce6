"""Some decisions are taken again by another moderator, who does not know them. Do they agree?

Chance chooses which, in the moment they are made and in their transaction; `Rules.second_reviews` says how many of a
hundred. The verdict changes nothing about the comment. What its author changed or removed since then, and what was
undone, is not asked about any more: whoever judges it again must judge the same.
"""

from collections.abc import Iterable
from datetime import timedelta
from random import SystemRandom

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from comments import discussions
from comments.models import Comment, Decision, Reason, Report, Rules, SecondReview
from comments.models.decision import WITH_PARENT

Verb = Decision.Verb
VERDICTS = [Verb.APPROVE, Verb.REJECT, Verb.SPAM, Verb.RETURN]
SIZE = 25
OFFERED = timedelta(days=30)  # who is asked later than that judges by other rules
CLAIMED = timedelta(minutes=2)
MISTAKEN = timedelta(minutes=10)  # in which one may take a verdict back
chance = SystemRandom().random
Numbers = Iterable[int]


def sample(made: list[Decision]) -> None:
    """Of decisions that have just been written down."""
    eligible = [each for each in made if each.by_id and each.verb in VERDICTS and each.rule != WITH_PARENT]
    share = _share() if eligible else 0
    chosen = [each for each in eligible if chance() < share]
    if not chosen:
        return
    held_for = dict(Comment.objects.filter(pk__in={each.comment_id for each in chosen}).values_list("pk", "held_for"))
    SecondReview.objects.bulk_create(
        SecondReview(decision=each, comment_id=each.comment_id, asked_at=each.at, rules=_names(held_for, each))
        for each in chosen
        if each.comment_id in held_for
    )


def _share() -> float:
    """Without making the rules that nobody has made yet: moderators wait for this."""
    percent = Rules.objects.order_by("-pk").values_list("second_reviews", flat=True).first()
    return (Rules().second_reviews if percent is None else percent) / 100


def _names(held_for: dict[int, list[dict[str, str]]], decision: Decision) -> list[str]:
    """Without what each found: that is the author's text, and they may have it removed."""
    return list(dict.fromkeys(row["rule"] for row in held_for[decision.comment_id or 0]))


def drop(undone: Iterable[Decision]) -> None:
    """Nobody needs to judge what was taken back. A verdict that was given stays, and counts for nothing."""
    SecondReview.objects.filter(decision__in=[each.pk for each in undone], verdict="").delete()


def drop_about(comment: Comment) -> None:
    """It says something else now."""
    SecondReview.objects.filter(comment=comment, verdict="").delete()


def offered(by: User) -> "QuerySet[SecondReview]":
    """To this moderator: not what they wrote, reported or decided themselves, nor what is withheld. In order."""
    now = timezone.now()
    # Not by the index of who decided: a moderator has a hundred thousand, a comment a few.
    theirs = Decision.objects.annotate(who=F("by_id") + 0).filter(comment_id=OuterRef("comment_id"), who=by.pk)
    reported = Report.objects.filter(comment_id=OuterRef("comment_id"), user=by)
    unchanged = Q(comment__edited_at=None) | Q(comment__edited_at__lte=F("decision__at"))
    unclaimed = Q(by=None) | Q(by=by) | Q(claimed_until__lte=now)
    waiting = SecondReview.objects.filter(unchanged, unclaimed, verdict="", asked_at__gt=now - OFFERED)
    same = waiting.filter(decision__undone_by=None, comment__article__discussion__withheld_at=None)
    free = same.exclude(comment__status=Comment.Status.WITHDRAWN).exclude(comment__user=by)
    return free.filter(~Exists(theirs), ~Exists(reported)).order_by("pk")


def claim(number: int, *, by: User) -> User | None:
    """For whoever looks at it now, and nothing else any more. Returns who was faster."""
    now = timezone.now()
    mine = SecondReview.objects.filter(by=by, verdict="").exclude(pk=number)
    mine.update(by=None, claimed_until=None)
    if _free([number], by).update(by=by, claimed_until=now + CLAIMED):
        return None
    review = SecondReview.objects.filter(pk=number, verdict="").select_related("by").first()
    return review.by if review and review.by_id != by.pk else None


def give(numbers: Numbers, verdict: Decision.Verb, reason: Reason | None = None, *, by: User) -> list[int]:
    """Each once, whoever is faster. Returns those that were still to be judged by them."""
    given = []
    wanted = list(dict.fromkeys(numbers))[:SIZE]
    with transaction.atomic():
        _lock(wanted)
        for number in wanted:
            values = {"by": by, "verdict": verdict, "reason": reason, "at": timezone.now(), "claimed_until": None}
            if _free([number], by).update(**values):
                given.append(number)
    return given


def _lock(numbers: Numbers) -> None:
    """Their discussions, which nobody withholds meanwhile."""
    reviews = SecondReview.objects.filter(pk__in=list(numbers))
    discussions.lock(reviews.values_list("comment__article", flat=True))


def _free(numbers: Numbers, by: User) -> "QuerySet[SecondReview]":
    """What is asked of the row itself is asked again by the database once it has waited for another to be done."""
    unclaimed = Q(by=None) | Q(by=by) | Q(claimed_until__lte=timezone.now())
    wanted = offered(by).filter(pk__in=list(numbers)).order_by().values("pk")
    return SecondReview.objects.filter(unclaimed, pk__in=wanted, verdict="")


def last_of(by: User) -> list[int]:
    """What they judged last and may take back; nothing else, so that nobody corrects themselves later."""
    mine = SecondReview.objects.filter(by=by, at__gt=timezone.now() - MISTAKEN).exclude(verdict="")
    return list(mine.order_by("-at", "-pk").values_list("pk", flat=True)[:1])


def take_back(numbers: Numbers, *, by: User) -> list[int]:
    """Their own of the last minutes, but for those of withheld discussions. Returns which."""
    recent = SecondReview.objects.filter(by=by, at__gt=timezone.now() - MISTAKEN, pk__in=list(numbers)[:SIZE])
    with transaction.atomic():
        _lock(recent.values_list("pk", flat=True))
        mine = recent.filter(comment__article__discussion__withheld_at=None).exclude(verdict="")
        found = list(mine.values_list("pk", flat=True))
        recent.filter(pk__in=found).update(by=None, verdict="", reason=None, at=None)
    return found


def forget_old() -> None:
    """Those that nobody judged while they were offered."""
    SecondReview.objects.filter(verdict="", asked_at__lte=timezone.now() - OFFERED).delete()
