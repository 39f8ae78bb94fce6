"""The verbs that change what an article says. What is live stays as it is: there, they write the working copy.

A text becomes a Revision and the newest one of its article, merged field by field with what others saved meanwhile.
`by` is who does it; None is the site itself (importers and commands), which may do everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import addresses, body, fitting, permissions, revisions, working_copies
from articles.models import Article, Byline, Category, MediaFile, Picture, RelatedPin, Revision
from articles.revisions import CONTENT_FIELDS, WRITTEN_FIELDS, Content, Credit, snapshot
from articles.working_copies import Head

Status = Article.Status
PUBLIC = frozenset({Status.PUBLISHED, Status.TAKEN_DOWN})  # what these say changes by `publishing.update` alone
AUTOSAVE = "autosave"
STATE = ("status", "modified_at", "worked_on_at", "working_copy")
FOR_THE_DESK = {"notes"}  # readers are not told that these changed


class Refused(Exception):
    """The article cannot do this now; the message says why, in words for the desk."""


class Stale(Refused):
    """Someone saved in between; nothing was written."""


class Clash(Stale):
    """Both changed the same `fields`. `mine` is the whole text that was not saved: `set_aside` keeps it."""

    def __init__(self, message: str, fields: list[str], mine: Content, head: Head) -> None:
        super().__init__(message)
        self.fields, self.mine, self.head = fields, mine, head


class Settled(NamedTuple):
    """What somebody decided who had both texts before them, by field: "mine", or "theirs" as `seen_revision` has it."""

    seen_revision: int
    decided: Mapping[str, str]

    @property
    def keeps_theirs(self) -> list[str]:
        return [name for name, whose in self.decided.items() if whose == "theirs"]


def save(
    article: Article,
    *,
    by: User | None,
    bylines: Sequence[Credit] | None = None,
    tags: Iterable[str] | None = None,
    related: Sequence[Article] | None = None,
    note: str = "",
    expected_revision: int | None = None,
    settled: Settled | None = None,
    is_auto: bool = False,
) -> Revision:
    """Makes what the instance says the newest text, and returns the revision; its `merged` names fields of others.

    `bylines`, `tags` and `related` replace what was there; None leaves them. `expected_revision` is the one that the
    text was written over; None is the newest. The article itself says it from then on only if readers cannot see it
    and it was saved on purpose. Raises PermissionDenied, Clash, or Refused if it would not fit into the article.
    """
    with transaction.atomic():
        before = locked(article) if article.pk else None
        if not (permissions.may_write(by, before) if before else allowed(by, "add")):
            raise PermissionDenied
        article.body = body.clean(article.body)
        verb = AUTOSAVE if is_auto else "save"
        if before is None:
            return _begin(article, by, snapshot(article, bylines or [], tags or [], related or []), note, verb)
        head = working_copies.head(before)
        mine = _content(article, head, {"bylines": bylines, "tags": tags, "related": related})
        merged = _merge(before, head, mine, expected_revision, settled)
        if is_auto and head.revision and not revisions.differing(head.content, merged.content):
            revision = head.revision
        else:
            revision = _keep(before, head, merged.content, by, note, verb, expected_revision)
        revision.merged = merged.theirs
        for name in [*CONTENT_FIELDS, *STATE, "word_count"]:
            setattr(article, name, getattr(before, name))
        return revision


def set_aside(clash: Clash, article: Article, *, by: User | None) -> Revision:
    """Keeps the text that collided, in the history, without making it the newest."""
    with transaction.atomic():
        before = _locked_as_seen(article, by)
        newest = article.revisions.filter(is_aside=True, created_by=by).first()
        if newest and not revisions.differing(newest.content, clash.mine):
            return newest  # sent twice
        since, base = clash.head.content, clash.head.number
        return record(before, "set_aside", by, "", content=clash.mine, base=base, since=since, is_aside=True)


def restore(article: Article, number: int, *, by: User | None, note: str = "", expected: int | None = None) -> Revision:
    """Makes an earlier text the newest again, dates aside; as with any that is saved, what is live stays what it is.

    Raises PermissionDenied, Stale if the newest is not the `expected` one, and Refused if there is no such revision.
    What it refers to may have been deleted since: `revisions.missing` names that, and it is left out.
    """
    with transaction.atomic():
        before = _locked_as_seen(article, by, expected)
        content = working_copies.at(before, number)
        if content is None:
            raise Refused(_("There is no revision %s of it.") % number)
        note = note or _("Revision %s again") % number
        head = working_copies.head(before)
        return _keep(before, head, revisions.restored(content, head.content), by, note, "restore", None)


def discard(article: Article, *, by: User | None, note: str = "", expected: int | None = None) -> Revision:
    """Makes what readers get the newest text again; what was not published stays in the history.

    Raises PermissionDenied, Stale if that is not the `expected` text, and Refused if there is nothing to discard.
    """
    with transaction.atomic():
        before = _locked_as_seen(article, by, expected)
        copy = before.working_copy
        if copy is None or before.status != Status.PUBLISHED:
            raise Refused(_("There is nothing to discard: readers have all of it."))
        if why := fitting.why_too_early(fitting.embargo(before), revisions.of_row(before)):
            raise Refused(why)
        point(before, None)
        return record(before, "discard", by, note, base=copy.number, since=copy.content)


def latest_revision(article: Article) -> int:
    """The number of the newest revision; 0 before the first save."""
    return article.revisions.aggregate(newest=Max("number"))["newest"] or 0


def locked(article: Article) -> Article:
    """Without a join: who waited would get the row as it is now, beside what was joined before. Others may pin it."""
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


def _locked_as_seen(article: Article, by: User | None, expected: int | None = None) -> Article:
    """Nobody decides on a text that they have not looked at; None is whatever there is."""
    found = locked(article)
    if not permissions.may_write(by, found):
        raise PermissionDenied
    if expected is not None and not working_copies.is_newest(found, expected):
        raise Stale(_("Someone saved another text meanwhile. Both are in the history: look again before you decide."))
    return found


def allowed(by: User | None, verb: str) -> bool:
    return by is None or by.has_perm(f"articles.{verb}_article")


def is_kept_apart(article: Article, by: User | None) -> bool:
    """Whether what someone saves waits beside what the article says: readers see that, or an editor has approved it."""
    return article.status in PUBLIC or (article.status == Status.READY and not allowed(by, "publish"))


def point(article: Article, revision: Revision | None) -> None:
    article.working_copy, article.worked_on_at = revision, timezone.now()
    article.save(update_fields=["working_copy", "worked_on_at"])


def write(article: Article, content: Content) -> None:
    """Makes the article, which is locked, say it. Raises Refused if it cannot, as when another one has that address."""
    before = Article.objects.select_related("category").get(pk=article.pk)
    if reason := fitting.why_not(article, content):
        raise Refused(reason)
    revisions.fill(article, content)
    article.word_count = body.count_words(article.body)
    article.worked_on_at = timezone.now()
    if not before.is_visible or set(revisions.differing(revisions.of_row(before), content)) - FOR_THE_DESK:
        article.modified_at = article.worked_on_at
    article.save(update_fields=[*WRITTEN_FIELDS, "word_count", "modified_at", "worked_on_at"])
    _remember_address(before, article)
    _connect(article, revisions.credited(content), content["tags"], revisions.related(content))


def record(
    article: Article,
    verb: str,
    by: User | None,
    note: str,
    *,
    content: Content | None = None,
    base: int | None = None,
    since: Content | None = None,
    is_aside: bool = False,
    details: dict[str, Any] | None = None,
) -> Revision:
    """Without a content it is that of the article itself, and `is_published` if that is for readers now."""
    said = revisions.of_row(article) if content is None else {**content, "status": str(article.status)}
    revision = Revision.objects.create(
        article=article,
        number=latest_revision(article) + 1,
        verb=verb,
        content=said,
        changed=revisions.differing(since, said) if since is not None else [],
        base=base,
        note=note[:500],
        is_published=content is None and article.status == Status.PUBLISHED,
        is_aside=is_aside,
        created_by=by,
    )
    if verb != AUTOSAVE:
        about = {"revision": revision.number, "status": article.status, **(details or {})}
        audit.record(f"{verb}_article", by=by, subject=article, **about)
    return revision


def _begin(article: Article, by: User | None, content: Content, note: str, verb: str) -> Revision:
    """What has neither a category nor an address yet is kept somewhere until it is given them."""
    if article.category_id is None:
        article.category = Category.objects.order_by("position", "pk").first() or _no_category()
    article.slug = article.slug or f"untitled-{uuid4().hex[:12]}"
    article.status, article.created_by = Status.DRAFT, by
    article.word_count, article.modified_at = body.count_words(article.body), timezone.now()
    article.worked_on_at = article.modified_at
    article.save(force_insert=True)
    _connect(article, revisions.credited(content), content["tags"], revisions.related(content))
    revision = record(article, verb, by, note, content=content, since={})
    if verb == AUTOSAVE or revisions.differing(content, revisions.of_row(article)):
        point(article, revision)
    return revision


def _no_category() -> Category:
    raise Refused(_("There is no category yet: make one first."))


def _content(article: Article, head: Head, rows: dict[str, Any]) -> Content:
    given = {name: value or [] for name, value in rows.items()}
    content = snapshot(article, given["bylines"], given["tags"], given["related"])
    return content | {name: head.content.get(name, []) for name, value in rows.items() if value is None}


def _merge(
    article: Article, head: Head, mine: Content, expected: int | None, settled: Settled | None
) -> working_copies.Merged:
    if expected is None or expected == head.number:
        return working_copies.Merged(mine, [], [])
    merged = working_copies.merge(working_copies.at(article, expected), mine, head.content)
    if settled and settled.seen_revision == head.number:
        merged = working_copies.settle(merged, head.content, settled.decided)
    if merged.clashes:
        message = _("Someone else changed the same meanwhile: %s. Both texts are kept; say which one it shall be.")
        named = ", ".join(revisions.label(name) for name in merged.clashes)
        raise Clash(message % named, merged.clashes, mine, head)
    return merged


def _keep(
    before: Article, head: Head, content: Content, by: User | None, note: str, verb: str, expected: int | None
) -> Revision:
    """What does not fit into the article yet (a text without a category) stays its working copy, too."""
    base = head.number if expected is None else expected
    if verb != AUTOSAVE and (why := fitting.why_too_early(fitting.embargo(before), content)):
        raise Refused(why)
    # An old text may not fit into the article any more; nothing of it is lost, and the form says what is to be mended.
    is_apart = is_kept_apart(before, by) or (verb == "restore" and bool(fitting.why_not(before, content)))
    if verb != AUTOSAVE and not is_apart:
        write(before, content)
    revision = record(before, verb, by, note, content=content, base=base, since=head.content)
    is_said = (verb != AUTOSAVE or is_apart) and not revisions.differing(content, revisions.of_row(before))
    point(before, None if is_said else revision)
    return revision


def _connect(article: Article, bylines: Sequence[Credit], tags: Iterable[str], related: Sequence[Article]) -> None:
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author=credit.author, role=credit.role, position=position)
        for position, credit in enumerate(bylines)
    )
    article.tags.set(tags)
    wanted = body.references(article.body)
    article.body_pictures.set(Picture.objects.filter(pk__in=wanted.pictures))
    article.body_files.set(MediaFile.objects.filter(pk__in=wanted.files))
    article.related_pins.all().delete()
    RelatedPin.objects.bulk_create(
        RelatedPin(article=article, related=each, position=position) for position, each in enumerate(related)
    )


def _remember_address(before: Article, after: Article) -> None:
    """An address that readers may know keeps working; one that never was public is simply gone."""
    moved = (before.slug, before.category_id) != (after.slug, after.category_id)
    if moved and (before.published_at or before.status == Status.PUBLISHED):
        addresses.lead_on(addresses.path_of(before), after)
