"""What someone was writing when the site asked them to sign in first: kept in their session, for this browser alone."""

from typing import NamedTuple

from django.http import HttpRequest

from comments.posting import LONGEST

KEY = "comment_drafts"
MOST = 10  # articles; the oldest draft makes room
KEPT = 2 * LONGEST  # characters: what is too long is kept as well, to be cut by its author


class Draft(NamedTuple):
    text: str = ""
    reply_to: int | None = None


def keep(request: HttpRequest, article_id: int, draft: Draft) -> None:
    drafts = dict(request.session.get(KEY, {}))
    drafts.pop(str(article_id), None)
    drafts[str(article_id)] = [draft.text[:KEPT], draft.reply_to]
    request.session[KEY] = dict(list(drafts.items())[-MOST:])


def of(request: HttpRequest, article_id: int) -> Draft:
    return Draft(*request.session.get(KEY, {}).get(str(article_id), ()))


def drop(request: HttpRequest, article_id: int) -> None:
    drafts = dict(request.session.get(KEY, {}))
    if drafts.pop(str(article_id), None) is not None:
        request.session[KEY] = drafts
