"""The ways to sort what begins a thread, each with the cursor that cuts it into pages."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, F, Func, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.pagination import BadCursor
from comments.models import Comment
from comments.models.comment import CommentQuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CURSOR = re.compile(r"(-?[0-9a-f]{1,14})\.([0-9a-f]{1,15})", re.ASCII)


class Row(Func):
    """Compared from left to right. An index is entered right there, however many have the same in its first column."""

    template, arity, output_field = "(%(expressions)s)", 2, BooleanField()


@dataclass(frozen=True)
class Sort:
    name: str
    label: str | Promise
    by: str  # the column
    is_rising: bool = False
    is_choice: bool = False  # of single comments, wherever they stand

    def beginnings(self, comments: CommentQuerySet) -> CommentQuerySet:
        found = comments.visible().filter(featured_at__isnull=False) if self.is_choice else comments.filter(depth=0)
        order = (self.by, "pk") if self.is_rising else (f"-{self.by}", "-pk")
        return found.listed().order_by(*order)

    def cursor(self, comment: Comment) -> str:
        value = getattr(comment, self.by)
        number = (value - EPOCH) // MICROSECOND if isinstance(value, datetime) else value
        return f"{number:x}.{comment.pk:x}"

    def after(self, comments: CommentQuerySet, cursor: str) -> CommentQuerySet:
        """Raises BadCursor."""
        if not cursor:
            return comments
        value, pk = self._read(cursor)
        here, there = Row(F(self.by), F("pk")), Row(Value(value), Value(pk))
        return comments.filter(GreaterThan(here, there) if self.is_rising else LessThan(here, there))

    def _read(self, cursor: str) -> tuple[Any, int]:
        match = CURSOR.fullmatch(cursor)
        if not match:
            raise BadCursor
        number, pk = int(match[1], 16), int(match[2], 16)
        if not self.by.endswith("_at"):
            return min(number, 2**31 - 1), pk  # no column holds more
        try:
            return EPOCH + number * MICROSECOND, pk
        except OverflowError as error:
            raise BadCursor from error


DEFAULT = Sort("newest", _("Newest"), "created_at")
ALL = [
    DEFAULT,
    Sort("oldest", _("Oldest"), "created_at", is_rising=True),
    Sort("replied", _("Most replied"), "visible_replies"),
    Sort("recommended", _("Most recommended"), "recommendations"),
    Sort("picks", _("Editor's picks"), "featured_at", is_choice=True),
]
BY_NAME = {sort.name: sort for sort in ALL}
