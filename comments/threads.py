"""The comments under an article, in the order and depth in which they are read, a page at a time.

What begins a thread is sorted in one of several ways, replies always by when they were written. A page costs the same
wherever it is, and however long its threads are: comments/models/comment.py has an index for each way to sort.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, islice

from django.db.models import OuterRef, Prefetch, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Concat
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.models import User
from articles import body
from articles.models import Article
from comments.models import Comment, Discussion
from comments.models.comment import PAST, STEP, CommentQuerySet
from comments.sorting import DEFAULT, Sort

SIZE = 12  # threads a page of the discussion begins
FIRST_REPLIES = 3  # of each that stand there; the others are on a page of that thread
BRANCH_SIZE = 50  # replies on a page of one thread
REPLIES = [f"reply_{number}" for number in range(FIRST_REPLIES)]  # the numbers of those
# What readers see of a comment, and what puts it into its place: long discussions are read often.
READ = [
    *("article", "parent", "path", "depth", "status", "visible_replies", "featured_at"),
    *("guest_name", "body", "created_at", "edited_at", "recommendations", "featured_note"),
    "user",
]
READ_OF_AUTHORS = ["display_name", "portrait", "is_active"]
MOST = 54_000  # bytes of a page, of one with long comments; one thread stands there whatever it weighs
FRAME = 800  # bytes around the text of each, with its picture
CHOSEN = 100  # and around the desk's note
ABOVE = 10  # comments that one answers, the nearest
LEVELS = 4  # of replies below each other; for more there is no room on a phone


@dataclass
class Shown:
    """A comment and the replies to it. `more` of them are not on this page."""

    comment: Comment
    replies: list["Shown"] = field(default_factory=list)
    more: int = 0

    @property
    def text(self) -> SafeString:
        return body.render_remark(self.comment.body)


@dataclass
class Thread:
    """A page of a discussion. `count` is the number of all comments that its readers see, on this page and others."""

    threads: list[Shown]
    count: int
    version: int
    sort: Sort
    after: str  # the cursor it begins after
    next: str  # and the one of the next page; empty on the last


@dataclass
class Branch:
    """A comment with what it answers and what answers it."""

    above: list[Comment]
    shown: Shown
    next: int | None  # the reply after which the next page begins


def thread(article: Article, sort: Sort = DEFAULT, after: str = "") -> Thread:
    """Raises BadCursor."""
    counted = of(article)
    if not _shows(article, counted):
        return Thread([], 0, counted.version, sort, "", "")
    found = list(_beginnings(article, sort, after)[: SIZE + 1])
    replies = _first_replies(found[:SIZE])
    with_authors(*found[:SIZE], *replies)
    shown = [Shown(comment) for comment in found[:SIZE]]
    _put_below(shown, replies)
    shown = shown[: _fitting(map(_weight_of_all, shown))]
    for top in shown:
        top.more = top.comment.visible_replies - _size(top)
    next_page = sort.cursor(shown[-1].comment) if len(found) > len(shown) else ""
    return Thread(shown, counted.visible, counted.version, sort, after, next_page)


def is_shown(article: Article) -> bool:
    """Whether readers see anything of its discussion."""
    return _shows(article, of(article))


def _shows(article: Article, discussion: Discussion) -> bool:
    return article.comments_policy != Article.CommentsPolicy.OFF and not discussion.withheld_at


def for_readers(comments: CommentQuerySet) -> CommentQuerySet:
    """With nothing that no page shows."""
    return comments.only(*READ)


def with_authors(*comments: Comment) -> None:
    """Reads whoever wrote them at once. Joined to what is sorted, they would lead PostgreSQL to sort all of it."""
    prefetch_related_objects(comments, Prefetch("user", User.objects.only(*READ_OF_AUTHORS)))


def of(article: Article) -> Discussion:
    """As it is now; who asks for `article.discussion` afterwards gets the same."""
    found = Discussion.objects.filter(article=article).first()
    if found:
        article.discussion = found
    return found or Discussion(visible=0, version=0)


def branch(comment: Comment, after: int | None = None) -> Branch:
    """`after` is the number of a reply. Of one that is not there, this is the last page."""
    below = Comment.objects.filter(article_id=comment.article_id).listed().below(comment.path)
    below = for_readers(below.filter(depth__lte=comment.depth + LEVELS)).order_by("path")
    if after:
        below = below.filter(path__gt=Comment.objects.filter(pk=after).values("path"))
    found, above, shown = list(below[: BRANCH_SIZE + 1]), _above(comment), Shown(comment)
    there = sum(map(_weight, [*above, comment]))
    here = found[: _fitting((_weight(reply) for reply in found[:BRANCH_SIZE]), there)]
    with_authors(*above, comment, *here)
    deepest = _put_below([shown], here)
    for reply in deepest[comment.depth + LEVELS]:
        reply.more = reply.comment.visible_replies
    return Branch(above, shown, here[-1].pk if len(found) > len(here) else None)


def _beginnings(article: Article, sort: Sort, after: str) -> CommentQuerySet:
    found = for_readers(sort.beginnings(Comment.objects.filter(article=article)))
    below = Comment.objects.filter(
        article=article, is_listed__in=[True], path__gt=OuterRef("path"), path__lt=Concat(OuterRef("path"), Value(PAST))
    )
    in_order = below.order_by("path").values("pk")
    first = {name: Subquery(in_order[place : place + 1]) for place, name in enumerate(REPLIES)}
    return sort.after(found, after).annotate(**first)


def _first_replies(beginnings: Iterable[Comment]) -> list[Comment]:
    """By their numbers: no thread is read further than it is shown, whatever the database believes of its length."""
    numbers = [getattr(each, name) for each in beginnings if each.visible_replies for name in REPLIES]
    found = Comment.objects.filter(pk__in=[number for number in numbers if number]).listed()
    return sorted(for_readers(found.order_by()), key=lambda reply: reply.path)


def _put_below(tops: list[Shown], replies: Iterable[Comment]) -> dict[int, list[Shown]]:
    """Each under the nearest that it answers. Returns the replies by their depth."""
    shown = {top.comment.path: top for top in tops}
    by_depth: dict[int, list[Shown]] = defaultdict(list)
    for reply in replies:
        steps = range(reply.depth * STEP, 0, -STEP)
        above = next(shown[reply.path[:step]] for step in steps if reply.path[:step] in shown)
        shown[reply.path] = Shown(reply)
        above.replies.append(shown[reply.path])
        by_depth[reply.depth].append(shown[reply.path])
    return by_depth


def _size(shown: Shown) -> int:
    """How many visible comments stand below it."""
    return sum(reply.comment.is_visible + _size(reply) for reply in shown.replies)


def _weight(comment: Comment) -> int:
    chosen = CHOSEN + len(escape(comment.featured_note).encode()) if comment.featured_at else 0
    return FRAME + chosen + len(comment.body.encode())


def _weight_of_all(shown: Shown) -> int:
    return _weight(shown.comment) + sum(map(_weight_of_all, shown.replies))


def _fitting(weights: Iterable[int], there: int = 0) -> int:
    """How many of them a page takes beside what is `there`: at least one."""
    return max(1, sum(sum_of_all <= MOST for sum_of_all in islice(accumulate(weights, initial=there), 1, None)))


def _above(comment: Comment) -> list[Comment]:
    paths = [comment.path[:step] for step in range(STEP, len(comment.path), STEP)][-ABOVE:]
    found = for_readers(Comment.objects.filter(article_id=comment.article_id, path__in=paths))
    return list(found.order_by("path")) if paths else []
