"""@Name in a comment: a link to what that person said last in the same discussion, and nothing anywhere else.

Names are no handles: two people may have the same one, and who is nowhere in the discussion cannot be called into it.
"""

import re
from collections.abc import Collection, Iterator
from html import escape, unescape
from itertools import islice

from django.db.models import Max
from django.urls import reverse

from accounts.models import User, name_key
from articles import body
from comments.models import Comment

MOST = 5  # mentions in a comment
TRIED = 10  # signs that are looked at
LONGEST = 80  # characters of a name
AT = re.compile(r"(?<![\w@./])@(?=\w)")
PARTS = re.compile(r"(<[^>]*>)")
# Nobody is called by a link, by code, or by words of somebody else.
NOT_IN = re.compile(r"<(/?)(?:a|code|pre|blockquote)[ >]")
MADE = re.compile(r'<bdi><a href="[^"]*/discussion/comment/(\d+)/"')


def linked(html: str, article_id: int, *, by: User) -> str:
    """Sanitised HTML with its mentions. The longest name that fits is meant."""
    if "@" not in html:
        return html
    texts = _texts(html)
    signs = list(islice(_signs(texts), TRIED))
    names = {name_key.of(name) for number, sign in signs for name in _prefixes(texts[number], sign)}
    said = _last_comments(names - {""}, article_id, by)
    meant = [(number, sign, name) for number, sign in signs if (name := _meant(texts[number], sign, said))]
    if not meant:
        return html
    parts = PARTS.split(html)
    for number, sign, name in reversed(meant[:MOST]):
        text, end = unescape(parts[number]), sign + 1 + len(name)
        address = reverse("comment", args=[said[name_key.of(name)]])
        link = f'<bdi><a href="{address}">@{escape(name, quote=False)}</a></bdi>'
        # What stands behind it has its links already.
        parts[number] = escape(text[:sign], quote=False)
        parts[number + 1 : number + 1] = [link, escape(text[end:], quote=False)]
    return body.clean_remark("".join(parts))


def mentioned(comment: Comment) -> set[int]:
    """The numbers of the accounts."""
    return mentioned_in([comment])[comment.pk]


def mentioned_in(comments: Collection[Comment]) -> dict[int, set[int]]:
    """The same of many, by their numbers."""
    links = {comment.pk: {int(number) for number in MADE.findall(comment.body)} for comment in comments}
    said = Comment.objects.filter(pk__in=set().union(*links.values()), user__isnull=False).order_by()
    people = {(article, pk): user for article, pk, user in said.values_list("article", "pk", "user") if user}
    return {
        comment.pk: {user for number in links[comment.pk] if (user := people.get((comment.article_id, number)))}
        for comment in comments
    }


def _texts(html: str) -> list[str]:
    """The parts of it, unescaped; empty where nobody is called."""
    found, depth = [], 0
    for part in PARTS.split(html):
        tag = NOT_IN.match(part)
        depth += 0 if not tag else -1 if tag[1] else 1
        found.append("" if depth or part.startswith("<") else unescape(part))
    return found


def _signs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """The number of the part, and where in it the sign is."""
    return ((number, sign.start()) for number, text in enumerate(texts) for sign in AT.finditer(text))


def _prefixes(text: str, sign: int) -> Iterator[str]:
    """What of it may be the name, the shortest first: all that ends where a word does."""
    start = sign + 1
    stop = min([len(text), start + LONGEST, *(at for mark in "@\n" if (at := text.find(mark, start)) >= 0)])
    for end in range(start + 1, stop + 1):
        if (end == len(text) or not text[end].isalnum()) and not text[end - 1].isspace():
            yield text[start:end]


def _meant(text: str, sign: int, said: dict[str, int]) -> str:
    """The longest that somebody has; of spellings that are the same name, the shortest: without the full stop."""
    fitting: dict[str, str] = {}
    for name in _prefixes(text, sign):
        if (key := name_key.of(name)) in said:
            fitting.setdefault(key, name)
    return max(fitting.values(), key=len, default="")


def _last_comments(keys: set[str], article_id: int, by: User) -> dict[str, int]:
    if not keys:
        return {}
    said = Comment.objects.visible().filter(article=article_id, user__name_key__in=keys, user__is_active=True)
    found = said.exclude(user=by).order_by().values("user__name_key").annotate(last=Max("pk"))
    return dict(found.values_list("user__name_key", "last"))
