"""The editorial verbs: the only code that changes what state an article is in or what it says.

Each verb checks permission, locks the row, changes it in one transaction, writes a Revision and into the audit log.
`by` is who does it; None is the site itself (importers and commands), which may do everything.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import addresses, body
from articles.models import Article, Byline, MediaFile, Picture, RelatedPin, Revision
from articles.revisions import CONTENT_FIELDS, Credit, snapshot

STATE_FIELDS = ["status", "published_at", "unpublish_at", "takedown_reason", "modified_at"]
Status = Article.Status
PUBLIC = frozenset({Status.PUBLISHED, Status.TAKEN_DOWN})  # to save these, one must be allowed to publish


class Refused(Exception):
    """The article cannot do this now; the message says why, in words for the desk."""


class Stale(Refused):
    """Someone saved in between; nothing was written."""


def save(
    article: Article,
    *,
    by: User | None,
    bylines: Sequence[Credit] | None = None,
    tags: Iterable[str] | None = None,
    related: Sequence[Article] | None = None,
    note: str = "",
    expected_revision: int | None = None,
) -> Revision:
    """Writes an article's content, new or not, and returns the revision.

    `bylines`, `tags` and `related` replace what was there; None leaves them. What is published or taken down needs the
    permission to publish. Raises PermissionDenied, or Stale if `expected_revision` is no longer the newest.
    """
    with transaction.atomic():
        before = _locked(article) if article.pk else None
        _may_save(before, by)
        if before and expected_revision is not None and expected_revision != latest_revision(article):
            raise Stale(
                _("Someone else saved this article while you were writing. Your text was not saved over theirs.")
            )
        if before and before.status == Status.PUBLISHED:
            _check_publishable(article, article.published_at)
        article.body = body.clean(article.body)
        article.word_count = body.count_words(article.body)
        article.modified_at = timezone.now()
        if before:
            article.status = before.status
            article.save(update_fields=[*CONTENT_FIELDS, "word_count", "modified_at"])
            _remember_address(before, article)
        else:
            article.status, article.created_by = Status.DRAFT, by
            article.save(force_insert=True)
        _connect(article, bylines, tags)
        if related is not None:
            _pin(article, related)
        return _record(article, "update" if before and before.status == Status.PUBLISHED else "save", by, note)


def submit(article: Article, *, by: User | None, note: str = "") -> Article:
    return _move(article, "submit", to=Status.IN_REVIEW, out_of={Status.DRAFT}, by=by, note=note, needs="change")


def mark_ready(article: Article, *, by: User | None, note: str = "") -> Article:
    return _move(article, "ready", to=Status.READY, out_of={Status.DRAFT, Status.IN_REVIEW}, by=by, note=note)


def publish(article: Article, *, by: User | None, at: datetime | None = None, note: str = "") -> Article:
    """Makes it visible under the date `at` (aware), else under the earlier date it has, else now.

    Raises Refused before an embargo ends.
    """
    out_of = {Status.DRAFT, Status.IN_REVIEW, Status.READY, Status.PUBLISHED}
    return _move(article, "publish", to=Status.PUBLISHED, out_of=out_of, by=by, note=note, published_at=at)


def schedule(article: Article, *, by: User | None, at: datetime, note: str = "") -> Article:
    """Makes it appear at `at` (aware, in the future), by the clock alone. Raises Refused for a time that has passed."""
    if at <= timezone.now():
        raise Refused(_("That time has passed. Publish it now, or choose a later time."))
    out_of = {Status.DRAFT, Status.IN_REVIEW, Status.READY, Status.PUBLISHED}
    return _move(article, "schedule", to=Status.PUBLISHED, out_of=out_of, by=by, note=note, published_at=at)


def unpublish(article: Article, *, by: User | None, note: str = "") -> Article:
    """Back to a draft: its address answers 404 until it is published again."""
    return _move(article, "unpublish", to=Status.DRAFT, out_of={Status.PUBLISHED, Status.READY}, by=by, note=note)


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


def delete(article: Article, *, by: User | None) -> None:
    """With its whole history. Raises Refused for what readers have seen: that is taken down."""
    if not _allowed(by, "delete"):
        raise PermissionDenied
    with transaction.atomic():
        current = _locked(article)
        if current.published_at or current.status in PUBLIC:
            raise Refused(_("Readers have seen it: take it down instead."))
        current.delete()
        audit.record("delete_article", by=by, subject=article)


def latest_revision(article: Article) -> int:
    """The number of the newest revision; 0 before the first save."""
    return article.revisions.aggregate(newest=Max("number"))["newest"] or 0


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).select_related("category").get(pk=article.pk)


def _allowed(by: User | None, verb: str) -> bool:
    return by is None or by.has_perm(f"articles.{verb}_article")


def _may_save(before: Article | None, by: User | None) -> None:
    verb = "add" if before is None else "publish" if before.status in PUBLIC else "change"
    if not _allowed(by, verb):
        raise PermissionDenied


def _move(
    article: Article,
    verb: str,
    *,
    to: Status,
    out_of: set[Status],
    by: User | None,
    note: str,
    needs: str = "publish",
    **changes: Any,
) -> Article:
    if not _allowed(by, needs):
        raise PermissionDenied
    with transaction.atomic():
        current = _locked(article)
        if current.status not in out_of:
            raise Refused(_("This cannot be done with an article that is “%s”.") % current.get_status_display())
        if to == Status.PUBLISHED:
            if current.is_visible:
                raise Refused(_("It is live already. Save it to change what it says."))
            changes["published_at"] = changes["published_at"] or _own_date(current)
            _check_publishable(current, changes["published_at"])
        elif to == Status.DRAFT and current.is_scheduled:
            changes["published_at"] = None  # nobody has seen it: that date must not become its date by passing
        current.status, current.modified_at = to, timezone.now()
        for name, value in changes.items():
            setattr(current, name, value)
        current.save(update_fields=STATE_FIELDS)
        _record(current, verb, by, note)
    for name in STATE_FIELDS:
        setattr(article, name, getattr(current, name))
    return article


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


def _connect(article: Article, bylines: Sequence[Credit] | None, tags: Iterable[str] | None) -> None:
    if bylines is not None:
        article.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=article, author=credit.author, role=credit.role, position=position)
            for position, credit in enumerate(dict.fromkeys(bylines))
        )
    if tags is not None:
        article.tags.set(tags)
    wanted = body.references(article.body)
    article.body_pictures.set(Picture.objects.filter(pk__in=wanted.pictures))
    article.body_files.set(MediaFile.objects.filter(pk__in=wanted.files))


def _pin(article: Article, related: Sequence[Article]) -> None:
    article.related_pins.all().delete()
    RelatedPin.objects.bulk_create(
        RelatedPin(article=article, related=each, position=position)
        for position, each in enumerate(dict.fromkeys(related))
        if each != article
    )


def _remember_address(before: Article, after: Article) -> None:
    """An address that readers may know keeps working; one that never was public is simply gone."""
    moved = (before.slug, before.category_id) != (after.slug, after.category_id)
    if moved and (before.published_at or before.status == Status.PUBLISHED):
        addresses.lead_on(addresses.path_of(before), after)


def _record(article: Article, verb: str, by: User | None, note: str) -> Revision:
    bylines = article.bylines.select_related("author")
    named = [Credit(byline.author, byline.role) for byline in bylines]
    related = [pin.related for pin in article.related_pins.select_related("related")]
    revision = Revision.objects.create(
        article=article,
        number=latest_revision(article) + 1,
        verb=verb,
        content=snapshot(article, named, article.tags.names(), related),
        note=note[:500],
        created_by=by,
    )
    audit.record(f"{verb}_article", by=by, subject=article, revision=revision.number, status=article.status)
    return revision
