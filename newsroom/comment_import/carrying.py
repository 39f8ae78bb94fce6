"""Writing comments of an export, a few at a time, so that nobody in their discussions waits for long."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles import rows
from articles.models import Article
from comments import discussions
from comments.models import Comment, Discussion, FormerText
from comments.models.comment import MAX_DEPTH, SAVED, STEP, path_step
from newsroom.comment_import import filling
from newsroom.comment_import.dates import moment
from newsroom.comment_import.scratch import Place, Scratch, Turn
from newsroom.comment_import.tally import KIND, Tally
from newsroom.models import ImportedSite
from newsroom.wordpress.ledger import Known, Ledger
from newsroom.wordpress.report import CARRIED, KEPT, UNCHANGED, UPDATED

ATTRIBUTES = [field.attname for field in Comment._meta.concrete_fields if field.name in SAVED]


@dataclass(frozen=True)
class Terms:
    """What holds for the whole of an import."""

    site: ImportedSite  # without a number in a dry run of what was never imported
    now: datetime
    is_dry_run: bool = False
    keeps_networks: bool = True
    is_of_here: bool = False  # an export of this very site


class Carrier:
    def __init__(self, scratch: Scratch, tally: Tally, terms: Terms) -> None:
        self._scratch, self._tally, self._terms = scratch, tally, terms
        self._ledger = Ledger(terms.site)

    def carry(self, turns: list[Turn]) -> bool:
        """In a transaction of its own: all of them, and what the ledger says of them, or nothing.

        Whether anybody had to wait for it.
        """
        known = self._known(turns)
        fresh = [turn for turn in turns if turn.said.id not in known or known[turn.said.id].read != filling.read(turn)]
        for turn in fresh:
            turn.html = filling.html_of(turn)
        locks = bool(fresh) and not self._terms.is_dry_run
        with self._tally.all_or_nothing(), transaction.atomic():
            articles = {turn.article for turn in turns}
            if locks:
                discussions.lock(articles)
            turns = self._without_withheld(turns, articles)
            here = self._here(turns, known)
            self._again([turn for turn in turns if turn.said.id in known], known, here)
            fresh = [turn for turn in turns if turn.said.id not in known and turn.number not in here]
            self._write(fresh, known)
            if locks:
                self._ledger.flush()
        return locks

    def _without_withheld(self, turns: list[Turn], articles: set[int]) -> list[Turn]:
        """Nothing of what lawyers look at changes."""
        withheld = set(
            Discussion.objects.filter(article__in=articles, withheld_at__isnull=False).values_list("pk", flat=True)
        )
        for turn in turns if withheld else []:
            if turn.article in withheld:
                reason = _("Its discussion is withheld, and nothing in it changes: run this again afterwards")
                self._tally.skip(KIND, reason, _label(turn))
        return [turn for turn in turns if turn.article not in withheld]

    def _known(self, turns: list[Turn]) -> dict[str, Known]:
        """Of earlier runs: those that come again, and those that are answered and stand in this export no more."""
        if not self._terms.site.pk:
            return {}
        return self._ledger.known(
            KIND, {turn.said.id for turn in turns} | {turn.parent for turn in turns if _is_orphan(turn)}
        )

    def _here(self, turns: list[Turn], known: dict[str, Known]) -> dict[int, Comment]:
        """What is here already of these, by their places in the file."""
        wanted = {known[turn.said.id].new_id: turn for turn in turns if turn.said.id in known}
        of_here = {}
        if self._terms.is_of_here:
            of_here = {int(turn.said.id): turn for turn in turns if turn.said.id not in known and _is_number(turn)}
        found = Comment.objects.in_bulk([*wanted, *of_here]) if wanted or of_here else {}
        here = {wanted[pk].number: comment for pk, comment in found.items() if pk in wanted}
        for pk, turn in of_here.items():
            if pk in found and _is_the_same(found[pk], turn):
                here[turn.number] = found[pk]
                self._tally.became(UNCHANGED, found[pk].status)
        self._scratch.put((number, place_of(comment)) for number, comment in here.items())
        return here

    # What came over before

    def _again(self, turns: list[Turn], known: dict[str, Known], here: dict[int, Comment]) -> None:
        for turn in turns:
            entry, comment = known[turn.said.id], here.get(turn.number)
            if entry.read == filling.read(turn):
                self._tally.became(UNCHANGED, comment.status) if comment else self._tally.count(KIND, UNCHANGED)
            elif comment is None or filling.written(comment) != entry.written:
                self._tally.count(KIND, KEPT)
                self._tally.remark(_("Changed in the export, but changed here since: left as it is here"), _label(turn))
            else:
                self._update(turn, comment, entry)

    def _update(self, turn: Turn, comment: Comment, entry: Known) -> None:
        self._fill(comment, turn)
        self._tally.became(UPDATED, comment.status)
        if self._terms.is_dry_run:
            return
        comment.save(update_fields=filling.FIELDS)
        discussions.bump([comment.article_id])
        self._ledger.write(KIND, turn.said.id, comment.pk, filling.read(turn), filling.written(comment), known=entry)

    # What is new

    def _write(self, turns: list[Turn], known: dict[str, Known]) -> None:
        """One level of all threads at a time: whatever is answered is there before."""
        answered = self._answered_before(turns, known)
        dates = self._dates(turns)
        levels: dict[int, list[Turn]] = defaultdict(list)
        for turn in turns:
            levels[turn.level].append(turn)
        for level in sorted(levels):
            self._write_level(levels[level], answered, dates)

    def _answered_before(self, turns: list[Turn], known: dict[str, Known]) -> dict[str, Place]:
        """Comments that came over in an earlier run, from an export that had them still."""
        wanted = {turn.parent: known[turn.parent].new_id for turn in turns if _is_orphan(turn) and turn.parent in known}
        found = Comment.objects.in_bulk([pk for pk in wanted.values() if pk]) if wanted else {}
        return {old_id: place_of(found[pk]) for old_id, pk in wanted.items() if pk in found}

    def _dates(self, turns: list[Turn]) -> dict[int, datetime]:
        """Of articles, for comments that have none."""
        undated = {turn.article for turn in turns if not moment(turn.said.at)}
        found = Article.objects.filter(pk__in=undated).values_list("pk", "published_at") if undated else []
        return {pk: at for pk, at in found if at and at < self._terms.now}

    def _write_level(self, turns: list[Turn], answered: dict[str, Place], dates: dict[int, datetime]) -> None:
        above = self._scratch.places(turn.above for turn in turns if turn.above is not None)
        comments = []
        for turn in turns:
            at = self._at(turn, dates)
            comment = self._fill(Comment(article_id=turn.article, created_at=at), turn)
            self._hang(comment, turn, above.get(turn.above or 0) or answered.get(turn.parent))
            comments.append(comment)
        self._give_paths(list(zip(turns, comments, strict=True)))
        self._insert(turns, comments)
        self._scratch.put((turn.number, place_of(comment)) for turn, comment in zip(turns, comments, strict=True))
        for comment in comments:
            self._tally.became(CARRIED, comment.status)

    def _at(self, turn: Turn, dates: dict[int, datetime]) -> datetime:
        at = moment(turn.said.at)
        if at is None:
            self._tally.remark(_("A comment without a usable date got that of its article"), _label(turn))
            return dates.get(turn.article, self._terms.now)
        if at > self._terms.now:
            self._tally.remark(_("A comment of the future got the time of the import"), _label(turn))
        return min(at, self._terms.now)

    def _fill(self, comment: Comment, turn: Turn) -> Comment:
        for remark in filling.fill(comment, turn, self._terms.now, keeps_networks=self._terms.keeps_networks):
            self._tally.remark(remark, _label(turn))
        return comment

    def _hang(self, comment: Comment, turn: Turn, above: Place | None) -> None:
        if above is None or above.article != turn.article:
            comment.path = ""
            if turn.parent or above:
                self._tally.remark(_("A reply to a comment that is not there now begins a thread"), _label(turn))
            return
        if above.depth >= MAX_DEPTH:
            self._tally.remark(_("Answers nested deeper than %d now stand side by side") % MAX_DEPTH, _label(turn))
            above = Place(above.article, above.above_pk or 0, above.path[:-STEP], above.depth - 1, None)
        comment.parent_id, comment.depth, comment.path = above.pk, above.depth + 1, above.path

    def _give_paths(self, wanted: list[tuple[Turn, Comment]]) -> None:
        """Two comments of the same millisecond whose numbers end alike must not collide, nor with what is here."""
        used: set[tuple[int, str]] = set()
        stems = [comment.path for _turn, comment in wanted]
        waiting = [(turn.number, comment, stem) for (turn, comment), stem in zip(wanted, stems, strict=True)]
        while waiting:
            for number, comment, stem in waiting:
                comment.path = stem + path_step(comment.created_at, number)
            paths = {comment.path for _number, comment, _stem in waiting}
            articles = {comment.article_id for _number, comment, _stem in waiting}
            taken = Comment.objects.filter(article__in=articles, path__in=paths).order_by()
            used |= set(taken.values_list("article_id", "path"))
            again = []
            for number, comment, stem in waiting:
                if (comment.article_id, comment.path) in used:
                    again.append((number + 36**3 + 1, comment, stem))
                used.add((comment.article_id, comment.path))
            waiting = again

    def _insert(self, turns: list[Turn], comments: list[Comment]) -> None:
        if self._terms.is_dry_run:
            for turn, comment in zip(turns, comments, strict=True):
                comment.pk = -turn.number
            return
        values = [[getattr(comment, name) for name in ATTRIBUTES] for comment in comments]
        for comment, pk in zip(comments, rows.insert(Comment, SAVED, values, returns="id"), strict=True):
            comment.pk = pk
        former = [row for turn, comment in zip(turns, comments, strict=True) for row in filling.former(turn, comment)]
        rows.insert(FormerText, ["comment", "body", "source", "until"], former)
        for turn, comment in zip(turns, comments, strict=True):
            self._ledger.write(KIND, turn.said.id, comment.pk, filling.read(turn), filling.written(comment))


def place_of(comment: Comment) -> Place:
    return Place(comment.article_id, comment.pk, comment.path, comment.depth, comment.parent_id)


def _is_orphan(turn: Turn) -> bool:
    return bool(turn.parent) and turn.above is None


def _is_number(turn: Turn) -> bool:
    return turn.said.id.isascii() and turn.said.id.isdigit() and len(turn.said.id) < 19


def _is_the_same(comment: Comment, turn: Turn) -> bool:
    return comment.article_id == turn.article and comment.created_at == moment(turn.said.at)


def _label(turn: Turn) -> str:
    return _("line %(line)d, comment %(id)s") % {"line": turn.said.line, "id": turn.said.id[:80]}
