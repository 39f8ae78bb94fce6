"""The report of an error that waits for its reader to sign in: kept in their session, for this browser alone."""

from typing import NamedTuple

from django.http import HttpRequest

from comments.article_errors import LONGEST, LONGEST_QUOTE

KEY = "error_drafts"
MOST = 5  # articles; the oldest draft makes room


class Draft(NamedTuple):
    revision: int = 0
    paragraph: int | None = None
    quote: str = ""
    text: str = ""


def keep(request: HttpRequest, article_id: int, draft: Draft) -> None:
    drafts = dict(request.session.get(KEY, {}))
    drafts.pop(str(article_id), None)
    drafts[str(article_id)] = draft._replace(quote=draft.quote[: 2 * LONGEST_QUOTE], text=draft.text[: 2 * LONGEST])
    request.session[KEY] = dict(list(drafts.items())[-MOST:])


def of(request: HttpRequest, article_id: int) -> Draft:
    return Draft(*request.session.get(KEY, {}).get(str(article_id), ()))


def drop(request: HttpRequest, article_id: int) -> None:
    drafts = dict(request.session.get(KEY, {}))
    if drafts.pop(str(article_id), None) is not None:
        request.session[KEY] = drafts
