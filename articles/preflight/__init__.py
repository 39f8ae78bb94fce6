"""The last look before readers: rules over what a text says, each with words for an editor on deadline.

The verbs that bring a text to readers ask `clear`; the editor shows `check` while it is written.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles.models import Article
from articles.preflight import dates, links, others, pictures, wording
from articles.preflight.finding import Finding
from articles.preflight.subject import Batch, Subject
from articles.revisions import Content
from articles.writing import Refused

Rule = Callable[[Subject], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    wording.headline,
    wording.standfirst,
    wording.text,
    wording.category,
    wording.authors,
    wording.description,
    wording.heading_order,
    wording.empty_headings,
    pictures.lead,
    pictures.alt_texts,
    pictures.makers,
    links.to_the_unpublished,
    links.to_the_desk,
    links.unprotected,
    links.empty,
    dates.not_in_the_past,
    dates.not_before_the_embargo,
    dates.not_over_before_it_begins,
    others.source,
    others.twins,
    others.remarks,
    others.what_changed,
)
SHORTEST_REASON = 10  # characters: a full stop is no reason


class Blocked(Refused):
    """It may not go to readers as it is; `findings` say why, each with the field to mend."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        said = " ".join(finding.message for finding in findings if finding.is_blocking)
        super().__init__(_("It cannot go to readers yet. %s") % said)
        self.findings = findings


class Text(NamedTuple):
    """What is to be looked at: that text of it, if it appears `at`. None is now; `asked_for` is what somebody typed."""

    article: Article
    content: Content
    at: datetime | None = None
    asked_for: datetime | None = None


def check_all(texts: Iterable[Text], *, by: User | None = None) -> list[list[Finding]]:
    """What is wrong with each; what blocks comes first. As many queries for a hundred as for one."""
    batch = Batch(timezone.now(), by)
    for article, content, at, asked_for in texts:
        batch.subjects.append(Subject(article, content, batch, at or asked_for or batch.now, asked_for))
    return [_findings(subject) for subject in batch.subjects]


def _findings(subject: Subject) -> list[Finding]:
    found = [finding for rule in RULES for finding in rule(subject)]
    return sorted(found, key=lambda finding: not finding.is_blocking)


def check(
    article: Article,
    content: Content,
    *,
    by: User | None = None,
    at: datetime | None = None,
    asked_for: datetime | None = None,
) -> list[Finding]:
    """The same of one."""
    return check_all([Text(article, content, at, asked_for)], by=by)[0]


def clear(
    article: Article, content: Content, *, by: User | None, at: datetime | None, note: str = "", override: str = ""
) -> str:
    """The note for its revision, with the reason why it goes to readers all the same. Raises Blocked without one.

    What the site itself publishes was looked at elsewhere, or nobody is there to mend it.
    """
    if by is None:
        return note
    findings = check(article, content, by=by, at=at)
    blocking = [finding for finding in findings if finding.is_blocking]
    if not blocking:
        return note
    if any(finding.is_final for finding in blocking) or len(override.strip()) < SHORTEST_REASON:
        raise Blocked(findings)
    rules = sorted({finding.key for finding in blocking})
    audit.record("override_preflight", by=by, subject=article, rules=rules)
    return " · ".join(part for part in (note, _("Published all the same: %s") % override.strip()) if part)
