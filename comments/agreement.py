"""How often a second moderator, who did not know the decision, decided the same: by moderator, by rule, by reason."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from comments import held
from comments.models import Decision, Reason, SecondReview

LAST = timedelta(days=90)
MOST = 20_000  # reviews that are looked through, the newest
FEWEST = 20  # from which a share says anything
Z = 1.96  # of 95 %
IN_FORCE = Q(decision__undone_by=None) | Q(decision__undone_by__undone_by__isnull=False)
Words = str | Promise


@dataclass(frozen=True)
class Agreement:
    name: Words
    same: int
    count: int

    @property
    def says_enough(self) -> bool:
        return self.count >= FEWEST

    @property
    def share(self) -> int:
        return round(100 * self.same / self.count) if self.count else 0

    @property
    def range(self) -> tuple[int, int]:
        """In per cent, where the true share lies of which this is a sample: 95 times of 100. After Wilson (1927)."""
        low, high = wilson(self.same, self.count)
        return round(100 * low), round(100 * high)


class Figures(NamedTuple):
    total: Agreement
    moderators: list[Agreement]
    verbs: list[Agreement]
    rules: list[Agreement]
    reasons: list[Agreement]
    is_capped: bool


class Row(NamedTuple):
    by: int | None
    verb: str
    reason: int | None
    rules: list[str]
    verdict: str


def wilson(same: int, count: int) -> tuple[float, float]:
    if not count:
        return 0.0, 1.0
    share, square = same / count, Z * Z / count
    middle = share + square / 2
    half = Z * sqrt(share * (1 - share) / count + square / (4 * count))
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def figures(of: User | None = None) -> Figures:
    """Of the last 90 days. `of`: of all moderators only this one by name."""
    columns = ("decision__by_id", "decision__verb", "decision__reason_id", "rules", "verdict")
    rows = [Row(*each) for each in given().values_list(*columns)[: MOST + 1]]
    named = [row for row in rows if of is None or row.by == of.pk]
    return Figures(
        total=Agreement("", sum(row.verb == row.verdict for row in rows[:MOST]), len(rows[:MOST])),
        moderators=_by(((row.by, row) for row in named[:MOST]), _people({row.by or 0 for row in named})),
        verbs=_by(((row.verb, row) for row in rows[:MOST]), dict(Decision.Verb.choices)),
        rules=_by(
            ((rule, row) for row in rows[:MOST] for rule in row.rules or [""]), {**held.RULES, "": _("Not held")}
        ),
        reasons=_by(((row.reason, row) for row in rows[:MOST] if row.reason), _reasons()),
        is_capped=len(rows) > MOST,
    )


def given() -> "QuerySet[SecondReview]":
    """The newest first. Not about what was taken back."""
    return SecondReview.objects.filter(IN_FORCE, at__gt=timezone.now() - LAST).order_by("-at", "-pk")


def disagreements() -> "QuerySet[SecondReview]":
    related = ("decision", "comment__user", "comment__article__category", "by", "reason")
    return given().exclude(verdict=F("decision__verb")).select_related(*related).defer("comment__article__body")


def _by(pairs: Iterable[tuple[object, Row]], names: Mapping[Any, Words]) -> list[Agreement]:
    """Those of which most is known first."""
    same: Counter[object] = Counter()
    count: Counter[object] = Counter()
    for key, row in pairs:
        count[key] += 1
        same[key] += row.verb == row.verdict
    return [Agreement(names.get(key, str(key)), same[key], many) for key, many in count.most_common()]


def _people(numbers: Iterable[int]) -> dict[int, Words]:
    return {user.pk: user.public_name for user in User.objects.filter(pk__in=numbers)}


def _reasons() -> dict[int, Words]:
    return dict(Reason.objects.values_list("pk", "name"))
