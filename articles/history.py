"""How an article came about, for the desk: who did what when, which text stood before which, and what each is now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import preview_links, revisions
from articles.models import Article, Revision
from articles.revisions import Content
from articles.writing import AUTOSAVE

SIZE = 60  # revisions of a page
VERBS: dict[str, str | Promise] = {
    "save": gettext_lazy("Saved"),
    AUTOSAVE: gettext_lazy("Saved by itself"),
    "set_aside": gettext_lazy("Collided with what someone else saved"),
    "restore": gettext_lazy("Restored"),
    "discard": gettext_lazy("Dropped the unpublished changes"),
    "update": gettext_lazy("Updated for readers"),
    "submit": gettext_lazy("Submitted for review"),
    "ready": gettext_lazy("Marked as ready"),
    "publish": gettext_lazy("Published"),
    "schedule": gettext_lazy("Scheduled"),
    "unschedule": gettext_lazy("Taken off the schedule"),
    "unpublish": gettext_lazy("Unpublished"),
    "take_down": gettext_lazy("Taken down"),
    "reinstate": gettext_lazy("Took the takedown back"),
    "assign": gettext_lazy("Assigned"),
    "send_back": gettext_lazy("Sent back to its writer"),
    "correct": gettext_lazy("Corrected"),
    "withdraw_correction": gettext_lazy("Withdrew a correction"),
    "import": gettext_lazy("Imported"),
    "lift_embargo": gettext_lazy("Lifted the embargo"),
}
WRITES = ("save", AUTOSAVE, "restore", "discard", "import")  # what these leave is the newest text, and its own
GIVES = ("update", "publish", "schedule")  # and these give readers what they say


@dataclass
class Entry:
    """A line of the history. `folded`: earlier ones of the same kind, the latest first."""

    revision: Revision
    did: str
    changed: list[str]
    marks: list[str]
    folded: list["Entry"] = field(default_factory=list)

    @property
    def has_text_before(self) -> bool:
        return bool(self.changed) and self.revision.number > 1


class HistoryPage(NamedTuple):
    entries: list[Entry]
    older: int | None  # what the next page stands before


def page(article: Article, before: int | None = None, size: int = SIZE) -> HistoryPage:
    """The newest first; those before that number. Autosaves of one person in a row are one entry."""
    found = article.revisions.defer("content").select_related("created_by")
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: size + 1])
    marks = _Marks(article)
    entries: list[Entry] = []
    for revision in rows[:size]:
        entry = Entry(revision, did(revision), [revisions.label(name) for name in revision.changed], marks.of(revision))
        if entries and _is_one_more(entries[-1].revision, revision) and not entry.marks:
            entries[-1].folded.append(entry)
        else:
            entries.append(entry)
    return HistoryPage(entries, rows[size - 1].number if len(rows) > size else None)


def did(revision: Revision) -> str:
    return str(VERBS.get(revision.verb, revision.verb))


def find(article: Article, number: int) -> Revision | None:
    return article.revisions.select_related("created_by").filter(number=number).first()


def before(revision: Revision) -> Revision | None:
    """The text that this one took the place of: for readers, or at the desk."""
    earlier = Revision.objects.filter(article=revision.article_id, number__lt=revision.number, is_aside=False)
    if revision.verb in GIVES:
        return earlier.filter(is_published=True).first()
    if revision.is_aside and revision.base:
        return earlier.filter(number=revision.base).first()
    return earlier.filter(verb__in=(*WRITES, "update")).first()


def newest(article: Article) -> int | None:
    """The number of the revision with the newest text."""
    if article.working_copy_id and article.working_copy:
        return article.working_copy.number
    found = article.revisions.filter(is_aside=False).values_list("number", flat=True)
    return found.first()


def live(article: Article) -> int | None:
    """The number of the revision that readers have, or will have once its time comes."""
    if article.status != Article.Status.PUBLISHED:
        return None
    return article.revisions.filter(is_published=True).values_list("number", flat=True).first()


def left_out(content: Content) -> list[str]:
    """What of a text cannot come back, because it was deleted since, as the desk calls it."""
    return [revisions.label(name) for name in revisions.missing(content)]


class _Marks:
    def __init__(self, article: Article) -> None:
        self.live, self.newest = live(article), newest(article)
        self.is_scheduled, self.is_pending = article.is_scheduled, bool(article.working_copy_id)
        self.approvals = preview_links.approvals(article)

    def of(self, revision: Revision) -> list[str]:
        said = []
        if revision.number == self.live:
            said.append(_("Goes live") if self.is_scheduled else _("Live"))
        if revision.number == self.newest and self.is_pending:
            said.append(_("Unpublished changes"))
        if revision.is_aside:
            said.append(_("Set aside"))
        if revision.is_substantive:
            said.append(_("Told to readers"))
        outside = _("somebody outside")
        approved = self.approvals.get(revision.number, [])
        return said + [_("Approved by %s (link)") % (link.name or outside) for link in approved]


def _is_one_more(later: Revision, revision: Revision) -> bool:
    """Of autosaves in a row: whoever typed on for an hour made hundreds."""
    return later.verb == revision.verb == AUTOSAVE and later.created_by_id == revision.created_by_id


def numbers(given: Sequence[str]) -> list[int | None]:
    """Of revisions, out of an address: None for what is none."""
    return [int(each) if each.isdecimal() and len(each) < 10 else None for each in given]
