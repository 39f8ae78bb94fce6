"""Changing comments so that it can be taken back exactly, and never without a row in the log that says who and why.

A row has every changed column before and after. Undoing puts back what was there before, and refuses where somebody
changed it since: nobody's later decision is overwritten.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from accounts import audit
from accounts.models import User
from comments import at_once, discussions, notices, records, second_reviews, settling
from comments.models import Comment, Decision, Reason
from comments.models.comment import MAX_DEPTH, PAST, STEP

Values = dict[str, Any]
MOST_KINDS = 5  # rows in which an act about a sanction or an appeal would show
# What a decision may change, by the name of the column.
COLUMNS = {
    "status",
    "queued_at",
    "held_for",
    "rules_version",
    "is_suspect",
    "report_weight",
    "featured_at",
    "featured_note",
    "parent_id",
    "path",
    "depth",
}
SEEN = {"featured_at", "featured_note", "path"}  # by readers, besides the status, which the database watches
IN_AUDIT_LOG = {
    Decision.Verb.APPROVE: "approve_comment",
    Decision.Verb.REJECT: "reject_comment",
    Decision.Verb.SPAM: "mark_comment_as_spam",
    Decision.Verb.HOLD: "hold_comment",
    Decision.Verb.RETURN: "return_comment",
    Decision.Verb.FEATURE: "feature_comment",
    Decision.Verb.UNFEATURE: "unfeature_comment",
    Decision.Verb.MOVE: "move_comment",
    Decision.Verb.REPLY: "answer_comment",
    Decision.Verb.UNDO: "undo_comment_decision",
}


class Changed(Exception):
    """Somebody decided otherwise in the meantime. `numbers` are the comments, `articles` those of discussions."""

    def __init__(self, numbers: list[int], articles: list[int] | None = None) -> None:
        super().__init__(numbers)
        self.numbers = numbers
        self.articles = articles or []


@dataclass(frozen=True)
class Act:
    """What one press of a key does, to one comment or to many. `by` nobody: a rule did."""

    by: User | None
    reason: Reason | None = None
    words: str = ""  # for the author
    rule: str = ""
    rules_version: int | None = None
    bulk: UUID = field(default_factory=uuid4)
    at: datetime = field(default_factory=timezone.now)


def locked(numbers: Iterable[int]) -> list[Comment]:
    """To be called in a transaction, before anything else is locked in it. In the order of their numbers."""
    numbers = list(numbers)
    discussions.lock(Comment.objects.filter(pk__in=numbers).order_by().values_list("article", flat=True).distinct())
    return list(Comment.objects.filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",)))


def change(wanted: Iterable[tuple[Comment, Values]], verb: Decision.Verb, act: Act) -> list[Decision]:
    """Of `locked` comments. Those that are so already are left alone, and no row is written about them.

    Raises Withheld: what looks through many leaves those of withheld discussions out, and says how many.
    """
    made: list[Decision] = []
    for comment, values in wanted:
        after = {name: value for name, value in values.items() if getattr(comment, name) != value}
        if after:
            before = {name: getattr(comment, name) for name in after}
            made.append(_decision(comment, verb, act, before, after))
    discussions.check(each.article_id for each in made if each.article_id)
    written = _carried_out(made, act)
    second_reviews.sample(written)
    return written


def undo(bulk: UUID, *, by: User) -> list[Decision]:
    """All of an act, or nothing. What was undone is left alone; an undoing can be undone.

    Raises Changed, and Withheld where it is about comments of a discussion that is.
    """
    with transaction.atomic():
        undone = Decision.objects.filter(bulk=bulk, undone_by=None).select_related("undoes").order_by("-pk")
        discussions.lock(discussions.named(undone))
        found = locked(number for number in undone.values_list("comment_id", flat=True) if number)
        comments: dict[int | None, Comment] = {comment.pk: comment for comment in found}
        discussions.check(comment.article_id for comment in found)
        rows = [each for each in undone if records.kind_of(each) or discussions.is_about(each)]
        decisions = [each for each in undone if each.comment_id in comments and each not in rows]
        changed = _changed_since(decisions, comments)
        if changed or not all(_is_as_left(each) for each in rows):
            raise Changed(changed, [each.article_id for each in rows if each.article_id])
        act = Act(by=by)
        came = _came_below(decisions, comments, act)
        if misplaced := _misplaced(decisions, comments, came):
            raise Changed(misplaced)
        put_back = [_put_back(decision, act) for decision in rows]
        undoing = [_undoing(each, comments[each.comment_id], act) for each in decisions]
        second_reviews.drop(decisions)
        return put_back + _carried_out([*undoing, *came], act)


def _is_as_left(decision: Decision) -> bool:
    return discussions.is_as_left(decision) if discussions.is_about(decision) else records.is_as_left(decision)


def _put_back(decision: Decision, act: Act) -> Decision:
    """Of a sanction, an appeal or a discussion."""
    if discussions.is_about(decision):
        discussions.put(decision.article_id or 0, decision.before)
        notices.appear_in(decision.article_id or 0, decision.before)
    else:
        kind = records.kind_of(decision)
        records.put(kind, decision.before[kind], records.words_of(decision))
    audit.record("undo_comment_decision", by=act.by, decision=decision.pk)
    return Decision.objects.create(
        verb=Decision.Verb.UNDO,
        by_id=act.by.pk if act.by else None,
        comment_id=decision.comment_id,
        article_id=decision.article_id,
        user_id=decision.user_id,
        before=decision.after,
        after=decision.before,
        bulk=act.bulk,
        at=act.at,
        undoes=decision,
    )


def _came_below(decisions: list[Decision], comments: dict[int | None, Comment], act: Act) -> list[Decision]:
    """Who answered what had moved goes back with it. Raises Changed, if there is no room for them."""
    made: list[Decision] = []
    ways = _moves(decisions)
    while ways:  # a level of answers after the other
        further: dict[int, tuple[str, str]] = {}
        for answer in Comment.objects.filter(parent__in=ways).exclude(pk__in=[number for number in comments if number]):
            further[answer.pk] = now, then = ways[answer.parent_id or 0]
            made.append(_moved(answer, now, then, act))
        ways = further
    if too_deep := [each.comment_id or 0 for each in made if each.after["depth"] > MAX_DEPTH]:
        raise Changed(sorted(too_deep))
    return made


def _misplaced(decisions: list[Decision], comments: dict[int | None, Comment], came: list[Decision]) -> list[int]:
    """Whose place is gone: what they answered there was deleted since, or stands elsewhere itself."""
    moved = [comments[number] for number in _moves(decisions)]
    parents = {comment.parent_id for comment in moved if comment.parent_id}
    paths: dict[int | None, str] = dict(Comment.objects.filter(pk__in=parents).values_list("pk", "path"))
    paths |= {number: comment.path for number, comment in comments.items()}
    paths |= {each.comment_id: each.after["path"] for each in came}
    paths[None] = ""
    return sorted(each.pk for each in moved if paths.get(each.parent_id) != each.path[:-STEP])


def _moves(decisions: list[Decision]) -> dict[int, tuple[str, str]]:
    """Of each comment, from where it is now to where it was before its first move: an act may move it twice."""
    nets: dict[int, tuple[str, str]] = {}
    for decision in decisions:  # the latest first
        if "path" in decision.after and decision.comment_id:
            now, _then = nets.get(decision.comment_id, (decision.after["path"], ""))
            nets[decision.comment_id] = now, decision.before["path"]
    return nets


def _moved(comment: Comment, now: str, then: str, act: Act) -> Decision:
    path = then + comment.path[len(now) :]
    before, after = ({"path": each, "depth": len(each) // STEP - 1} for each in (comment.path, path))
    return _decision(comment, Decision.Verb.UNDO, act, before, after)


def permissions_to_undo(bulk: UUID) -> set[str]:
    """What somebody needs beside moderating: the same as for doing it."""
    kinds = {records.kind_of(decision) for decision in Decision.objects.filter(bulk=bulk)[:MOST_KINDS]}
    needed = {"sanction": "comments.add_sanction", "appeal": "comments.change_appeal"}
    return {needed[kind] for kind in kinds if kind}


def _undoing(decision: Decision, comment: Comment, act: Act) -> Decision:
    before, after = _read(decision.after), _read(decision.before)
    made = _decision(comment, Decision.Verb.UNDO, act, before, after)
    made.undoes = decision
    return made


def _changed_since(decisions: list[Decision], comments: dict[int | None, Comment]) -> list[int]:
    """Walks back from now: an act may have changed the same comment twice."""
    found = set()
    for decision in decisions:
        comment = comments[decision.comment_id]
        if any(getattr(comment, name) != value for name, value in _read(decision.after).items()):
            found.add(comment.pk)
        for name, value in _read(decision.before).items():
            setattr(comment, name, value)
    return sorted(found)


def _decision(comment: Comment, verb: Decision.Verb, act: Act, before: Values, after: Values) -> Decision:
    unknown = after.keys() - COLUMNS
    if unknown:
        raise ValueError(f"No decision changes {', '.join(sorted(unknown))}")
    return Decision(
        verb=verb,
        by_id=act.by.pk if act.by else None,
        comment_id=comment.pk,
        article_id=comment.article_id,
        user_id=comment.user_id,
        before=_written(before),
        after=_written(after),
        reason_id=act.reason.pk if act.reason else None,
        words=act.words or (act.reason.words if act.reason else ""),
        rule=act.rule,
        rules_version=act.rules_version,
        bulk=act.bulk,
        at=act.at,
    )


def _carried_out(decisions: list[Decision], act: Act) -> list[Decision]:
    """With as many statements for a thousand as for two."""
    wanted: dict[int, Values] = defaultdict(dict)
    for decision in decisions:
        wanted[decision.comment_id or 0] |= _read(decision.after)
    at_once.put(wanted)
    if moved := [decision for decision in decisions if "path" in decision.after]:
        _recount(moved)
    discussions.bump({each.article_id for each in decisions if each.article_id and not SEEN.isdisjoint(each.after)})
    settling.settle(decisions)
    notices.appear_by(decisions)
    made = Decision.objects.bulk_create(decisions)
    _record(made, act)
    return made


def _record(made: list[Decision], act: Act) -> None:
    """In the audit log, what was done to many is one entry: the log of decisions has each, under the same act."""
    verbs: dict[str, list[Decision]] = defaultdict(list)
    for decision in made:
        verbs[decision.verb].append(decision)
    for verb, same in verbs.items():
        if verb not in IN_AUDIT_LOG:
            continue
        name, first = IN_AUDIT_LOG[Decision.Verb(verb)], same[0]
        if len(same) == 1:
            audit.record(name, by=act.by, subject=Comment(pk=first.comment_id), article=first.article_id)
        else:
            audit.record(name, by=act.by, act=str(act.bulk), count=len(same))


def _recount(moved: list[Decision]) -> None:
    """What stood above them and what stands above them now. The database counts changes of status alone."""
    both = [decision.before["path"] for decision in moved] + [decision.after["path"] for decision in moved]
    paths = {path[:step] for path in both for step in range(STEP, len(path), STEP)}
    below = Comment.objects.visible().filter(
        article=OuterRef("article"), path__gt=OuterRef("path"), path__lt=Concat(OuterRef("path"), Value(PAST))
    )
    counted = below.order_by().values("article").annotate(count=Count("pk")).values("count")
    articles = {decision.article_id for decision in moved}
    Comment.objects.filter(article__in=articles, path__in=paths).update(visible_replies=Coalesce(Subquery(counted), 0))


def _written(values: Values) -> Values:
    """As JSON takes it, to the microsecond."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def _read(values: Values) -> Values:
    times = {"queued_at", "featured_at"}
    return {
        name: datetime.fromisoformat(value) if name in times and isinstance(value, str) else value
        for name, value in values.items()
    }
