"""Whose turn it is: giving an article to somebody, by when, or back to its writer. Who it waits for gets a mail."""

from datetime import datetime

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import mail
from accounts.models import User
from articles import permissions, publishing
from articles.models import Article, Revision
from articles.site_url import absolute
from articles.writing import Refused, Stale, allowed, locked, record

Status = Article.Status
MAIL = "emails/article_waits"


def assignees() -> QuerySet[User]:
    """Those who could work on it."""
    wanted = {"codename": "change_article", "content_type__app_label": "articles"}
    permission = Permission.objects.filter(**wanted)
    given = Q(is_superuser=True) | Q(user_permissions__in=permission) | Q(groups__permissions__in=permission)
    found = User.objects.filter(given, is_active=True, is_staff=True)
    return User.objects.filter(pk__in=found.values("pk")).order_by("display_name", "email")


def may_assign(user: User | None, article: Article) -> bool:
    return user is None or (user.has_perm(permissions.OTHERS) and permissions.may_write(user, article))


def may_send_back(user: User | None, article: Article) -> bool:
    is_waiting = article.status in {Status.IN_REVIEW, Status.READY}
    return is_waiting and allowed(user, "publish") and permissions.may_work_on(user, article)


def as_shown(article: Article) -> str:
    """Whose turn it is and by when, as forms send it along."""
    return f"{article.assigned_to_id or ''} {article.due_at.isoformat() if article.due_at else ''}".strip()


def assign(
    article: Article,
    *,
    to: User | None,
    by: User | None,
    due_at: datetime | None = None,
    note: str = "",
    shown: str | None = None,
) -> Revision | None:
    """Gives it to somebody, who may work on it from then on, or to nobody. None if that is so already.

    Raises PermissionDenied, Stale if `as_shown` was something else when somebody decided, and Refused for somebody who
    could do nothing with it.
    """
    if not may_assign(by, article):
        raise PermissionDenied
    with transaction.atomic():
        current = locked(article)
        if shown is not None and shown != as_shown(current):
            who = current.assigned_to or _("nobody")
            raise Stale(_("Someone else assigned it meanwhile: to %s. Look at it before you assign it again.") % who)
        if to and to.pk != current.assigned_to_id and not assignees().filter(pk=to.pk).exists():
            raise Refused(_("%s could not work on it: that needs an open account that may change articles.") % to)
        is_new = to is not None and to.pk != current.assigned_to_id
        if not is_new and to is not None and current.due_at == due_at and not note:
            return None
        if to is None and current.assigned_to_id is None and current.due_at == due_at:
            return None
        current.assigned_to, current.due_at, current.worked_on_at = to, due_at, timezone.now()
        current.save(update_fields=["assigned_to", "due_at", "worked_on_at"])
        about = {"to": to.pk if to else None, "due": due_at.isoformat() if due_at else None}
        revision = record(current, "assign", by, note, details=about)
        if is_new:
            _tell(current, "assigned", to, by)
    article.assigned_to, article.due_at, article.worked_on_at = current.assigned_to, due_at, current.worked_on_at
    return revision


def submit(article: Article, *, by: User | None, note: str = "") -> Article:
    """For review: whoever it is assigned to is told."""
    with transaction.atomic():
        moved = publishing.submit(article, by=by, note=note)
        _tell(article, "submitted", article.assigned_to, by)
    return moved


def mark_ready(article: Article, *, by: User | None, note: str = "") -> Article:
    with transaction.atomic():
        moved = publishing.mark_ready(article, by=by, note=note)
        for person in _writers(article):
            _tell(article, "ready", person, by)
    return moved


def send_back(article: Article, *, by: User | None, note: str) -> Article:
    """A draft again, with a note that says what is missing. Raises Refused without one."""
    if not permissions.may_work_on(by, article):
        raise PermissionDenied
    if not note.strip():
        raise Refused(_("Say what is missing: its writer reads it."))
    with transaction.atomic():
        moved = publishing.send_back(article, by=by, note=note.strip())
        for person in _writers(article):
            _tell(article, "sent_back", person, by)
    return moved


def sent_back(article: Article) -> Revision | None:
    """With what note it lies with its writer again."""
    if article.status != Status.DRAFT:
        return None
    turns = article.revisions.filter(Q(verb__in=("submit", "ready", "unpublish", "reinstate", "send_back")))
    last = turns.select_related("created_by").defer("content").first()
    return last if last and last.verb == "send_back" else None


def waits_for(article: Article) -> str:
    if article.status == Status.IN_REVIEW:
        return _("Waits for an editor.")
    if article.status == Status.READY:
        return _("Waits to be published.")
    if article.status == Status.DRAFT and article.assigned_to:
        return _("Waits for %s.") % article.assigned_to
    return ""


def _writers(article: Article) -> list[User]:
    """Who began it, and whose task it is."""
    found = {person.pk: person for person in (article.created_by, article.assigned_to) if person}
    return list(found.values())


def _tell(article: Article, what: str, person: User | None, by: User | None) -> None:
    """By a mail that says nothing of the text: it lies in mailboxes for years."""
    if person is None or person == by or not (person.is_active and person.is_staff):
        return
    address = absolute(reverse("admin:articles_article_change", args=[article.pk]))
    context = {"what": what, "who": str(by or _("The site")), "address": address, "due_at": article.due_at}
    mail.send(MAIL, person.email, context)
