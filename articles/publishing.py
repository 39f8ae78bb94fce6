"""The editorial verbs: the only code that changes what state an article is in, and what readers get of it.

Each verb checks permission, locks the row, changes it in one transaction, writes a Revision and into the audit log.
`by` is who does it; None is the site itself (importers and commands), which may do everything. Those that change only
what the desk reads are in `writing`. What goes to readers passes `preflight`; `override` is a reason to publish it all
the same.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import nothing_old, permissions, preflight, revisions, shown
from articles.models import Article, Revision
from articles.preflight import Blocked
from articles.writing import (
    PUBLIC,
    Clash,
    Refused,
    Stale,
    allowed,
    discard,
    latest_revision,
    locked,
    point,
    record,
    restore,
    save,
    set_aside,
    write,
)

__all__ = [
    "PUBLIC",
    "Blocked",
    "Clash",
    "Refused",
    "Stale",
    "discard",
    "latest_revision",
    "restore",
    "save",
    "set_aside",
]

STATE_FIELDS = ["status", "published_at", "unpublish_at", "takedown_reason", "modified_at", "worked_on_at"]
Status = Article.Status
PUBLISHABLE = (Status.DRAFT, Status.IN_REVIEW, Status.READY, Status.PUBLISHED)
SUBMITTABLE = (Status.DRAFT,)


def update(
    article: Article,
    *,
    by: User | None,
    note: str = "",
    expected_revision: int | None = None,
    is_substantive: bool = False,
    public_note: str = "",
    override: str = "",
) -> Revision:
    """Puts the working copy in the place of what is live or scheduled: every field, byline, tag and picture at once.

    What is substantive is told to readers, with `public_note`. Raises PermissionDenied, Stale if the working copy is
    not the `expected_revision` that somebody looked at, and Refused if there is none or it could not be published.
    """
    if not (allowed(by, "publish") and permissions.may_work_on(by, article)):
        raise PermissionDenied
    with transaction.atomic():
        current = locked(article)
        copy = current.working_copy
        if current.status != Status.PUBLISHED or copy is None:
            raise Refused(_("There is nothing to update: it says already what was saved last."))
        if expected_revision not in (None, copy.number):
            raise Stale(_("Someone saved another text meanwhile. Look at it before readers do."))
        _check_whole(copy.content)
        since, shown = revisions.of_row(current), (current.is_visible, current.is_scheduled)
        write(current, copy.content)
        _check_publishable(current, current.published_at)
        _check_shown_as_before(current, *shown)
        note = preflight.clear(current, copy.content, by=by, at=current.published_at, note=note, override=override)
        if is_substantive and copy.content["updated_at"] == since["updated_at"]:
            current.updated_at = current.modified_at = timezone.now()
            current.save(update_fields=["updated_at", "modified_at"])
        point(current, None)
        revision = record(current, "update", by, note, base=copy.number, since=since)
        revision.is_substantive, revision.public_note = is_substantive, public_note[:500]
        revision.save(update_fields=["is_substantive", "public_note"])
    article.refresh_from_db()
    return revision


def submit(article: Article, *, by: User | None, note: str = "") -> Article:
    return _move(article, "submit", to=Status.IN_REVIEW, out_of=SUBMITTABLE, by=by, note=note, needs="change")


def mark_ready(article: Article, *, by: User | None, note: str = "") -> Article:
    return _move(article, "ready", to=Status.READY, out_of={Status.DRAFT, Status.IN_REVIEW}, by=by, note=note)


def send_back(article: Article, *, by: User | None, note: str) -> Article:
    """To whoever writes it: a draft again. `workflow.send_back` asks for the note, and tells them."""
    waiting = {Status.IN_REVIEW, Status.READY}
    return _move(article, "send_back", to=Status.DRAFT, out_of=waiting, by=by, note=note)


def publish(
    article: Article, *, by: User | None, at: datetime | None = None, note: str = "", override: str = ""
) -> Article:
    """Makes it visible under the date `at` (aware), else under the earlier date it has, else now.

    Raises Refused before an embargo ends, and Blocked by what `preflight` finds.
    """
    return _move(article, "publish", to=Status.PUBLISHED, by=by, note=note, override=override, published_at=at)


def schedule(article: Article, *, by: User | None, at: datetime, note: str = "", override: str = "") -> Article:
    """Makes it appear at `at` (aware, in the future), by the clock alone. Raises Refused for a time that has passed."""
    if at <= timezone.now():
        raise Refused(_("That time has passed. Publish it now, or choose a later time."))
    return _move(article, "schedule", to=Status.PUBLISHED, by=by, note=note, override=override, published_at=at)


def unpublish(article: Article, *, by: User | None, note: str = "") -> Article:
    """Back to a draft: its address answers 404 until it is published again."""
    return _move(article, "unpublish", to=Status.DRAFT, out_of={Status.PUBLISHED, Status.READY}, by=by, note=note)


def unschedule(article: Article, *, by: User | None, note: str = "") -> Article:
    """Ready, under the date readers had it last, if they did. Raises Refused once its time has come: unpublish it."""
    with transaction.atomic():
        current = locked(article)
        if current.status == Status.PUBLISHED and not current.is_scheduled:
            raise Refused(_("Its time has come: unpublish it, if readers shall not have it."))
        return _move(article, "unschedule", to=Status.READY, out_of={Status.PUBLISHED}, by=by, note=note)


def take_down(article: Article, *, by: User | None, reason: str) -> Article:
    """Its address answers 410 with `reason` from now on. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(_("Say why: readers who follow an old link will see it."))
    return _move(
        article,
        "take_down",
        to=Status.TAKEN_DOWN,
        out_of={Status.PUBLISHED},
        by=by,
        note=reason[:500],
        needs="take_down",
        takedown_reason=reason,
    )


def reinstate(article: Article, *, by: User | None, note: str) -> Article:
    """Takes a takedown back: a draft again, under the date it had. Raises Refused without a note that says why."""
    if not note.strip():
        raise Refused(_("Say why: it is kept in the history."))
    return _move(
        article,
        "reinstate",
        to=Status.DRAFT,
        out_of={Status.TAKEN_DOWN},
        by=by,
        note=note,
        needs="take_down",
        takedown_reason="",
    )


def delete(article: Article, *, by: User | None, expected: int | None = None) -> None:
    """With its whole history. Raises Refused for what readers have seen: that is taken down.

    Raises Stale if its newest revision is not the `expected` one: somebody went on with it.
    """
    if not (allowed(by, "delete") and permissions.may_work_on(by, article)):
        raise PermissionDenied
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)  # nobody may begin to name it
        if shown.is_known(current):
            raise Refused(_("Readers have seen it: take it down instead."))
        newest = current.revisions.select_related("created_by").defer("content").first()
        if expected is not None and newest and newest.number != expected:
            who = newest.created_by or _("The site")
            raise Stale(_("It is not deleted: %s went on with it meanwhile. Look at it first.") % who)
        current.delete()
        audit.record("delete_article", by=by, subject=article)


def _move(
    article: Article,
    verb: str,
    *,
    to: Status,
    out_of: Collection[Status] = PUBLISHABLE,
    by: User | None,
    note: str,
    needs: str = "publish",
    override: str = "",
    **changes: Any,
) -> Article:
    if not (allowed(by, needs) and permissions.may_see(by, article)):
        raise PermissionDenied
    with transaction.atomic():
        current = locked(article)
        check_state(current, out_of)
        if to == Status.PUBLISHED:
            changes["published_at"] = date_for(current, changes["published_at"])
            said = revisions.of_row(current)
            note = preflight.clear(current, said, by=by, at=changes["published_at"], note=note, override=override)
        elif to in {Status.DRAFT, Status.READY} and current.is_scheduled:
            changes["published_at"] = shown.last_date(
                current
            )  # nobody saw it: that date must not be its own by passing
        nothing_old.ask_without(current)
        current.status, current.modified_at = to, timezone.now()
        current.worked_on_at = current.modified_at
        for name, value in changes.items():
            setattr(current, name, value)
        current.save(update_fields=STATE_FIELDS)
        record(current, verb, by, note)
    for name in STATE_FIELDS:
        setattr(article, name, getattr(current, name))
    return article


def check_state(article: Article, out_of: Collection[Status]) -> None:
    if article.status not in out_of:
        raise Refused(_("This cannot be done with an article that is “%s”.") % article.get_status_display())


def date_for(article: Article, at: datetime | None = None) -> datetime:
    """Under which it would go to readers. Raises Refused for what may not, whatever it says; asks no database."""
    check_state(article, PUBLISHABLE)
    if article.is_visible:
        raise Refused(_("It is live already. Save it to change what it says."))
    _check_saved(article)
    moment = at or _own_date(article)
    _check_publishable(article, moment)
    return moment


def _check_whole(content: revisions.Content) -> None:
    if gone := revisions.missing(content):
        names = ", ".join(revisions.label(name) for name in gone)
        raise Refused(_("What it refers to was deleted: %s. Save it without that.") % names)


def _check_shown_as_before(article: Article, was_visible: bool, was_scheduled: bool) -> None:
    """An update changes what readers get, not whether they get it: by another “Ends” it could do either."""
    if was_visible and not article.is_visible:
        raise Refused(_("With that “Ends” it would leave the site at once: unpublish it instead."))
    if article.is_visible and not (was_visible or was_scheduled):
        raise Refused(_("It has ended. Unpublish it, and publish it again to put it back."))


def _check_saved(article: Article) -> None:
    """Nobody publishes a text while a newer one waits that they may not have seen."""
    if article.working_copy_id and article.status != Status.PUBLISHED:
        raise Refused(_("It has changes that are not in it yet. Open it, look at them, and publish it from there."))


def _own_date(article: Article) -> datetime:
    """Raises Refused for what would be under its earlier date, but is over."""
    now = timezone.now()
    if article.kept_date:
        _check_publishable(article, now)
    return article.kept_date or now


def _check_publishable(article: Article, moment: datetime | None) -> None:
    if moment is None:
        raise Refused(_("It has no date of publication."))
    if not article.headline.strip():
        raise Refused(_("It has no headline."))
    if article.embargo_until and moment < article.embargo_until:
        until = timezone.localtime(article.embargo_until)
        raise Refused(
            _("The source's embargo ends at %s: publish or schedule it after that.") % f"{until:%Y-%m-%d %H:%M %Z}"
        )
    if article.unpublish_at and article.unpublish_at <= moment:
        raise Refused(_("It would leave the site before it appears: change or clear “Ends”."))
