"""What the public is told of how discussions are looked after, by month and of the last twelve. Nobody is in it.

Numbers from 1 to 4 are published as "fewer than 5", and sums of them as what they lie between: whatever is published is
worked out of published numbers alone, so that no subtraction gives away what one of them hides.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.agreement import FEWEST as FEWEST_REVIEWS
from comments.models import MonthlyFigures, Reason, Report

FEWEST = 5
MONTHS = 12
Words = str | Promise


@dataclass(frozen=True)
class Count:
    """A number, or what it lies between."""

    low: int = 0
    high: int = 0

    @classmethod
    def of(cls, number: int) -> "Count":
        return cls(1, FEWEST - 1) if 0 < number < FEWEST else cls(number, number)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Count") -> "Count":
        return Count(max(0, self.low - other.high), max(0, self.high - other.low))

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_few(self) -> bool:
        return not self.is_exact and self.high < FEWEST

    @property
    def for_machines(self) -> dict[str, int]:
        return {"exact": self.low} if self.is_exact else {"at_least": self.low, "at_most": self.high}


NONE = Count()


@dataclass(frozen=True)
class Figures:
    """Of one month, or of several together."""

    counts: dict[str, Count]  # by the names of comments/figures.py, without what medians are made of
    shown_at_once: Count
    waits: Counter[int]
    report_waits: Counter[int]

    def __getitem__(self, name: str) -> Count:
        return self.counts.get(name, NONE)

    def keys_of(self, name: str) -> list[str]:
        return sorted(key.partition(":")[2] for key in self.counts if key.startswith(f"{name}:"))

    def total(self, name: str) -> Count:
        return sum((self[f"{name}:{key}"] for key in self.keys_of(name)), NONE)

    @property
    def median_wait(self) -> int | None:
        return median(self.waits)

    @property
    def median_report_wait(self) -> int | None:
        return median(self.report_waits)

    @property
    def agreed(self) -> tuple[int, int] | None:
        """In per cent, between what; None where too few were looked at again."""
        same, differ = self["reviews:same"], self["reviews:differ"]
        if same.low + differ.low < FEWEST_REVIEWS:
            return None
        low, high = same.low / (same.low + differ.high), same.high / (same.high + differ.low)
        return round(100 * low), round(100 * high)


class Month(NamedTuple):
    month: date
    figures: Figures
    is_over: bool


class Reported(NamedTuple):
    months: list[Month]  # newest first
    year: Figures
    until: datetime | None
    reasons: dict[str, str]


def report() -> Reported:
    """Two queries, whatever was said."""
    rows = list(MonthlyFigures.objects.exclude(until=None).order_by("-month")[:MONTHS])
    newest = rows[0].month if rows else None
    months = [Month(row.month, _published(row.counts), row.month != newest) for row in rows]
    names = {str(number): name for number, name in Reason.objects.values_list("pk", "name")}
    return Reported(months, _together(each.figures for each in months), rows[0].until if rows else None, names)


def _published(counts: dict[str, int]) -> Figures:
    waits, report_waits = (_waits(counts, name) for name in ("waits:", "report_waits:"))
    kept = {name: Count.of(count) for name, count in counts.items() if not name.startswith(("waits:", "report_waits:"))}
    return Figures(kept, kept.get("received", NONE) - kept.get("held", NONE), waits, report_waits)


def _waits(counts: dict[str, int], name: str) -> Counter[int]:
    return Counter({int(key.removeprefix(name)): count for key, count in counts.items() if key.startswith(name)})


def _together(months: Iterable[Figures]) -> Figures:
    counts: dict[str, Count] = {}
    shown, waits, report_waits = NONE, Counter[int](), Counter[int]()
    for each in months:
        for name, count in each.counts.items():
            counts[name] = counts.get(name, NONE) + count
        shown, waits, report_waits = shown + each.shown_at_once, waits + each.waits, report_waits + each.report_waits
    return Figures(counts, shown, waits, report_waits)


def median(waits: Counter[int]) -> int | None:
    """In seconds. None of fewer than five."""
    left = sum(waits.values())
    if left < FEWEST:
        return None
    left //= 2
    for seconds, count in sorted(waits.items()):
        left -= count
        if left < 0:
            return seconds
    return None


class Line(NamedTuple):
    name: Words
    shown: Count


class Group(NamedTuple):
    name: Words
    lines: list[Line]


# By the names of comments/figures.py, in the order of the page.
LINES: list[tuple[Words, list[tuple[Words, Callable[[Figures], Count]]]]] = [
    (
        _("Comments"),
        [
            (_("Received"), lambda of: of["received"]),
            (_("Shown at once"), lambda of: of.shown_at_once),
            (_("Held until a person had read them"), lambda of: of["held"]),
            (_("Removed by their authors"), lambda of: of["removed"]),
        ],
    ),
    (
        _("Decisions by people"),
        [
            (_("Approved"), lambda of: of["by_people:approve"]),
            (_("Refused or removed"), lambda of: of["by_people:reject"]),
            (_("Marked as spam"), lambda of: of["by_people:spam"]),
            (_("Returned to their authors for a change"), lambda of: of["by_people:return"]),
            (_("Hidden with the comment they answered"), lambda of: of["with_parent"]),
            (_("Taken back by us"), lambda of: of["taken_back"]),
            (_("All decisions by people"), lambda of: of.total("by_people") + of["with_parent"]),
        ],
    ),
    (
        _("Decisions by automated means"),
        [
            (_("Held for a person, because of what a rule found"), lambda of: of["by_rules:hold"]),
            (_("All decisions by automated means"), lambda of: of.total("by_rules")),
        ],
    ),
    (
        _("Appeals"),
        [
            (_("Received"), lambda of: of["appeals"]),
            (_("Successful"), lambda of: of["appeals_decided:reversed"]),
            (_("Unsuccessful"), lambda of: of["appeals_decided:upheld"]),
        ],
    ),
    (
        _("Sanctions"),
        [
            (_("Warnings"), lambda of: of["sanctions:warn"]),
            (_("Suspensions"), lambda of: of["sanctions:suspend"]),
            (_("Bans"), lambda of: of["sanctions:ban"]),
        ],
    ),
]
UNUSED = _("A reason that is no longer used")


def groups(figures: Figures, reasons: dict[str, str]) -> list[Group]:
    """For the page."""
    plain = [Group(name, [Line(each, count(figures)) for each, count in lines]) for name, lines in LINES]
    given = [Line(reasons.get(key, UNUSED), figures[f"reasons:{key}"]) for key in figures.keys_of("reasons")]
    return [*plain[:2], Group(_("Statements of reasons"), given), *plain[2:]]


class Reports(NamedTuple):
    name: Words
    received: Count
    upheld: Count


def reports(figures: Figures) -> list[Reports]:
    return [
        Reports(name, figures[f"reports:{reason}"], figures[f"upheld:{reason}"])
        for reason, name in Report.Reason.choices
    ]


def in_time(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


def for_machines(figures: Figures, reasons: dict[str, str]) -> dict[str, object]:
    """docs/transparency.md says what each means."""
    shown = {"shown_at_once": figures.shown_at_once.for_machines}
    plain = {name: figures[name].for_machines for name in ("received", "held", "removed", "with_parent", "taken_back")}
    agreed = figures.agreed
    return {
        **plain,
        **shown,
        **{name: _by_key(figures, name, keys) for name, keys in KEYS.items()},
        "reasons": [
            {"reason": str(reasons.get(key, UNUSED)), **figures[f"reasons:{key}"].for_machines}
            for key in figures.keys_of("reasons")
        ],
        "appeals": figures["appeals"].for_machines,
        "median_wait_seconds": figures.median_wait,
        "median_report_wait_seconds": figures.median_report_wait,
        "second_reviews_agreed_percent": {"at_least": agreed[0], "at_most": agreed[1]} if agreed else None,
    }


KEYS = {
    "by_people": ["approve", "reject", "spam", "return", "hold"],
    "by_rules": ["approve", "reject", "spam", "return", "hold"],
    "reports": Report.Reason.values,
    "upheld": Report.Reason.values,
    "appeals_decided": ["reversed", "upheld"],
    "sanctions": ["warn", "suspend", "ban"],
    "reviews": ["same", "differ"],
}


def _by_key(figures: Figures, name: str, keys: list[str]) -> dict[str, dict[str, int]]:
    return {key: figures[f"{name}:{key}"].for_machines for key in keys}
