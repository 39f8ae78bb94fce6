"""Carrying the comments under posts: whole threads, level by level."""

import ipaddress
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from articles import body, rows
from articles.depths import without_depths
from comments.models import Comment
from comments.models.comment import MAX_DEPTH, SAVED, path_step
from newsroom.wordpress.blocks import without_comments
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.dates import when
from newsroom.wordpress.items import Item, digest
from newsroom.wordpress.ledger import Known
from newsroom.wordpress.names import plain
from newsroom.wordpress.paragraphs import with_paragraphs
from newsroom.wordpress.report import CARRIED, KEPT, UNCHANGED, UPDATED
from newsroom.wordpress.wxr import Fields

STATUSES = {
    "1": Comment.Status.APPROVED,
    "approve": Comment.Status.APPROVED,
    "approved": Comment.Status.APPROVED,
    "spam": Comment.Status.SPAM,
    "trash": Comment.Status.REJECTED,
    "post-trashed": Comment.Status.REJECTED,
}
KINDS = {
    "": Comment.Kind.COMMENT,
    "comment": Comment.Kind.COMMENT,
    "review": Comment.Kind.COMMENT,
    "pingback": Comment.Kind.PINGBACK,
    "trackback": Comment.Kind.PINGBACK,
}
ATTRIBUTES = [field.attname for field in Comment._meta.concrete_fields if field.name in SAVED]


@dataclass
class _Coming:
    old_id: str
    parent_id: str  # on the old site; empty for the beginning of a thread
    comment: Comment
    read: str


class Threads:
    def __init__(self, carrying: Carrying) -> None:
        self._carrying, self._report, self._ledger = carrying, carrying.report, carrying.ledger

    def carry(self, posts: list[tuple[Item, int]]) -> None:
        """The comments of posts, each given with the article it became."""
        known = self._ledger.known("comment", [_id(each) for item, _pk in posts for each in item.comments])
        self._again([each for item, _pk in posts for each in item.comments if _id(each) in known], known)
        coming: dict[str, _Coming] = {}
        for item, article_id in posts:
            own = {_id(each) for each in item.comments}
            for fields in item.comments:
                if _id(fields) not in known and self._has_kind(fields, item):
                    coming[_id(fields)] = self._coming(item, article_id, fields, own)
        self._write(coming, known)

    def _has_kind(self, fields: Fields, item: Item) -> bool:
        kind = fields.get("wp:comment_type", "").strip()
        if kind in KINDS:
            return True
        # Notes that editors of WordPress leave for each other are comments too, and not for readers.
        self._report.skip("comment", _("It is not a reader's comment but a “%s”") % kind[:40], _label(fields, item))
        return False

    def _coming(self, item: Item, article_id: int, fields: Fields, own: set[str]) -> _Coming:
        parent = fields.get("wp:comment_parent", "").strip()
        parent = "" if parent == "0" else parent
        if parent and parent not in own:
            self._report.remark(
                _("A reply to a comment that is not in the export now begins a thread"), _label(fields, item)
            )
            parent = ""
        date = when(self._carrying.unpacked, fields.get("wp:comment_date_gmt", ""), fields.get("wp:comment_date", ""))
        at = date.at
        if at is None:
            at = when(self._carrying.unpacked, item.get("wp:post_date_gmt"), item.get("wp:post_date")).at
            at = at or self._carrying.now
            self._report.remark(_("A comment without a date got that of its post"), _label(fields, item))
        comment = self._filled(Comment(article_id=article_id, created_at=at), fields, item)
        return _Coming(_id(fields), parent, comment, digest(fields))

    def _filled(self, comment: Comment, fields: Fields, item: Item | None) -> Comment:
        text = _text(fields.get("wp:comment_content", ""))
        email, url = fields.get("wp:comment_author_email", "").strip(), fields.get("wp:comment_author_url", "").strip()
        comment.kind = KINDS[fields.get("wp:comment_type", "").strip()]
        comment.guest_name = plain(fields.get("wp:comment_author", ""), 250)
        comment.guest_email = email if len(email) <= 254 and "@" in email else ""
        comment.guest_url = url if len(url) <= 500 and url.startswith(("http://", "https://")) else ""
        comment.ip_address = _ip(fields.get("wp:comment_author_IP", ""))
        comment.body = text
        comment.status = STATUSES.get(fields.get("wp:comment_approved", "").strip(), Comment.Status.PENDING)
        if not text and item:
            self._report.remark(_("A comment without any text"), _label(fields, item))
        return comment

    # Writing

    def _write(self, coming: dict[str, _Coming], known: dict[str, Known]) -> None:
        """Parents first, one level of all threads at a time, so that each level is one statement."""
        if not coming:
            return
        parents = self._parents_here(coming, known)
        replies: dict[str, list[_Coming]] = defaultdict(list)
        level = []
        for one in coming.values():
            if not one.parent_id or (one.parent_id not in coming and one.parent_id not in parents):
                level.append(one)
            elif one.parent_id in parents:
                self._hang(one.comment, parents[one.parent_id])
                level.append(one)
            else:
                replies[one.parent_id].append(one)
        used = _Paths([one.comment.article_id for one in coming.values()] if known or parents else [])
        waiting = dict(coming)
        while waiting:
            if not level:
                level = [self._cut_ring(waiting)]
            self._write_level(level, used)
            for one in level:
                del waiting[one.old_id]
            level = [
                self._reply(one, answered.comment) for answered in level for one in replies.pop(answered.old_id, [])
            ]
            level = [one for one in level if one.old_id in waiting]

    def _reply(self, one: _Coming, to: Comment) -> _Coming:
        self._hang(one.comment, to)
        return one

    def _cut_ring(self, waiting: dict[str, _Coming]) -> _Coming:
        one = min(waiting.values(), key=lambda each: int(each.old_id))
        self._report.remark(
            _("Comments that answer each other in a ring: the first now begins a thread"),
            f"{_('comment')} {one.old_id}",
        )
        return one

    def _hang(self, comment: Comment, parent: Comment) -> None:
        if parent.depth >= MAX_DEPTH and parent.parent:
            self._report.remark(_("Answers nested deeper than %d now stand side by side") % MAX_DEPTH)
            parent = parent.parent
        comment.parent, comment.depth = parent, parent.depth + 1

    def _write_level(self, level: list[_Coming], used: "_Paths") -> None:
        for one in level:
            comment = one.comment
            stem = comment.parent.path if comment.parent else ""
            comment.path = used.free(comment.article_id, stem, comment.created_at, int(one.old_id))
        written = [[getattr(one.comment, name) for name in ATTRIBUTES] for one in level]
        for one, pk in zip(level, rows.insert(Comment, SAVED, written, returns="id"), strict=True):
            one.comment.pk = pk
        self._report.count("comment", CARRIED, len(level))
        for one in level:
            self._ledger.write("comment", one.old_id, one.comment.pk, one.read, _written(one.comment))

    def _parents_here(self, coming: dict[str, _Coming], known: dict[str, Known]) -> dict[str, Comment]:
        """Comments of earlier runs that new ones answer."""
        wanted = {one.parent_id: known[one.parent_id].new_id for one in coming.values() if one.parent_id in known}
        here = Comment.objects.select_related("parent").in_bulk([pk for pk in wanted.values() if pk]) if wanted else {}
        return {old_id: here[pk] for old_id, pk in wanted.items() if pk in here}

    def _again(self, seen: list[Fields], known: dict[str, Known]) -> None:
        changed = [fields for fields in seen if known[_id(fields)].read != digest(fields)]
        self._report.count("comment", UNCHANGED, len(seen) - len(changed))
        here = Comment.objects.in_bulk([known[_id(fields)].new_id for fields in changed]) if changed else {}
        for fields in changed:
            entry = known[_id(fields)]
            comment = here.get(entry.new_id)
            if (
                not comment
                or _written(comment) != entry.written
                or fields.get("wp:comment_type", "").strip() not in KINDS
            ):
                self._report.count("comment", KEPT)
                self._report.remark(
                    _("Changed in the export, but edited here since: left as it is here"),
                    f"{_('comment')} {_id(fields)}",
                )
                continue
            self._filled(comment, fields, None).save()
            self._report.count("comment", UPDATED)
            self._ledger.write("comment", _id(fields), comment.pk, digest(fields), _written(comment), known=entry)


class _Paths:
    """Paths in use: two comments of the same second whose numbers end alike must not collide."""

    def __init__(self, article_ids: list[int]) -> None:
        known = Comment.objects.filter(article__in=set(article_ids)) if article_ids else Comment.objects.none()
        self._used = set(known.values_list("article_id", "path"))

    def free(self, article_id: int, stem: str, at: datetime, number: int) -> str:
        while (article_id, path := stem + path_step(at, number)) in self._used:
            number += 1
        self._used.add((article_id, path))
        return path


def _id(fields: Fields) -> str:
    return fields["wp:comment_id"].strip()


def _label(fields: Fields, item: Item) -> str:
    return f"{_('comment')} {_id(fields)}, {item.label}"


def _text(content: str) -> str:
    if "<!--" in content:
        content = without_comments(content, lambda _old_id: "").text
    if "<" not in content and "&" not in content and "\n" not in content:
        return f"<p>{content.strip()}</p>" if content.strip() else ""
    return body.clean_remark(with_paragraphs(without_depths(content)))


@lru_cache(4096)
def _ip(given: str) -> str | None:
    try:
        return str(ipaddress.ip_address(given.strip()))
    except ValueError:
        return None


def _written(comment: Comment) -> str:
    return digest(comment.body, comment.status, comment.guest_name, comment.guest_url)
