"""What readers wrote, handed to them and forgotten."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from accounts.models import User
from accounts.personal_data import Holding, Leaving, Row
from articles.models import Article
from articles.site_url import absolute
from comments import discussions, figures
from comments.models import (
    Appeal,
    ArticleError,
    Comment,
    Decision,
    FormerText,
    Ignored,
    MailChoice,
    MutedThread,
    Notice,
    Recommendation,
    Report,
    Sanction,
)

BATCH = 1000
Status = Comment.Status
NOBODY: dict[str, Any] = {"user": None, "guest_name": "", "guest_email": "", "guest_url": "", "ip_address": None}


def written(user: User) -> Iterator[Row]:
    articles = {article.pk: article for article in Article.objects.for_links().filter(comments__user=user).distinct()}
    # Not of the desk's drafts, which are nobody's data.
    shown = {pk: (a.headline, absolute(a.get_absolute_url())) for pk, a in articles.items() if a.is_visible}
    comments = Comment.objects.filter(user=user).order_by("created_at", "pk")
    columns = ("pk", "created_at", "article", "parent", "status", "body", "ip_address")
    for pk, created_at, article, parent, status, body, ip in comments.values_list(*columns).iterator(chunk_size=1000):
        headline, address = shown.get(article, ("", ""))
        yield {
            "number": pk,
            "written_at": created_at,
            "article": headline,
            "address": f"{address}#comment-{pk}" if address else "",
            "in_reply_to": parent,
            "state": status,
            "text": body,
            "ip": ip,
        }


# Everything else by its own columns. Who is ignored is a number: the name is not the reader's to take along.
COLUMNS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "former_texts_of_comments": (FormerText, ("comment", "until", "source")),
    "recommended_comments": (Recommendation, ("comment", "at")),
    "reported_comments": (Report, ("comment", "at", "reason", "text", "outcome")),
    "reported_errors": (ArticleError, ("article", "at", "quote", "text", "state", "answer")),
    "ignored_readers": (Ignored, ("ignored", "at")),
    "muted_discussions": (MutedThread, ("thread", "at")),
    "replies_and_mentions": (Notice, ("comment", "kind", "due_at", "sent_at", "seen_at", "dropped_for")),
    "mail_about_replies": (MailChoice, ("replies", "mentions", "every")),
    "decisions_of_moderators": (Sanction, ("kind", "at", "until", "lifted_at", "words")),
    "appeals": (Appeal, ("comment", "sanction", "at", "text", "outcome", "decided_at", "answer")),
}


def rows_of(model: type[Model], columns: tuple[str, ...]) -> Callable[[User], Iterator[Row]]:
    owner = "comment__user" if model is FormerText else "user"

    def rows(user: User) -> Iterator[Row]:
        found = model._default_manager.filter(**{owner: user}).order_by("pk").values(*columns)
        yield from found.iterator(chunk_size=BATCH)

    return rows


HOLDINGS = [
    Holding("comments", written),
    *(Holding(name, rows_of(model, columns)) for name, (model, columns) in COLUMNS.items()),
]


def erase(leaving: Leaving) -> None:
    """Of guests too, who had one of the addresses: whoever proved that it is theirs wrote under it."""
    theirs = Q(user=leaving.user)
    for address in leaving.addresses:
        theirs |= Q(guest_email__iexact=address)
    comments = Comment.objects.filter(theirs)
    # Before any row is locked, as whoever posts and decides does; what they recommended is counted there too.
    recommended = Comment.objects.filter(recommended_by__user=leaving.user)
    discussions.lock((comments | recommended).order_by().values_list("article", flat=True).distinct())
    Recommendation.objects.filter(user=leaving.user).delete()
    _leave_errors(leaving.user)
    Decision.objects.filter(user_id=leaving.user.pk).exclude(words="").update(words="")
    gone = comments.exclude(status=Status.APPROVED) if leaving.keeps_comments else comments
    FormerText.objects.filter(comment__in=gone).delete()
    figures.add("removed", gone.exclude(status=Status.WITHDRAWN).count())
    gone.update(body="", source="", featured_note="", featured_at=None, status=Status.WITHDRAWN)
    comments.update(**NOBODY)
    _clear_empty_places()


def _leave_errors(user: User) -> None:
    """Where the desk has not looked yet, the article's own words stay, of nobody; theirs do not."""
    ArticleError.objects.filter(user=user).exclude(state=ArticleError.State.OPEN).delete()
    ArticleError.objects.filter(user=user).update(user=None, text="")


def _clear_empty_places() -> None:
    """What somebody answered stays, empty, so that the answers keep their place."""
    empty = Comment.objects.filter(status=Status.WITHDRAWN, body="", user=None)
    ends = empty.filter(~Exists(Comment.objects.filter(parent=OuterRef("pk")))).order_by()  # sorting takes longest
    while numbers := list(ends.values_list("pk", flat=True)[:BATCH]):  # each time, what they answered may be an end
        Comment.objects.filter(pk__in=numbers).delete()
