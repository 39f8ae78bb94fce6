"""What people at the desk say about a draft: as a whole, about words in it, and in answer. Never shown to readers."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import anchors, permissions, working_copies
from articles.anchors import FIELDS as FIELDS
from articles.anchors import Place
from articles.models import Article, Remark
from articles.revisions import Content
from articles.writing import Refused

LONGEST, LONGEST_QUOTE = 2000, 500  # characters


class Thread(NamedTuple):
    """`is_lost`: the words it is about are in the text no more."""

    remark: Remark
    answers: list[Remark]
    is_lost: bool


def may_remark(user: User | None, article: Article) -> bool:
    return permissions.may_work_on(user, article)


def say(
    article: Article,
    text: str,
    *,
    by: User | None,
    quote: str = "",
    field: str = "",
    around: tuple[str, str] = ("", ""),
    parent: Remark | None = None,
) -> Remark:
    """About the words of `quote` in one of FIELDS, or about all of it. Sent twice, it is there once.

    `around` is what stands before and after the words, where the text has them more than once.

    Raises PermissionDenied, and Refused for words that the text does not have.
    """
    if not may_remark(by, article):
        raise PermissionDenied
    text, quote = _plain(text), anchors.plain(quote)
    if not text:
        raise Refused(_("Write your remark."))
    if len(text) > LONGEST or len(quote) > LONGEST_QUOTE:
        raise Refused(_("Say it in fewer words: at most %(most)d characters.") % {"most": LONGEST})
    if parent:
        parent, quote, field = parent.parent or parent, "", ""
    head = working_copies.head(article)
    place = _place(head.content, quote, field, around)
    with transaction.atomic():
        said = {"article": article, "text": text, "quote": quote, "parent": parent, "created_by": by}
        given = {**said, **place._asdict()}
        if already := Remark.objects.filter(**given, settled_at=None).first():
            return already
        remark = Remark.objects.create(**given, revision_number=max(head.number, 1))
        _record("remark" if parent is None else "answer_remark", remark, by)
    return remark


def settle(remark: Remark, *, by: User | None) -> None:
    """It is dealt with. Its answers go with it."""
    _turn(remark, by, is_settled=True)


def reopen(remark: Remark, *, by: User | None) -> None:
    _turn(remark, by, is_settled=False)


def threads(article: Article, content: Content) -> list[Thread]:
    """Open ones first, each with its answers, found again in what the text says now."""
    found = list(article.remarks.select_related("created_by", "settled_by", "link").order_by("created_at", "pk"))
    answers: dict[int | None, list[Remark]] = {}
    for remark in found:
        answers.setdefault(remark.parent_id, []).append(remark)
    texts = anchors.texts(content) if found else {}
    shown = [Thread(each, answers.get(each.pk, []), anchors.is_lost(texts, each)) for each in answers.get(None, [])]
    return sorted(shown, key=lambda thread: thread.remark.settled_at is not None)


def open_ones(article: Article) -> QuerySet[Remark]:
    return article.remarks.filter(parent=None, settled_at=None)


def _place(content: Content, quote: str, field: str, around: tuple[str, str]) -> Place:
    """Raises Refused."""
    field = field if field in FIELDS else ""
    if not quote:
        return anchors.NOWHERE._replace(field=field)
    sought = Place(field, None, *anchors.around(*around))
    if place := anchors.found(anchors.texts(content), quote, sought):
        return place
    raise Refused(_("These words are not in the text: quote them as they stand there, from one paragraph."))


def _turn(remark: Remark, by: User | None, *, is_settled: bool) -> None:
    if not may_remark(by, remark.article):
        raise PermissionDenied
    with transaction.atomic():
        found = Remark.objects.filter(pk=remark.pk, parent=None, settled_at__isnull=is_settled)
        now = timezone.now() if is_settled else None
        if found.update(settled_at=now, settled_by=by if is_settled else None):
            _record("settle_remark" if is_settled else "reopen_remark", remark, by)


def _record(verb: str, remark: Remark, by: User | None) -> None:
    audit.record(verb, by=by, subject=remark.article, remark=remark.pk)


def _plain(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()
