"""Pages of a discussion for programs: what docs/discussion-api.md promises, and never more than the page shows."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from articles.feeds.entries import with_whole_addresses
from articles.models import Article
from articles.site_url import absolute
from comments.models import Comment
from comments.threads import Branch, Shown, Thread

Written = dict[str, Any]
STATES = {Comment.Status.WITHDRAWN.value: "removed by its author", Comment.Status.PENDING.value: "looked at"}
REMOVED = "removed by a moderator"


def page(article: Article, thread: Thread) -> Written:
    address = reverse("discussion_json", args=[article.pk])
    further = f"{address}?{urlencode({'sort': thread.sort.name, 'after': thread.next})}"
    return {
        "article": absolute(article.get_absolute_url()),
        "page": absolute(reverse("discussion", args=[article.pk])),
        "count": thread.count,
        "version": thread.version,
        "sort": thread.sort.name,
        "comments": [_shown(each) for each in thread.threads],
        "next": absolute(further) if thread.next else None,
    }


def branch(article: Article, found: Branch) -> Written:
    address = reverse("comment_json", args=[found.shown.comment.pk])
    return {
        "article": absolute(article.get_absolute_url()),
        "page": absolute(reverse("comment", args=[found.shown.comment.pk])),
        "above": [_comment(each) for each in found.above],
        "comment": _shown(found.shown),
        "next": absolute(f"{address}?after={found.next}") if found.next else None,
    }


def _shown(shown: Shown) -> Written:
    number = shown.comment.pk
    more = {"count": shown.more, "address": absolute(reverse("comment_json", args=[number]))} if shown.more else None
    return {**_comment(shown.comment), "replies": [_shown(each) for each in shown.replies], "more": more}


def _comment(comment: Comment) -> Written:
    """Of what is no longer shown, its place alone."""
    place = {"number": comment.pk, "in_reply_to": comment.parent_id}
    if not comment.is_visible:
        return {**place, "state": STATES.get(comment.status, REMOVED)}
    address = absolute(reverse("comment", args=[comment.pk]))
    return {
        **place,
        "state": "shown",
        "address": address,
        "author": comment.author_name,
        "written_at": comment.created_at,
        "edited_at": comment.edited_at,
        "html": with_whole_addresses(Shown(comment).text, address),
        "recommendations": comment.recommendations,
        "is_chosen": comment.featured_at is not None,
        "why_chosen": comment.featured_note if comment.featured_at else "",
    }
