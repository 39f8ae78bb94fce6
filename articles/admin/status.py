"""The state of an article in a word, and the buttons that state and permissions leave."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from articles import permissions
from articles.models import Article

Status = Article.Status
Person = User | AnonymousUser


class Button(NamedTuple):
    verb: str
    label: str
    is_primary: bool = False


def clock(moment: datetime) -> str:
    """14:30 EST, with the day unless it is today."""
    local = timezone.localtime(moment)
    time = f"{local:%H:%M %Z}"
    if local.date() == timezone.localdate():
        return time
    pattern = "M j" if local.year == timezone.localdate().year else "M j, Y"
    return f"{date_format(local, pattern)}, {time}"


def status_word(article: Article) -> str:
    if article.status != Status.PUBLISHED:
        return article.get_status_display()
    if article.live_at and article.is_scheduled:
        return _("Scheduled %s") % clock(article.live_at)
    return _("Live") if article.is_visible else _("Ended")


def status_key(article: Article) -> str:
    """For the stylesheet."""
    if article.status == Status.PUBLISHED and not article.is_visible:
        return "scheduled" if article.is_scheduled else "ended"
    return article.status


def may_save(article: Article | None, user: Person) -> bool:
    return user.has_perm("articles.add_article") if article is None else permissions.may_write(user, article)


def may_update(article: Article | None, user: Person) -> bool:
    """Put a new text in the place of what is live or scheduled."""
    is_public = article is not None and article.status == Status.PUBLISHED
    return is_public and user.has_perm("articles.publish_article") and may_save(article, user)


def buttons(article: Article | None, user: Person) -> list[Button]:
    """In the bar, in order; the first is what a plain save is called here."""
    status = article.status if article else Status.DRAFT
    found = []
    if may_save(article, user):
        found.append(Button("save", _("Save draft of the update") if status == Status.PUBLISHED else _("Save")))
    if may_update(article, user):
        found.append(Button("update", _("Update"), True))
    if status == Status.DRAFT and may_save(article, user):
        may_publish = user.has_perm("articles.publish_article")
        found.append(Button("submit", _("Submit for review"), not may_publish))
    if user.has_perm("articles.publish_article"):
        found += _publishing(article, status)
    return found


def _publishing(article: Article | None, status: str) -> list[Button]:
    if status in {Status.DRAFT, Status.IN_REVIEW}:
        return [Button("ready", _("Mark as ready")), *_dates(article)]
    if status == Status.READY:
        return [Button("unpublish", _("Back to draft")), *_dates(article)]
    if status == Status.PUBLISHED and article and article.is_scheduled:
        return [Button("publish", _("Publish now")), Button("unschedule", _("Unschedule"))]
    if status == Status.PUBLISHED:
        return [Button("unpublish", _("Unpublish"))]
    return []


def _dates(article: Article | None) -> list[Button]:
    """What has a date already keeps it, and says so; anything else would put an old article on top of the news."""
    kept = article.kept_date if article else None
    if not kept:
        return [Button("publish", _("Publish now"), True)]
    date = date_format(timezone.localtime(kept), "M j, Y")
    return [
        Button("publish_today", _("Publish under today’s date")),
        Button("publish", _("Publish with its date of %s") % date, True),
    ]


def may_schedule(article: Article | None, user: Person) -> bool:
    is_live = article is not None and article.is_visible
    is_down = article is not None and article.status == Status.TAKEN_DOWN
    return user.has_perm("articles.publish_article") and not is_live and not is_down


def may_take_down(article: Article | None, user: Person) -> bool:
    return article is not None and article.is_visible and user.has_perm("articles.take_down_article")


def may_reinstate(article: Article | None, user: Person) -> bool:
    return article is not None and article.status == Status.TAKEN_DOWN and user.has_perm("articles.take_down_article")


def may_correct(article: Article | None, user: Person) -> bool:
    """Tell readers that it was wrong, which is more than to change it."""
    if article is None or not article.is_visible:
        return False
    return user.has_perm("articles.publish_article") and permissions.may_work_on(user, article)
