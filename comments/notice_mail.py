"""What a mail about replies and mentions says."""

import unicodedata
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from articles import body
from articles.models import Article
from articles.site_url import absolute
from comments import reaching, unsubscribing
from comments.models import Comment, Notice
from comments.unsubscribing import Order

MOST, MOST_IN_DIGEST = 10, 30  # comments that are quoted
LONGEST, LONGEST_HEADLINE = 400, 90  # characters
JOINING = {"\u200c", "\u200d"}  # they shape words of some scripts, and pictures made of several
UNSEEN = {"Cf", "Cs", "Co", "Cn"}
ISOLATED = "\u2068{}\u2069"  # a name from right to left moves nothing that stands beside it


class Said(NamedTuple):
    kind: str
    name: str
    text: str
    address: str


class Thread(NamedTuple):
    headline: str
    said: list[Said]
    mute: str


def context(found: list[Notice], user: User, *, is_digest: bool) -> dict[str, Any]:
    shown = found[: MOST_IN_DIGEST if is_digest else MOST]
    comments = reaching.comments_of(shown)
    threads = list(_threads(shown, comments, user))
    return {
        "threads": threads,
        "news": _news(found),
        "more": len(found) - len(shown),
        "is_digest": is_digest,
        "kind": found[0].kind if len(found) == 1 else "",
        "name": plain(comments[found[0].comment_id].author_name, LONGEST_HEADLINE),
        "headline": threads[0].headline,
        "in_threads": len({each.thread_id for each in found}),
        "stop": Order(user.pk, _scope(found, is_digest=is_digest)).address,
        "choices": absolute(reverse("comments:mail")),
        "all": absolute(reverse("comments:notices")),
    }


def seal(context: dict[str, Any]) -> str:
    """Of what it quotes, and of whose names and headlines it says; another one once any of that was changed."""
    return sha256(repr((context["name"], context["threads"])).encode()).hexdigest()


def _news(found: Collection[Notice]) -> str:
    replies = sum(each.kind == Notice.Kind.REPLY for each in found)
    mentions = len(found) - replies
    answered = ngettext("%(count)s new reply", "%(count)s new replies", replies) % {"count": replies}
    mentioned = ngettext("%(count)s new mention", "%(count)s new mentions", mentions) % {"count": mentions}
    if replies and mentions:
        return _("%(replies)s and %(mentions)s") % {"replies": answered, "mentions": mentioned}
    return answered if replies else mentioned


def plain(text: str, most: int) -> str:
    """One line, without what cannot be seen or turns the writing direction; cut to so many characters."""
    seen = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in text[: most * 4])
    kept = (sign for sign in seen if sign in JOINING or unicodedata.category(sign) not in UNSEEN)
    return Truncator(" ".join("".join(kept).split())).chars(most)


def _threads(found: Collection[Notice], comments: dict[int, Comment], user: User) -> Iterator[Thread]:
    """By article, and in each thread in the order in which it is read."""
    articles = Article.objects.for_links().in_bulk({comments[each.comment_id].article_id for each in found})
    sorted_found = sorted(found, key=lambda each: _place(comments[each.comment_id]))
    for number in dict.fromkeys(each.thread_id for each in sorted_found):
        inside = [each for each in sorted_found if each.thread_id == number]
        headline = plain(articles[comments[inside[0].comment_id].article_id].headline, LONGEST_HEADLINE)
        said = [_said(each, comments[each.comment_id]) for each in inside]
        yield Thread(headline, said, Order(user.pk, unsubscribing.THREAD, number).address)


def _place(comment: Comment) -> tuple[int, str]:
    return comment.article_id, comment.path


def _said(notice: Notice, comment: Comment) -> Said:
    name = ISOLATED.format(plain(comment.author_name, LONGEST_HEADLINE))
    text = plain(body.plain_text(comment.body), LONGEST)
    return Said(notice.kind, name, text, absolute(reverse("comment", args=[comment.pk])))


def _scope(found: Collection[Notice], *, is_digest: bool) -> str:
    if is_digest:
        return unsubscribing.DIGEST
    kinds = {each.kind for each in found}
    if len(kinds) > 1:
        return unsubscribing.BOTH
    return unsubscribing.REPLIES if Notice.Kind.REPLY in kinds else unsubscribing.MENTIONS
