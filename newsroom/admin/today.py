"""The first page of the desk: what there is to do now, for whoever looks, and nothing that is not theirs to see."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import permissions, readership, tonight, worklists
from articles.admin.status import clock, status_word
from articles.models import Article
from articles.permissions import Person

MOST = 6  # lines of a block
MOST_COUNTED = 100
LIST = "admin:articles_article_changelist"


class Line(NamedTuple):
    article: Article
    says: str
    is_late: bool = False


class Block(NamedTuple):
    name: str | Promise
    lines: Sequence[Line]
    more: str = ""  # the address of all of them


class Waiting(NamedTuple):
    """Something that is done elsewhere."""

    words: str
    address: str


def context(request: HttpRequest) -> dict[str, Any]:
    user = request.user
    blocks = _blocks(user) if permissions.sees_unpublished(user) else []
    return {"blocks": [block for block in blocks if block.lines], "waiting": _waiting(user)}


def _blocks(user: Person) -> list[Block]:
    seen, address = permissions.seen(user).for_links(), reverse(LIST)
    recent = "-worked_on_at", "-pk"
    due = worklists.due(seen, user).select_related("assigned_to").order_by(_others_last(user), "due_at", "pk")
    return [
        Block(_("Due"), [_due(each, user) for each in due[:MOST]], f"{address}?desk=due"),
        Block(_("In review"), _lines(worklists.in_review(seen, user), *recent), f"{address}?desk=review"),
        Block(_("Ready"), _lines(worklists.ready(seen, user), *recent), f"{address}?desk=ready"),
        Block(_("Goes live or ends next"), _next(user), reverse("admin:articles_article_tonight")),
        Block(
            _("Yours, last saved"), _lines(worklists.mine(seen, user), *recent, has_status=True), f"{address}?desk=mine"
        ),
        Block(_("Most read"), [Line(each, clock(each.live_at)) for each in readership.most_read() if each.live_at]),
    ]


def _others_last(user: Person) -> Any:
    return Case(When(assigned_to=user.pk, then=Value(0)), default=Value(1))


def _lines(articles: QuerySet[Article], *order: str, has_status: bool = False) -> list[Line]:
    found = [(each, clock(each.worked_on_at)) for each in articles.order_by(*order)[:MOST]]
    return [Line(each, f"{status_word(each)} · {saved}" if has_status else saved) for each, saved in found]


def _due(article: Article, user: Person) -> Line:
    who = _("you") if article.assigned_to_id == user.pk else str(article.assigned_to or _("nobody"))
    is_late = article.due_at is not None and article.due_at < timezone.now()
    return Line(article, f"{clock(article.due_at)} · {who}" if article.due_at else who, is_late)


def _next(user: Person) -> list[Line]:
    words = {tonight.LIVE: _("goes live"), tonight.ENDS: _("leaves the site"), tonight.LIFTS: _("embargo ends")}
    found = tonight.events(user, timezone.now() + timedelta(hours=24))
    return [Line(each.article, f"{clock(each.at)} · {words[each.kind]}", bool(each.warnings)) for each in found[:MOST]]


def _waiting(user: Person) -> list[Waiting]:
    from comments import article_errors  # needs models, which are there only now
    from comments.models import Comment

    found = []
    if user.has_perm("comments.change_comment"):
        pending = Comment.objects.filter(status=Comment.Status.PENDING).order_by()
        if count := pending[:MOST_COUNTED].count():
            words = ngettext("%s comment waits for a decision", "%s comments wait for a decision", count)
            found.append(Waiting(words % _number(count), reverse("moderation:queue")))
    if user.has_perm("comments.change_articleerror"):
        if count := article_errors.waiting():
            words = ngettext(
                "%s error that readers found waits for an answer",
                "%s errors that readers found wait for an answer",
                count,
            )
            found.append(Waiting(words % _number(count), reverse("errors:waiting")))
    return found


def _number(count: int) -> str:
    return _("%s or more") % count if count >= MOST_COUNTED else str(count)
