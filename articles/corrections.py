"""Saying that an article was wrong: a dated note that stays, and is withdrawn only with a reason.

The verbs are part of `publishing`: each locks the article, writes a Revision and into the audit log.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import permissions, publishing
from articles.models import Article, Correction
from articles.models.correction import CorrectionQuerySet
from articles.not_in_xml import clean
from articles.pagination import Cursor
from articles.writing import Refused, Stale, allowed, locked, record

LONGEST, LONGEST_PLACE, LONGEST_REASON = 5000, 200, 1000
PAGE_SIZE = 20


def correct(
    article: Article, *, by: User | None, kind: str, place: str = "", text: str, updates_from: int | None = None
) -> Correction:
    """Tells readers what was wrong, from now on and for good.

    With `updates_from`, the number of the unpublished changes that somebody looked at, these go live with it. Raises
    PermissionDenied, Stale if there are others by now, and Refused for what is not live or says nothing.
    """
    place, text = " ".join(clean(place).split()), _plain(text)
    _check(kind, place, text)
    with audit.at_the_end():
        current = locked(article)
        _check_may(by, current)
        if not current.is_visible:
            raise Refused(_("Readers cannot see it now. What was never wrong before them is simply changed."))
        if current.corrections.filter(type=kind, place=place, text=text, withdrawn_at=None).exists():
            raise Refused(_("Readers are told so already."))
        if updates_from is not None:
            if not current.working_copy_id:
                raise Stale(_("There is nothing to update: it says already what was saved last."))
            publishing.update(current, by=by, expected_revision=updates_from)
            current = locked(article)
        correction = Correction.objects.create(article=current, type=kind, place=place, text=text, created_by=by)
        _note(current, "correct", by, correction, text)
    return correction


def withdraw_correction(correction: Correction, *, by: User | None, reason: str) -> Correction:
    """It stays where it is, marked as withdrawn, with the reason. Raises PermissionDenied and Refused."""
    reason = _plain(reason)
    if not reason:
        raise Refused(_("Say why: readers see it beside the correction."))
    if len(reason) > LONGEST_REASON:
        raise Refused(_("At most %s characters.") % LONGEST_REASON)
    with transaction.atomic():
        current = locked(correction.article)
        _check_may(by, current)
        found = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
        if found.withdrawn_at:
            raise Refused(_("It is withdrawn already."))
        found.withdrawn_at, found.withdrawn_by, found.withdrawal_reason = timezone.now(), by, reason
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
        _note(current, "withdraw_correction", by, found, reason)
    return found


def tell(*articles: Article) -> None:
    """Gives articles their corrections, in one query; none is asked for those known to have none."""
    wanted = {article.pk for article in articles if getattr(article, "has_corrections", True)}
    if not wanted:
        return
    found = defaultdict(list)
    for correction in Correction.objects.filter(article__in=wanted).newest_first():
        found[correction.article_id].append(correction)
    for article in articles:
        article.told_corrections = found[article.pk]
        for correction in article.told_corrections:
            correction.article = article


@dataclass(frozen=True)
class CorrectionPage:
    corrections: list[Correction]
    before: Cursor | None
    older: Cursor | None


def page(before: str = "", size: int = PAGE_SIZE) -> CorrectionPage:
    """Those of all articles that readers may see, newest first, after the cursor `before`. Raises BadCursor."""
    cursor, found = Cursor.parse(before), visible()
    if cursor:
        found = found.filter(
            Q(created_at__lt=cursor.published_at) | Q(pk__lt=cursor.pk), created_at__lte=cursor.published_at
        )
    rows = list(found[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return CorrectionPage(rows[:size], cursor, Cursor(last.created_at, last.pk) if last else None)


def visible() -> CorrectionQuerySet:
    return (
        Correction.objects.visible()
        .select_related("article__category")
        .defer("article__body", "article__notes")
        .newest_first()
    )


def _check_may(by: User | None, article: Article) -> None:
    if not (allowed(by, "publish") and permissions.may_work_on(by, article)):
        raise PermissionDenied


def _check(kind: str, place: str, text: str) -> None:
    if kind not in Correction.Type.values:
        raise Refused(_("Say what it is: a correction, a clarification, an editor’s note or a retraction."))
    if not text:
        raise Refused(_("Say what was wrong, and what is right."))
    if len(text) > LONGEST or len(place) > LONGEST_PLACE:
        raise Refused(
            _("At most %(text)s characters, and %(place)s for where it stands.")
            % {"text": LONGEST, "place": LONGEST_PLACE}
        )


def _plain(text: str) -> str:
    return clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _note(article: Article, verb: str, by: User | None, correction: Correction, words: str) -> None:
    """In the history and the audit log. What the page says has changed, so feeds and sitemaps give it a new date."""
    article.modified_at = article.worked_on_at = timezone.now()
    article.save(update_fields=["modified_at", "worked_on_at"])
    record(article, verb, by, f"{correction.get_type_display()}: {words}")
