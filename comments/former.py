"""What a comment said before its author changed it, word by word beside what it said next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise

from django.db.models import QuerySet

from articles import body
from comments.models import Comment, Decision, FormerText
from comments.models.decision import WITH_PARENT

AGAINST = [Decision.Verb.REJECT, Decision.Verb.SPAM, Decision.Verb.RETURN, Decision.Verb.HOLD]
WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Of a text: `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    at: datetime
    pieces: list[Piece]


def changes(comment: Comment) -> list[Change]:
    """The latest first."""
    former = list(public(comment).order_by("until", "pk"))
    texts = pairwise([*map(_words, former), _words(comment)])
    made = [Change(each.until, list(compared(*both))) for each, both in zip(former, texts, strict=True)]
    return made[::-1]


def public(comment: Comment) -> "QuerySet[FormerText]":
    """Not what it said when a moderator did not let it stand: approved later, it was approved as it is now."""
    against = Decision.objects.filter(comment_id=comment.pk, verb__in=AGAINST, by_id__isnull=False, undone_by=None)
    against = against.exclude(rule=WITH_PARENT)  # nobody judged those
    last = against.order_by("-pk").values_list("at", flat=True).first()
    found = FormerText.objects.filter(comment=comment)
    return found.filter(until__gt=last) if last else found


def compared(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    for what, begin, end, begin_new, end_new in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(old[begin:end]))
            continue
        if end > begin:
            yield Piece("gone", "".join(old[begin:end]))
        if end_new > begin_new:
            yield Piece("new", "".join(new[begin_new:end_new]))


def _words(text: Comment | FormerText) -> str:
    """As it was typed; of imported ones that is not known."""
    return text.source or body.plain_text(text.body)
