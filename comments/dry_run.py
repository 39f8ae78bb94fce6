"""Tries rules on what moderators decided lately, before they hold: what they would stop, and what they would miss.

Only what a text says by itself is tried. Modes, limits, duplicates and history depend on a day that is over.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from articles import body
from comments import held, judging, learning
from comments.judging import Measures, Verdict
from comments.learning import Decided
from comments.models import Rules

SINCE = timedelta(days=90)
MOST = 5000  # decisions, the newest
EXAMPLES = 5
LONGEST = 200  # characters of an example


class Example(NamedTuple):
    comment_id: int
    text: str
    why: str


@dataclass
class Tally:
    """Of the comments that were approved, or of those that were refused."""

    count: int = 0
    held: int = 0
    refused: int = 0
    examples: list[Example] = field(default_factory=list)

    @property
    def caught(self) -> int:
        return self.held + self.refused

    @property
    def share(self) -> float:
        return self.caught / self.count if self.count else 0.0


@dataclass
class Outcome:
    """What would become of approved comments, and of refused ones, by these rules."""

    approved: Tally = field(default_factory=Tally)
    refused: Tally = field(default_factory=Tally)
    missed: list[Example] = field(default_factory=list)  # refused by moderators, and nothing for these rules

    @property
    def count(self) -> int:
        return self.approved.count + self.refused.count


def try_out(rules: Rules, now: datetime) -> Outcome:
    """Of rules that need not be saved. Raises BadEntry for a word that cannot be looked for."""
    measures, outcome = Measures.of(rules), Outcome()
    for decided in learning.decisions(most=MOST, since=now - SINCE):
        verdict = judging.read(decided.comment.body, measures, is_new=_was_new(decided, rules))
        _count(outcome, decided, verdict)
    return outcome


def _count(outcome: Outcome, decided: Decided, verdict: Verdict) -> None:
    tally = outcome.refused if decided.is_refused else outcome.approved
    tally.count += 1
    tally.refused += bool(verdict.refused)
    tally.held += verdict.waits and not verdict.refused
    found = tally.examples if verdict.refused or verdict.waits else outcome.missed if decided.is_refused else None
    if found is not None and len(found) < EXAMPLES:
        why = verdict.caught or "; ".join(held.explained(verdict.held_for))
        found.append(Example(decided.comment.pk, body.plain_text(decided.comment.body)[:LONGEST], why))


def _was_new(decided: Decided, rules: Rules) -> bool:
    """When it was written. Guests never had an account."""
    user = decided.comment.user
    if not user:
        return False
    return user.date_joined > decided.comment.created_at - timedelta(days=rules.new_days)
