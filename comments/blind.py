"""A comment for a second review: all that a moderator knew when it was decided, and nothing of what came of it.

So neither its status nor its replies, nor what its author was told, nor how often that author was approved or refused:
the decision that is looked for is in those numbers. Of reports only those that were there already, without outcome.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from articles import body
from comments import held
from comments.models import FormerText, Report, SecondReview


@dataclass(frozen=True)
class BlindCard:
    review: SecondReview
    reports: list[str]  # their reasons and words
    former: list[FormerText]

    @property
    def number(self) -> int:
        return self.review.pk

    @property
    def author(self) -> str:
        return self.review.comment.author_name

    @property
    def text(self) -> SafeString:
        return body.render_remark(self.review.comment.body)

    @property
    def above(self) -> SafeString | None:
        parent = self.review.comment.parent
        return body.render_remark(parent.body) if parent else None

    @property
    def why(self) -> list[str]:
        """Held for, in words; not for what came after."""
        rows = [row for row in self.review.comment.held_for if row["rule"] in self.review.rules]
        return held.explained(rows)


def cards(reviews: "QuerySet[SecondReview]", most: int) -> list[BlindCard]:
    """With the same number of queries for one and for all."""
    related = ("comment__user", "comment__article", "comment__parent__user")
    found = list(reviews.select_related(*related).defer("comment__article__body", "comment__article__notes")[:most])
    reports, former = _reports(found), _former(found)
    return [BlindCard(each, reports[each.pk], former[each.comment_id]) for each in found]


def _reports(reviews: list[SecondReview]) -> dict[int, list[str]]:
    """By review: of one comment, several decisions may be drawn."""
    found: dict[int, list[str]] = defaultdict(list)
    there: dict[int, list[Report]] = defaultdict(list)
    for report in Report.objects.filter(comment__in=[each.comment_id for each in reviews]).order_by("pk"):
        there[report.comment_id].append(report)
    for review in reviews:
        before = [report for report in there[review.comment_id] if report.at <= review.asked_at]
        found[review.pk] = [": ".join(filter(None, (str(each.get_reason_display()), each.text))) for each in before]
    return found


def _former(reviews: Iterable[SecondReview]) -> dict[int, list[FormerText]]:
    found: dict[int, list[FormerText]] = defaultdict(list)
    texts = FormerText.objects.filter(comment__in=[each.comment_id for each in reviews])
    for text in texts.order_by("-until"):
        found[text.comment_id].append(text)
    return found
