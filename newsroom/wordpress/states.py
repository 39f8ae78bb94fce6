"""What state a post of the old site is in here. Nothing becomes public by being imported that was not public there."""

from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.wordpress.items import Item

Status = Article.Status
LEFT_BEHIND = frozenset({"trash", "auto-draft", "inherit"})


class State(NamedTuple):
    """`note` is for the desk: why it is not simply published."""

    status: Article.Status
    published_at: datetime | None
    note: str = ""


def state_of(item: Item, at: datetime | None, now: datetime) -> State:
    """`at` is the instant the old site gives it, None if it gives none.

    What was published there to some readers keeps its date, so that publishing it here does not make it news.
    """
    if item.get("wp:post_password").strip():
        return State(Status.DRAFT, at, _dated(_("It was protected by a password on the old site."), at))
    if item.status == "publish":
        if at is None:
            return State(Status.DRAFT, None, _("It was published on the old site, but the export does not say when."))
        return State(Status.PUBLISHED, at)
    if item.status == "future":
        if at and at > now:
            return State(Status.PUBLISHED, at)
        return State(Status.READY, None, _dated(_("It was scheduled on the old site for a time that has passed."), at))
    return _unpublished(item, at)


def _unpublished(item: Item, at: datetime | None) -> State:
    if item.status == "pending":
        return State(Status.IN_REVIEW, None)
    if item.status == "private":
        return State(Status.DRAFT, at, _dated(_("It was private on the old site."), at))
    if item.status == "draft":
        return State(Status.DRAFT, None)
    return State(Status.DRAFT, None, _dated(_("On the old site its status was “%s”.") % item.status[:40], at))


def _dated(reason: str, at: datetime | None) -> str:
    return f"{reason} {_('Date there: %s') % f'{localtime(at):%Y-%m-%d %H:%M %Z}'}" if at else reason
