"""What one act would do to many articles, looked at before it is done: a few queries, however many they are.

What a verb asks of one article is asked of all here, by the same rules.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import permissions, preflight, publishing, revisions
from articles.models import Article, Category, Revision
from articles.preflight import Blocked, Text
from articles.writing import Refused, allowed, is_kept_apart

MOVES = {
    "publish": gettext_lazy("Publish now, or under the date it had"),
    "submit": gettext_lazy("Submit for review"),
}
NOT_ALLOWED = gettext_lazy("You may not change it.")
Status = Article.Status
Whys = Mapping[int, str]


@dataclass(frozen=True)
class Change:
    """`verb` is one of MOVES or of those of the form; `given` is the tag's name or the category's key."""

    verb: str
    given: str = ""

    @property
    def field(self) -> str:
        return {"category": "category_id", "add_tag": "tags", "remove_tag": "tags"}.get(self.verb, "status")

    def applied(self, value: Any) -> Any:
        """To what a text has in that field."""
        if self.verb == "category":
            return int(self.given)
        others = [tag for tag in value or [] if tag.casefold() != self.given.casefold()]
        if self.verb == "remove_tag":
            return others if len(others) < len(value or []) else value
        return value if len(others) < len(value or []) else sorted([*others, self.given])

    @property
    def can_be_undone(self) -> bool:
        """What readers had, or a colleague was told of, is not as if it never was."""
        return self.verb not in MOVES

    def in_words(self) -> str:
        if self.verb in MOVES:
            return str(MOVES[self.verb])
        if self.verb == "unpublish":
            return _("Unpublish")
        if self.verb == "category":
            category = Category.objects.filter(pk=self.given).first()
            return _("Move to the category “%s”") % (category or "?")
        words = _("Add the tag “%s”") if self.verb == "add_tag" else _("Remove the tag “%s”")
        return words % self.given


class Foreseen(NamedTuple):
    """What would happen to one article. `why` is empty where it would be changed; `number` is of its last revision."""

    article: Article
    number: int
    why: str = ""
    is_refused: bool = False


def foresee(change: Change, keys: Collection[int], by: User) -> list[Foreseen]:
    """In the order of their keys. A few queries, however many articles."""
    found = permissions.seen(by).filter(pk__in=keys).select_related("category", "working_copy").with_tags()
    own = set(permissions.workable(by).filter(pk__in=keys).values_list("pk", flat=True))
    numbers = dict(Revision.objects.filter(article__in=keys).order_by().values_list("article").annotate(Max("number")))
    articles = list(found.order_by("pk"))
    whys = _why_not_moved(change, articles, by) if change.verb in MOVES else {}
    return [_foreseen(change, each, numbers.get(each.pk, 0), by, each.pk in own, whys) for each in articles]


def _foreseen(change: Change, article: Article, number: int, by: User, is_own: bool, whys: Whys) -> Foreseen:
    if change.verb in MOVES:
        return Foreseen(article, number, whys.get(article.pk, ""), article.pk in whys)
    tags = [item.tag.name for item in article.tagged_items.all()]
    why = why_not(change, article, by, is_own)
    if why or change.verb == "unpublish":
        return Foreseen(article, number, why, bool(why))
    copy = article.working_copy.content if article.working_copy else {}
    live = article.category_id if change.verb == "category" else tags
    is_new = any(not same(change, value, change.applied(value)) for value in (live, copy.get(change.field, live)))
    return Foreseen(article, number, "" if is_new else _("It is so already."))


def why_not(change: Change, article: Article, by: User, is_own: bool) -> str:
    if article.status == Status.TAKEN_DOWN:
        return _("It is taken down.")
    if change.verb == "unpublish":
        return _why_not_unpublished(article, by)
    if not (is_own and allowed(by, "change")):
        return str(NOT_ALLOWED)
    if article.status == Status.PUBLISHED and not allowed(by, "publish"):
        return _("Readers see it: only those who may publish can change that.")
    if is_kept_apart(article, by) and article.status == Status.READY:
        return _("It is ready: an editor has approved it as it is.")
    return ""


def _why_not_unpublished(article: Article, by: User) -> str:
    if article.status != Status.PUBLISHED:
        return _("It is not published.")
    return "" if allowed(by, "publish") else str(NOT_ALLOWED)


def same(change: Change, one: Any, other: Any) -> bool:
    return not revisions.differing({change.field: one}, {change.field: other})


def _why_not_moved(change: Change, articles: Sequence[Article], by: User) -> dict[int, str]:
    """By article, what the verb would say."""
    if not allowed(by, {"publish": "publish", "submit": "change"}[change.verb]):
        return {article.pk: str(NOT_ALLOWED) for article in articles}
    why: dict[int, str] = {}
    left, dates = [], {}
    for article in articles:
        try:
            if change.verb == "submit":
                publishing.check_state(article, publishing.SUBMITTABLE)
            else:
                dates[article.pk] = publishing.date_for(article)
                left.append(article)
        except Refused as refused:
            why[article.pk] = str(refused)
    return why | _blocked(left, dates, by)


def _blocked(articles: Sequence[Article], dates: Mapping[int, datetime], by: User) -> dict[int, str]:
    contents = revisions.of_rows(articles)
    texts = [Text(each, content, dates[each.pk]) for each, content in zip(articles, contents, strict=True)]
    found = zip(articles, preflight.check_all(texts, by=by), strict=True)
    return {each.pk: str(Blocked(findings)) for each, findings in found if any(one.is_blocking for one in findings)}
