"""What readers are told of how an article changed: updates marked as substantive, with the words before and after.

Only texts that readers had, by the clock: what was scheduled and replaced before its time never was before anybody.
What an update took out without telling so, or a text that was withdrawn said, is not told of any longer either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import differences, permissions, revisions
from articles.differences import FieldDifference
from articles.models import Article, Revision
from articles.revisions import Content
from articles.taken_out import TakenOut
from articles.word_difference import Budget
from articles.writing import Refused, allowed, locked

MOST = 20  # updates that are told of; of older ones nobody asks
WITHDRAWING = ("unpublish", "take_down")
ENDING = (*WITHDRAWING, "unschedule", "import")  # an import brings what it was elsewhere
CLOCK = ("published_at", "embargo_until", "unpublish_at")


@dataclass(frozen=True)
class State:
    """A change of what readers get, without the text. `number` is of the revision."""

    number: int
    verb: str
    at: datetime
    is_published: bool
    is_substantive: bool
    appears: datetime | None
    embargo: datetime | None
    ends: datetime | None

    def was_seen(self, until: datetime | None, now: datetime) -> bool:
        """Whether the clock made it visible before the next one took its place; None is the one there is now."""
        if not self.is_published or self.appears is None:
            return False
        return self.begins <= now and all(self.begins < end for end in (until, self.ends) if end)

    @property
    def begins(self) -> datetime:
        return max(filter(None, [self.at, self.appears, self.embargo]))


@dataclass(frozen=True)
class Change:
    """`is_silent`: it said what was taken out since; its words are not shown any longer."""

    number: int
    at: datetime
    note: str
    differences: list[FieldDifference]
    is_silent: bool = False


def tell(article: Article) -> None:
    """Puts onto one that readers see whether `told` has anything; asks little, and only of what was updated."""
    article.tells_changes = article.shows_update and bool(_pairs(article))


def told(article: Article) -> list[Change]:
    """The newest first. Nothing of an article that readers cannot see is told; that is for whoever asks."""
    return _told(article, revisions.of_row(article)) if article.is_visible else []


def telling(keys: Iterable[int]) -> set[int]:
    """Of these articles, the only ones of which readers could be told anything."""
    return set(_substantive().filter(article__in=list(keys)).order_by().values_list("article", flat=True))


def would_fall_silent(article: Article, content: Content) -> bool:
    """Whether that text, as an update readers are not told of, takes out words that they are told of now."""
    before, after = told(article), _told(article, content)
    return any(not was.is_silent and will.is_silent for was, will in zip(before, after, strict=False))


def take_back(article: Article, number: int, *, by: User | None) -> None:
    """Readers are no longer told of that update. Raises PermissionDenied, and Refused if they were not."""
    if not (allowed(by, "publish") and permissions.may_work_on(by, article)):
        raise PermissionDenied
    with transaction.atomic():
        current = locked(article)
        if not current.revisions.filter(number=number, is_substantive=True).update(is_substantive=False):
            raise Refused(_("Readers are not told of revision %s.") % number)
        audit.record("take_back_change", by=by, subject=article, revision=number)


def states(article: Article) -> Iterator[State]:
    """All that readers got, and what ended it, the oldest first; read without the texts."""
    for_readers = Q(is_published=True) | Q(verb__in=ENDING)
    of_clock = [f"content__{name}" for name in CLOCK]
    columns = ("number", "verb", "created_at", "is_published", "is_substantive", *of_clock)
    found = article.revisions.filter(for_readers, is_aside=False).order_by("number").values_list(*columns)
    for number, verb, at, is_published, is_substantive, *clock in found:
        yield State(number, verb, at, is_published, is_substantive, *(parse_datetime(each or "") for each in clock))


def _substantive() -> QuerySet[Revision]:
    return Revision.objects.filter(is_published=True, is_substantive=True)


def _pairs(article: Article) -> list[tuple[State, State]]:
    """Each update that is told, with what readers had before it; the newest first."""
    if not _substantive().filter(article=article.pk).exists():
        return []
    now = timezone.now()
    all_of_them = list(states(article))
    withdrawn = max((place for place, state in enumerate(all_of_them) if state.verb in WITHDRAWING), default=-1)
    all_of_them = all_of_them[withdrawn + 1 :]
    ends = [*(later.at for later in all_of_them[1:]), None]
    seen = [state for state, until in zip(all_of_them, ends, strict=False) if state.was_seen(until, now)]
    return [(before, after) for before, after in pairwise(seen) if after.is_substantive][::-1]


def _told(article: Article, now: Content) -> list[Change]:
    """With `now` as what readers get."""
    pairs = _pairs(article)[:MOST]
    wanted = {state.number for pair in pairs for state in pair}
    found = {each.number: each for each in article.revisions.filter(number__in=wanted)}
    budget, made, later, taken = Budget(), [], now, []
    for before, after in pairs:
        was, says = found[before.number].content, found[after.number]
        if revisions.differing(says.content, later):
            taken.append(TakenOut(says.content, later, now, budget))
        shown = differences.between(was, says.content, differences.FOR_READERS, budget)
        is_silent = any(each.is_in(shown) for each in taken)
        made.append(Change(after.number, after.begins, says.public_note, [] if is_silent else shown, is_silent))
        later = was
    return made
