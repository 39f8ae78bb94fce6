"""Where an article stands, as a page showed it: nobody undoes what somebody else decided without knowing of it."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import history
from articles.models import Article
from articles.writing import Stale, locked

Status = Article.Status
FIELD = "_standing"  # of forms that send it along
NEW = str(Status.DRAFT)  # what has no row yet
TURNS = ("submit", "ready", "send_back", "publish", "schedule", "unschedule", "unpublish", "take_down", "reinstate")


def as_shown(article: Article | None) -> str:
    """Its state and its date, as forms send it along. What the clock does with it is nobody's decision."""
    if article is None:
        return NEW
    date = article.published_at.astimezone(UTC).isoformat() if article.published_at else ""
    return f"{article.status} {date}".strip()


def check(article: Article, shown: str | None) -> None:
    """In the transaction of the verb that follows: locks the row. Raises Stale, with who did what, if it is another.

    None is of a form that does not say.
    """
    current = locked(article)
    if shown is not None and shown != as_shown(current):
        raise Stale(
            _("%s Nothing was done now: look at it, and press again if it shall be otherwise.") % since(current)
        )


def since(article: Article) -> str:
    """Who did what with it last."""
    last = article.revisions.filter(verb__in=TURNS).select_related("created_by").defer("content").first()
    if last is None:
        return _("It is “%s” by now.") % article.get_status_display()
    said = {"name": last.created_by or _("The site"), "did": history.did(last), "when": _moment(last.created_at)}
    found = _("%(name)s changed it since this page was opened: %(did)s (%(when)s).") % said
    if article.status == Status.PUBLISHED and article.published_at:
        found += " " + _("Its date is %s.") % _moment(article.published_at)
    return found


def _moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M %Z}"
