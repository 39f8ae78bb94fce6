"""What everybody should see, worked out from the rows alone: by who answers whom, never by paths or kept counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.models import Article
from comments.models import Appeal, Comment, Discussion, Ignored, Recommendation

Row = dict[str, Any]
COLUMNS = ("id", "parent_id", "user_id", "status", "created_at", "featured_at", "path", "is_suspect", "report_weight")
NEWEST = 50  # in a feed
SAID = {
    "pending": "Waiting to be read by us",
    "approved": "Published",
    "rejected": "Not published",
    "spam": "Not published",
    "returned": "Returned to you, for a change",
    "withdrawn": "Removed by you",
}
STATES = {"approved": "shown", "withdrawn": "removed by its author", "pending": "looked at"}


@dataclass
class Model:
    """Of one article."""

    rows: dict[int, Row]
    recommended: Counter[int]
    is_off: bool
    is_withheld: bool

    @classmethod
    def of(cls, article: Article) -> "Model":
        rows = {row["id"]: row for row in Comment.objects.filter(article=article).values(*COLUMNS)}
        given = Recommendation.objects.filter(comment__article=article).values_list("comment", flat=True)
        policy = Article.objects.filter(pk=article.pk).values_list("comments_policy", flat=True).get()
        withheld = Discussion.objects.filter(article=article, withheld_at__isnull=False).exists()
        return cls(rows, Counter(given), policy == "off", withheld)

    @property
    def approved(self) -> set[int]:
        return {number for number, row in self.rows.items() if row["status"] == "approved"}

    @property
    def visible(self) -> set[int]:
        return set() if self.is_off or self.is_withheld else self.approved

    @property
    def listed(self) -> set[int]:
        """What is visible, and everything it answers."""
        return {above for number in self.visible for above in (number, *self.above(number))}

    def above(self, number: int) -> Iterator[int]:
        while parent := self.rows[number]["parent_id"]:
            yield parent
            number = parent

    def replies(self) -> Counter[int]:
        """Visible ones below each comment, at any depth."""
        return Counter(above for number in self.visible for above in self.above(number))

    def beginnings(self, sort: str) -> list[int]:
        """In the order in which the pages of a discussion have them."""
        rows, replies = self.rows, self.replies()
        keys: dict[str, Any] = {
            "newest": lambda number: rows[number]["created_at"],
            "oldest": lambda number: rows[number]["created_at"],
            "replied": lambda number: replies[number],
            "recommended": lambda number: self.recommended[number],
            "picks": lambda number: rows[number]["featured_at"],
        }
        if sort == "picks":
            found = [number for number in self.visible if rows[number]["featured_at"]]
        else:
            found = [number for number in self.listed if not rows[number]["parent_id"]]
        return sorted(found, key=lambda number: (keys[sort](number), number), reverse=sort != "oldest")

    def newest(self) -> list[int]:
        by_date = sorted(self.visible, key=lambda number: (self.rows[number]["created_at"], number), reverse=True)
        return by_date[:NEWEST]

    def marks(self, user: int) -> dict[str, set[int]]:
        """What scripts are told about somebody's own view of the discussion."""
        if self.is_withheld:
            return {"own": set(), "hidden": set(), "recommended": set()}
        ignored = set(Ignored.objects.filter(user=user).values_list("ignored", flat=True))
        approved = self.approved
        mine = Recommendation.objects.filter(user=user, comment__in=list(self.rows)).values_list("comment", flat=True)
        return {
            "own": {number for number in approved if self.rows[number]["user_id"] == user},
            "hidden": {number for number in approved if self.rows[number]["user_id"] in ignored},
            "recommended": set(mine),
        }

    def state(self, number: int) -> str:
        return STATES.get(self.rows[number]["status"], "removed by a moderator")


def own(user: int) -> list[str]:
    """What stands beside each comment of somebody on the page of their own."""
    found = Comment.objects.filter(user=user).order_by("-created_at", "-pk")
    return [SAID[status] for status in found.values_list("status", flat=True)]


def queues() -> dict[str, int]:
    """How much waits at the desk."""
    withheld = set(Discussion.objects.filter(withheld_at__isnull=False).values_list("pk", flat=True))
    told = Comment.objects.values("status", "is_suspect", "report_weight", "article_id")
    rows = [row for row in told if row["article_id"] not in withheld]
    pending = [row for row in rows if row["status"] == "pending"]
    return {
        "pending": sum(not row["is_suspect"] for row in pending),
        "suspect": sum(row["is_suspect"] for row in pending),
        "reported": sum(row["report_weight"] > 0 and row["status"] in {"pending", "approved"} for row in rows),
        "returned": sum(row["status"] == "returned" for row in rows),
        "appeals": sum(
            not appeal.comment or appeal.comment.article_id not in withheld
            for appeal in Appeal.objects.filter(decided_at=None).select_related("comment")
        ),
    }
