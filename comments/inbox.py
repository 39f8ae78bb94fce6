"""Replies and mentions as the site itself shows them to whoever they are for."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.sections import Words
from articles import body
from articles.models import Article
from comments import reaching
from comments.models import Comment, Notice
from comments.notice_mail import plain

LOOKED_AT = 100  # the newest: some of them may be about what is gone
LONGEST = 200  # characters
# They say that no mail can be sent, and nothing against reading it here.
ONLY_OF_MAIL = {"", "address", "silenced"}


class Line(NamedTuple):
    said: str
    name: str
    text: str
    headline: str
    address: str
    at: datetime
    is_new: bool


def newest(user: User, *, most: int) -> list[Line]:
    """Of what can still be read. What was written before this reader ignored somebody is not in it either."""
    return list(islice(_lines(user), most))


def see(user: User) -> None:
    Notice.objects.filter(user=user, seen_at=None).update(seen_at=timezone.now())


def summary(user: User) -> Words:
    count = Notice.objects.filter(user=user, seen_at=None, comment__status=Comment.Status.APPROVED).count()
    return ngettext("%(count)s new", "%(count)s new", count) % {"count": count} if count else _("None that are new")


def _lines(user: User) -> Iterator[Line]:
    notices = list(Notice.objects.filter(user=user).order_by("-pk")[:LOOKED_AT])
    known = reaching.known(notices, timezone.now())
    shown = [notice for notice in notices if reaching.refusal(notice, known) in ONLY_OF_MAIL]
    articles = Article.objects.for_links().in_bulk({known.comments[each.comment_id].article_id for each in shown})
    for notice in shown:
        comment = known.comments[notice.comment_id]
        yield _line(notice, comment, articles[comment.article_id].headline)


def _line(notice: Notice, comment: Comment, headline: str) -> Line:
    name = comment.author_name
    said = _("%(name)s answered you") if notice.kind == Notice.Kind.REPLY else _("%(name)s mentioned you")
    text = plain(body.plain_text(comment.body), LONGEST)
    address = reverse("comment", args=[comment.pk])
    return Line(said % {"name": name}, name, text, headline, address, comment.created_at, notice.seen_at is None)
