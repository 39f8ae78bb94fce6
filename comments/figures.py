"""Counts what happened in the discussions into `MonthlyFigures`: each hour what came since the last time.

Each stretch of time ends at the latest at midnight, by the publication's clock, and is added in one transaction with
the note of how far was counted: nothing is counted twice or left out, whatever dies meanwhile or runs beside it, and
none is longer than a day. What is counted stays as it was then; so what is undone later is a number of its own.
"""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from comments import second_reviews
from comments.models import Appeal, Comment, Decision, MonthlyFigures, Report, SecondReview
from comments.models.decision import WITH_PARENT

# Longer than a verdict may be taken back, by more than any transaction takes in which something is decided.
LAG = second_reviews.MISTAKEN + timedelta(minutes=5)
SLICE = 30  # seconds; what is left is counted an hour later
FIRST = 12  # months that are counted when nothing was yet
# As comments/judging.py and comments/reporting.py name them: they hold nothing, or not what was just sent.
NOT_HOLDING = {"honeypot", "typing_time", "reports"}
Verb = Decision.Verb
VERDICTS = {Verb.APPROVE, Verb.REJECT, Verb.SPAM, Verb.RETURN}
SANCTIONS = {Verb.WARN, Verb.SUSPEND, Verb.BAN}
REFUSING = {Verb.REJECT, Verb.SPAM, Verb.RETURN}
Counts = Counter[str]


def count_up() -> None:
    """By the worker, each hour."""
    latest, ends = timezone.now() - LAG, time.monotonic() + SLICE
    while _count_a_stretch(latest) and time.monotonic() < ends:
        pass


def _count_a_stretch(latest: datetime) -> bool:
    """Returns whether there is more to count before `latest`."""
    start = _counted_until() or _beginning(latest)
    end = min(_midnight_after(start), latest)
    if end <= start:
        return False
    found = count(start, end)  # before the row is locked: whoever removes a comment waits for it
    with transaction.atomic():
        row = _locked(month_of(start))
        if (_counted_until() or start) == start:  # else another worker was faster
            row.counts, row.until = dict(Counter(row.counts) + found), end
            row.save(update_fields=["counts", "until"])
    return end < latest


def add(name: str, count: int) -> None:
    """What leaves no other trace. Last in a transaction: others wait for its end."""
    if count:
        row = _locked(month_of(timezone.now()))
        row.counts[name] = row.counts.get(name, 0) + count
        row.save(update_fields=["counts"])


def month_of(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date().replace(day=1)


def _counted_until() -> datetime | None:
    newest: datetime | None = MonthlyFigures.objects.aggregate(newest=Max("until"))["newest"]
    return newest


def _beginning(latest: datetime) -> datetime:
    month = month_of(latest)
    for _ in range(FIRST):
        month = (month - timedelta(days=1)).replace(day=1)
    return datetime.combine(month, time_of_day(), timezone.get_default_timezone())


def _midnight_after(moment: datetime) -> datetime:
    zone = timezone.get_default_timezone()
    return datetime.combine(timezone.localtime(moment, zone).date() + timedelta(days=1), time_of_day(), zone)


def _locked(month: date) -> MonthlyFigures:
    MonthlyFigures.objects.bulk_create([MonthlyFigures(month=month)], ignore_conflicts=True)
    return MonthlyFigures.objects.select_for_update().get(month=month)


def count(start: datetime, end: datetime) -> Counts:
    """From `start` on and before `end`."""
    return Counter(_happened({"gte": start, "lt": end}))


def _happened(when: dict[str, datetime]) -> Iterator[str]:
    yield from _comments(when)
    yield from _decisions(when)
    yield from _reports(when)
    yield from ("appeals" for _ in _within(Appeal.objects, "at", when).values_list("pk"))
    for outcome in _within(Appeal.objects, "decided_at", when).values_list("outcome", flat=True):
        yield f"appeals_decided:{outcome}"
    for first, second in _within(SecondReview.objects, "at", when).values_list("decision__verb", "verdict"):
        yield "reviews:same" if first == second else "reviews:differ"


def _within(rows: Any, column: str, when: dict[str, datetime]) -> "QuerySet[Any]":
    found: QuerySet[Any] = rows.filter(**{f"{column}__{bound}": moment for bound, moment in when.items()})
    return found.order_by()


def _comments(when: dict[str, datetime]) -> Iterator[str]:
    """Those that rules judged: not what an import brought, whosever it became, nor the desk's answers.

    All states are named, so that the index is entered that begins with them.
    """
    judged = Comment.objects.filter(status__in=Comment.Status.values, rules_version__isnull=False)
    for rows in _within(judged, "created_at", when).values_list("held_for", flat=True).iterator(chunk_size=2000):
        yield "received"
        if any(row["rule"] not in NOT_HOLDING and not row.get("trusted") for row in rows):
            yield "held"


def _decisions(when: dict[str, datetime]) -> Iterator[str]:
    wanted = [*VERDICTS, *SANCTIONS, Verb.HOLD]
    rows = _within(Decision.objects, "at", when).filter(verb__in=wanted)
    columns = ("verb", "by_id", "rule", "reason_id", "at", "before")
    for verb, by, rule, reason, at, before in rows.values_list(*columns).iterator(chunk_size=2000):
        if verb in SANCTIONS:
            yield f"sanctions:{verb}"
            continue
        yield "with_parent" if rule == WITH_PARENT else f"by_people:{verb}" if by else f"by_rules:{verb}"
        if by and rule != WITH_PARENT and verb in VERDICTS:
            yield from _judged(verb, reason, at, before)
    undone = Q(undoes__verb__in=VERDICTS) & ~Q(undoes__rule=WITH_PARENT)
    yield from ("taken_back" for _ in _within(Decision.objects, "at", when).filter(undone, verb=Verb.UNDO))


def _judged(verb: str, reason: int | None, at: datetime, before: dict[str, Any]) -> Iterator[str]:
    if verb in REFUSING and reason:
        yield f"reasons:{reason}"
    if queued_at := before.get("queued_at"):
        yield f"waits:{rounded(at - datetime.fromisoformat(queued_at))}"


def _reports(when: dict[str, datetime]) -> Iterator[str]:
    for reason in _within(Report.objects, "at", when).values_list("reason", flat=True):
        yield f"reports:{reason}"
    decided = _within(Report.objects, "decided_at", when).annotate(waited=F("decided_at") - F("at"))
    for reason, outcome, waited in decided.values_list("reason", "outcome", "waited"):
        yield f"report_waits:{rounded(waited)}"
        if outcome == Report.Outcome.UPHELD:
            yield f"upheld:{reason}"


def rounded(wait: timedelta) -> int:
    """Seconds, to two digits: of so many waits a median is made that is wrong by a twentieth at most."""
    return int(float(f"{max(0.0, wait.total_seconds()):.2g}"))
