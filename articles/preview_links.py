"""Showing one revision to somebody outside, by a link that ends: they read, say something about it, approve it.

Whoever has the link is whom it was made for; only its hash is stored. It shows the same revision as long as it lives,
and is dead for good once readers got a text of the article, or had one taken from them, since it was made.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import body, permissions, shown, working_copies
from articles.models import Article, Author, MediaFile, Picture, PreviewLink, Remark, Revision
from articles.publishing import Refused

LIFE, LONGEST_LIFE = 7, 60  # days
FORGOTTEN_AFTER = timedelta(days=90)
LONGEST, LONGEST_QUOTE = 2000, 500  # characters
MOST_REMARKS = 200  # by one link
SEEN_AGAIN_AFTER = timedelta(minutes=1)
SALT = "articles.preview_links"
Status = Article.Status


class Made(NamedTuple):
    """The token is shown once, to whoever made the link; `seed` can wait for that where copies are made of things."""

    link: PreviewLink
    token: str
    seed: str


def create(article: Article, *, name: str, days: int = LIFE, number: int | None = None, by: User | None) -> Made:
    """Of the revision of that number, else of the newest text. Raises PermissionDenied and Refused."""
    name = " ".join(name.replace("\0", "").split())
    if not permissions.may_write(by, article):
        raise PermissionDenied
    if not name or not 1 <= days <= LONGEST_LIFE:
        raise Refused(_("Say for whom, and for at most %s days.") % LONGEST_LIFE)
    seed, now = secrets.token_urlsafe(32), timezone.now()
    token = token_of(seed)
    with transaction.atomic():
        link = PreviewLink.objects.create(
            article=article,
            revision=_revision(article, number),
            token_hash=_hash(token),
            name=name[:100],
            created_at=now,
            created_by=by,
            expires_at=now + timedelta(days=days),
        )
        _record("make_preview_link", link, by)
    return Made(link, token, seed)


def token_of(seed: str) -> str:
    """Whoever has the seed has no token with it: that takes SECRET_KEY as well."""
    return urlsafe_b64encode(salted_hmac(SALT, seed, algorithm="sha256").digest()).decode().rstrip("=")


def find(token: str) -> PreviewLink | None:
    """None for one that never was, and for one that shows nothing any more."""
    found = (
        PreviewLink.objects.select_related("article", "revision", "created_by").filter(token_hash=_hash(token)).first()
    )
    return found if found and is_open(found) else None


def is_open(link: PreviewLink) -> bool:
    """Nobody's link outlives their own right to the text: whoever made it may still work on the article."""
    if link.revoked_at or link.expires_at <= timezone.now() or link.created_by is None:
        return False
    return permissions.may_write(link.created_by, link.article) and not _is_overtaken(link)


def open_once(link: PreviewLink) -> None:
    """Notes that it was opened, now and then: programs that look into mails do nothing else by opening it."""
    now = timezone.now()
    if link.opened_at is None or link.opened_at < now - SEEN_AGAIN_AFTER:
        PreviewLink.objects.filter(pk=link.pk).update(opened_at=now)


def revoke(link: PreviewLink, *, by: User | None) -> None:
    if not permissions.may_write(by, link.article):
        raise PermissionDenied
    with transaction.atomic():
        if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
            _record("revoke_preview_link", link, by)


def remark(link: PreviewLink, text: str, quote: str = "") -> Remark:
    """Plain words about the revision that the link shows. Sent twice, it is there once. Raises Refused."""
    text, quote = text.replace("\0", "").replace("\r\n", "\n").strip(), " ".join(quote.replace("\0", "").split())
    if not text:
        raise Refused(_("Write your remark."))
    if len(text) > LONGEST or len(quote) > LONGEST_QUOTE:
        raise Refused(_("Say it in fewer words: at most %(most)d characters.") % {"most": LONGEST})
    with transaction.atomic():
        current = _locked(link)
        given = {"article_id": current.article_id, "text": text, "quote": quote}
        if already := current.remarks.filter(**given).first():
            return already
        if current.remarks.count() >= MOST_REMARKS:
            raise Refused(_("That is a lot of remarks. Please write to the desk."))
        said = Remark.objects.create(**given, link=current, revision_number=current.revision.number)
        _record("remark_by_preview_link", current, None, remark=said.pk)
    return said


def approve(link: PreviewLink) -> None:
    """Of the revision that the link shows; once. Raises Refused if it was revoked in this moment."""
    with transaction.atomic():
        current = _locked(link)
        if current.approved_at is None:
            current.approved_at = timezone.now()
            current.save(update_fields=["approved_at"])
            _record("approve_by_preview_link", current, None)


def approvals(article: Article, numbers: Iterable[int] | None = None) -> dict[int, list[PreviewLink]]:
    """Who approved which revision, by its number."""
    found = article.preview_links.exclude(approved_at=None).select_related("revision").defer("revision__content")
    by_number: dict[int, list[PreviewLink]] = {}
    for link in found if numbers is None else found.filter(revision__number__in=numbers):
        by_number.setdefault(link.revision.number, []).append(link)
    return by_number


def forget_old() -> int:
    """Empties the name of whoever a link was for, once it is long over. What they said stays, from outside."""
    old = PreviewLink.objects.filter(expires_at__lt=timezone.now() - FORGOTTEN_AFTER).exclude(name="")
    return old.update(name="")


# What the page behind a link may show though readers cannot see it yet


def pictures_of(link: PreviewLink) -> Any:
    content = link.revision.content
    wanted = body.references(content["body"]).pictures | {content["lead_picture_id"], content["social_picture_id"]}
    named = Author.objects.filter(pk__in=[row["author"] for row in content.get("bylines", [])])
    return Picture.objects.filter(Q(pk__in=wanted - {None}) | Q(pk__in=named.values("picture")))


def files_of(link: PreviewLink) -> Any:
    content = link.revision.content
    wanted = body.references(content["body"]).files | {content["video_file_id"]}
    return MediaFile.objects.filter(pk__in=wanted - {None})


def _revision(article: Article, number: int | None) -> Revision:
    newest = working_copies.head(article).revision
    found = newest if number is None else article.revisions.filter(number=number).first()
    if found is None:
        raise Refused(_("There is nothing to show yet: save it first."))
    return found


def _locked(link: PreviewLink) -> PreviewLink:
    found = PreviewLink.objects.select_for_update(of=("self",)).select_related("article", "revision", "created_by")
    current = found.filter(pk=link.pk).first()
    if current is None or not is_open(current):
        raise Refused(_("This link shows nothing any more."))
    return current


def _is_overtaken(link: PreviewLink) -> bool:
    """Whether at any moment since it was made readers got a text of the article, or it was taken down."""
    article, since = link.article, link.created_at
    if article.status == Status.TAKEN_DOWN:
        return True
    return any(
        (each.status == Status.TAKEN_DOWN and each.moment >= since) or _begins_in(each, since, until)
        for each, until in shown.periods(article, since)
    )


def _begins_in(each: shown.Period, since: datetime, until: datetime) -> bool:
    """Whether the clock showed it to readers, newly, before the next turn. What was live all along does not count."""
    return each.begins is not None and since <= each.begins <= until


def _record(verb: str, link: PreviewLink, by: User | None, **more: Any) -> None:
    audit.record(verb, by=by, subject=link.article, link=link.pk, revision=link.revision.number, **more)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
