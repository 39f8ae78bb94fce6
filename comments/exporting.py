"""All comments, or some of them, as a file: JSON with a line for each, or a table for spreadsheets.

Read in the order of threads, a few hundred at a time by their place, so that a file of any length costs no memory and
holds nobody up. What discussions say that are withheld is in none: nobody may see it.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.export import cell
from articles.body import plain_text
from articles.models import Article
from articles.site_url import absolute
from comments import former
from comments.models import Comment, Decision, Discussion, FormerText
from comments.models.comment import CommentQuerySet

FORMAT, VERSION = "newsroom comments", 1
BATCH = 500
Row = dict[str, Any]
COLUMNS = ["id", "article", "address", "headline", "parent", "depth", "kind", "status", "name", "account", "written_at"]
COLUMNS += ["edited_at", "featured_at", "featured_note", "recommendations", "visible_replies", "text"]
PRIVATE = ["email", "network"]


def _told(value: Any) -> str:
    """Times to the microsecond, by which comments are told apart; what Django writes of them is shorter."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


to_json = json.JSONEncoder(ensure_ascii=False, default=_told).encode


@dataclass(frozen=True)
class Wanted:
    """Which comments, and what of them. Written from `since` on and before `until`."""

    since: datetime | None = None
    until: datetime | None = None
    article: int | None = None
    has_private: bool = False  # guests' e-mail addresses, and network addresses
    has_decisions: bool = False

    @property
    def comments(self) -> CommentQuerySet:
        withheld = Discussion.objects.filter(article=OuterRef("article"), withheld_at__isnull=False)
        found = Comment.objects.filter(~Exists(withheld))
        if self.since:
            found = found.filter(created_at__gte=self.since)
        if self.until:
            found = found.filter(created_at__lt=self.until)
        return found.filter(article=self.article) if self.article else found


def between(first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
    """The moments at which that first day begins and that last one ends, where the publication is."""
    after = last + timedelta(days=1) if last and last < date.max else None
    begin, end = (timezone.make_aware(datetime.combine(day, time.min)) if day else None for day in (first, after))
    return begin, end


def json_lines(wanted: Wanted) -> Iterator[bytes]:
    """The first line says what this is, the last how many comments there are: without it, the file was cut off."""
    about = {"format": FORMAT, "version": VERSION, "site": settings.SITE_URL, "exported_at": timezone.now()}
    yield f"{to_json(about)}\n".encode()
    count = 0
    for batch in _batches(wanted):
        count += len(batch)
        yield "".join(f"{to_json(row)}\n" for row in _rows(batch, wanted)).encode()
    yield f"{to_json({'end': True, 'comments': count})}\n".encode()


def table(wanted: Wanted) -> Iterator[bytes]:
    """CSV. The text is without markup, and no cell is one that a spreadsheet takes for a formula."""
    line = StringIO(newline="")
    writer = csv.writer(line)
    names = [*COLUMNS, *(PRIVATE if wanted.has_private else [])]
    line.write("\ufeff")  # without it, spreadsheets take UTF-8 for something else
    writer.writerow(names)
    for batch in _batches(wanted):
        for row in _rows(batch, wanted):
            flat = _flat(row)
            writer.writerow([cell(flat[name]) for name in names])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()
    yield line.getvalue().encode()


FORMS = {"jsonl": (json_lines, "application/x-ndjson"), "csv": (table, "text/csv; charset=utf-8")}


def _flat(row: Row) -> Row:
    article, author = row["article"], row["author"]
    return {
        **row,
        "article": article["id"],
        "address": article["address"],
        "headline": article["headline"],
        "name": author["name"],
        "account": author["account"],
        "email": author.get("email"),
        "network": row.get("network"),
        "text": plain_text(row["text"]),
    }


def _batches(wanted: Wanted) -> Iterator[list[Comment]]:
    comments = wanted.comments.select_related("user").order_by("article_id", "path")
    found = list(comments[:BATCH])
    while found:
        yield found
        article, path = found[-1].article_id, found[-1].path
        further = Q(article=article, path__gt=path) | Q(article__gt=article)
        # The first condition alone is what an index can begin at.
        found = list(comments.filter(further, article__gte=article)[:BATCH])


def _rows(comments: list[Comment], wanted: Wanted) -> Iterator[Row]:
    articles = Article.objects.for_links().in_bulk({comment.article_id for comment in comments})
    about = {pk: _about(article) for pk, article in articles.items()}
    numbers = [comment.pk for comment in comments]
    changed = set(FormerText.objects.filter(comment__in=numbers).values_list("comment", flat=True))
    decided = _decisions(numbers) if wanted.has_decisions else {}
    for comment in comments:
        row = _row(comment, about[comment.article_id])
        row["former_texts"] = list(_former(comment)) if comment.pk in changed else []
        if wanted.has_decisions:
            row["decisions"] = decided.get(comment.pk, [])
        if wanted.has_private:
            row["author"]["email"], row["network"] = comment.guest_email, comment.ip_address
        yield row


def _about(article: Article) -> Row:
    return {"id": article.pk, "address": absolute(article.get_absolute_url()), "headline": article.headline}


def _row(comment: Comment, article: Row) -> Row:
    name = comment.user.public_name if comment.user else comment.guest_name
    return {
        "id": comment.pk,
        "article": article,
        "parent": comment.parent_id,
        "depth": comment.depth,
        "kind": comment.kind,
        "status": comment.status,
        "author": {"name": name, "account": comment.user_id, "site": comment.guest_url},
        "text": comment.body,
        "source": comment.source,
        "written_at": comment.created_at,
        "edited_at": comment.edited_at,
        "featured_at": comment.featured_at,
        "featured_note": comment.featured_note,
        "recommendations": comment.recommendations,
        "visible_replies": comment.visible_replies,
    }


def _former(comment: Comment) -> Iterator[Row]:
    """`public`: whether readers see it."""
    public = set(former.public(comment).values_list("pk", flat=True))
    for each in comment.former_texts.order_by("until", "pk"):
        yield {"text": each.body, "source": each.source, "until": each.until, "public": each.pk in public}


def _decisions(numbers: list[int]) -> dict[int, list[Row]]:
    columns = ("at", "verb", "by_id", "before", "after", "reason_id", "words", "rule", "rules_version")
    found: dict[int, list[Row]] = {}
    for each in Decision.objects.filter(comment_id__in=numbers).order_by("pk").values("comment_id", *columns):
        found.setdefault(each.pop("comment_id"), []).append(each)
    return found
